using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Contracts;

/// <summary>
/// One entry of a contract's cycle timeline, by the same law as <see cref="PartTerms"/>: what it leaves out stays as it was, and of two of one date the later recorded wins.
/// The earliest entry states all three and holds from the contract's start.
/// </summary>
/// <param name="EffectiveFrom">The day from which it holds, taken as it stands.</param>
/// <param name="Cycle">
/// The cycle, which starts on the date, where the old one's last period ends; an anniversary cycle is anchored there. One equal to the cycle in force cuts nothing.
/// <see langword="null"/> for as before.
/// </param>
/// <param name="Timing">Whether periods that begin from then on are billed at their start or after their end; <see langword="null"/> for as before.</param>
/// <param name="Proration">How broken periods that begin from then on are charged; "proration off" is the basis of full periods. <see langword="null"/> for as before.</param>
public sealed record CycleTerms(LocalDate EffectiveFrom, BillingCycle? Cycle = null, BillingTiming? Timing = null, ProrationPolicy? Proration = null)
    : IDatedEntry<CycleTerms>
{
    /// <summary>Gets the entry's id; it gets one when it is stored, if none was given. Say one to repeat a change whose answer was lost.</summary>
    public Id<CycleTerms>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets who withdrew it, when and why, or <see langword="null"/> while it stands.</summary>
    public Withdrawal? Withdrawn { get; init; }

    /// <summary>Gets whether it was withdrawn: then it is as if it had never been.</summary>
    [JsonIgnore]
    public bool IsWithdrawn => Withdrawn is not null;

    Guid? IDatedEntry<CycleTerms>.EntryId => Id?.Value;

    bool IDatedEntry<CycleTerms>.StatesSomething => Cycle is not null || Timing is not null || Proration is not null;

    bool IDatedEntry<CycleTerms>.Overlaps(CycleTerms other) =>
        (Cycle is not null && other.Cycle is not null) || (Timing is not null && other.Timing is not null) || (Proration is not null && other.Proration is not null);

    bool IDatedEntry<CycleTerms>.Says(CycleTerms other) => this with { Id = other.Id, Withdrawn = other.Withdrawn } == other;

    CycleTerms IDatedEntry<CycleTerms>.Withdraw(Withdrawal withdrawal) => this with { Withdrawn = withdrawal };
}
