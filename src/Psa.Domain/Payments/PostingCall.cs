using NodaTime;
using Psa.Customers;

namespace Psa.Payments;

/// <summary>What all entries of a call have in common.</summary>
/// <param name="Key">The key of the call.</param>
/// <param name="Asked">What was asked, as a SHA-256.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Date">The day from which its entries count.</param>
internal sealed record PostingCall(string Key, string Asked, string By, Instant At, LocalDate Date)
{
    public LocalDate? ValueDate { get; init; }

    public PaymentMethod? Method { get; init; }

    public string? Reference { get; init; }

    public string? Reason { get; init; }
}
