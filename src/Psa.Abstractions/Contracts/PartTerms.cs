using NodaTime;
using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>
/// One entry of a part's timeline: a change is a new entry, never an overwrite, and may be back-dated;
/// of two with the same date the later in the list, which was recorded later, wins.
/// </summary>
/// <param name="EffectiveFrom">The first day of these terms.</param>
/// <param name="Quantity">The committed quantity, up to 15 decimals.</param>
/// <param name="UnitPrice">The agreed price of a unit a full period; <see langword="null"/> for parts that use the catalog's, or whose scheme holds the prices.</param>
/// <param name="Discount">A discount with its reason, or <see langword="null"/>.</param>
/// <param name="Note">Why the entry was made, shown in explanations; an escalation says itself here.</param>
public sealed record PartTerms(LocalDate EffectiveFrom, decimal Quantity, UnitPrice? UnitPrice = null, Discount? Discount = null, string? Note = null)
{
    /// <summary>Gets the entry's id, or <see langword="null"/>. Say one to repeat a change whose answer was lost: an entry of an id that is there is not made again.</summary>
    public Id<PartTerms>? Id { get; init; }
}
