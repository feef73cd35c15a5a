using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>
/// One entry of a part's timeline: from a day on, what it states holds; what it leaves out stays as it was. A change is a new entry, never an overwrite, and may be back-dated;
/// of two with the same date the later in the list, which was recorded later, wins.
/// The part's earliest entry states all that its scheme needs, and holds from the part's start.
/// </summary>
/// <param name="EffectiveFrom">The day from which it holds; the proration policy says whether that is the first day of the new terms.</param>
/// <param name="Quantity">The committed quantity, up to 15 decimals; <see langword="null"/> for as before.</param>
/// <param name="UnitPrice">The agreed price of a unit a full period; <see langword="null"/> for as before.</param>
/// <param name="Discount">The discount, <see cref="Discount.None"/> for none from now on; <see langword="null"/> for as before.</param>
/// <param name="Pricing">How a quantity becomes the amount of a full period; <see langword="null"/> for as before.</param>
/// <param name="MinimumQuantity">The least quantity that is billed, 0 for none from now on; <see langword="null"/> for as before.</param>
/// <param name="Note">Why the entry was made, shown in explanations.</param>
public sealed record PartTerms(
    LocalDate EffectiveFrom,
    decimal? Quantity = null,
    UnitPrice? UnitPrice = null,
    Discount? Discount = null,
    PricingScheme? Pricing = null,
    decimal? MinimumQuantity = null,
    string? Note = null) : IDatedEntry<PartTerms>
{
    /// <summary>
    /// Gets the entry's id; it gets one when it is stored, if none was given. Say one to repeat a change whose answer was lost: an entry of an id that is there is not made again.
    /// </summary>
    public Id<PartTerms>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets who withdrew it, when and why, or <see langword="null"/> while it stands.</summary>
    public Withdrawal? Withdrawn { get; init; }

    /// <summary>Gets whether it was withdrawn: then it is as if it had never been.</summary>
    [JsonIgnore]
    public bool IsWithdrawn => Withdrawn is not null;

    Guid? IDatedEntry<PartTerms>.EntryId => Id?.Value;

    bool IDatedEntry<PartTerms>.StatesSomething => Quantity is not null || UnitPrice is not null || Discount is not null || Pricing is not null || MinimumQuantity is not null;

    bool IDatedEntry<PartTerms>.Overlaps(PartTerms other) =>
        (Quantity is not null && other.Quantity is not null)
        || (UnitPrice is not null && other.UnitPrice is not null)
        || (Discount is not null && other.Discount is not null)
        || (Pricing is not null && other.Pricing is not null)
        || (MinimumQuantity is not null && other.MinimumQuantity is not null);

    bool IDatedEntry<PartTerms>.Says(PartTerms other) => this with { Id = other.Id, Withdrawn = other.Withdrawn } == other;

    PartTerms IDatedEntry<PartTerms>.Withdraw(Withdrawal withdrawal) => this with { Withdrawn = withdrawal };
}
