using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Catalog;

/// <summary>
/// That a customer or contract has its prices from a list from a day on (R-LIST), by the law of dated entries: added and withdrawn, never changed; of two of one date the later recorded wins.
/// The latest entry whose list has the currency wanted holds; lists of other currencies are passed over.
/// </summary>
/// <param name="EffectiveFrom">The first day. Contract parts have it from the period on that starts then or later.</param>
/// <param name="PriceList">The list, or <see langword="null"/> for none from then on.</param>
[method: JsonConstructor]
public sealed record PriceListAssignment(LocalDate EffectiveFrom, Id<PriceList>? PriceList = null) : IDatedEntry<PriceListAssignment>
{
    /// <summary>Gets the entry's id; it gets one when it is stored, if none was given. Say one to repeat a change whose answer was lost.</summary>
    public Id<PriceListAssignment>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets who withdrew it, when and why, or <see langword="null"/> while it stands.</summary>
    public Withdrawal? Withdrawn { get; init; }

    Guid? IDatedEntry<PriceListAssignment>.EntryId => Id?.Value;

    bool IDatedEntry<PriceListAssignment>.StatesSomething => true;

    bool IDatedEntry<PriceListAssignment>.Overlaps(PriceListAssignment other) => true;

    bool IDatedEntry<PriceListAssignment>.Says(PriceListAssignment other) => this with { Id = other.Id, Withdrawn = other.Withdrawn } == other;

    PriceListAssignment IDatedEntry<PriceListAssignment>.Withdraw(Withdrawal withdrawal) => this with { Withdrawn = withdrawal };
}
