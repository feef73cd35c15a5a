using NodaTime;

namespace Psa.Contracts;

/// <summary>What is needed to terminate a contract.</summary>
public sealed record TerminationRequest
{
    /// <summary>Gets the date on which it ends: its last day billed, unless the contract's proration policy says that it is the first day not billed.</summary>
    public required LocalDate On { get; init; }

    /// <summary>Gets why.</summary>
    public required string Reason { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the day on which notice was given, or <see langword="null"/> for today, the day where the tenant is. Counts for contracts that renew themselves.</summary>
    public LocalDate? NoticeOn { get; init; }

    /// <summary>Gets whether both sides agreed to end it without notice.</summary>
    public bool ByAgreement { get; init; }
}
