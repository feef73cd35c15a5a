using Psa.Customers;

namespace Psa.Charges;

/// <summary>Why a part can't be charged, or items can't be invoiced, as data.</summary>
/// <param name="Reason">The kind of obstacle.</param>
/// <param name="Code">The stable error code.</param>
/// <param name="Message">What is wrong and what to do next.</param>
internal sealed record Obstacle(ObstacleReason Reason, string Code, string Message)
{
    /// <summary>Gets the net that waits, one entry a currency.</summary>
    public ValueList<Money> Waiting { get; init; }

    /// <summary>Gets the grouping key of the invoice it is about; empty for a part, and for a customer as a whole.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>Gets the customer concerned; <see langword="null"/> for the one whose part it is, or who is invoiced.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets the exception behind <see cref="ObstacleReason.Unexpected"/>, for the log.</summary>
    public Exception? Fault { get; init; }

    /// <summary>Makes an obstacle of whatever was thrown: a refusal speaks for itself, anything else was foreseen by no rule.</summary>
    internal static Obstacle Of(Exception thrown) => thrown is PsaException refusal
        ? new(ObstacleReason.InvalidFacts, refusal.Code, refusal.Message)
        : new(ObstacleReason.Unexpected, ChargeErrors.Unexpected, $"{thrown.GetType().Name}: {thrown.Message} The log has the whole of it; what is concerned is billed by the next calculation after it is mended.") { Fault = thrown };
}
