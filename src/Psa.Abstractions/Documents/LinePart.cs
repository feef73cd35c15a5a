using Psa.Catalog;

namespace Psa.Documents;

/// <summary>
/// What a line is a part of, where it was made from a part of another one (R-PART): its amount is the difference of two running totals of the whole, and so are those of its own parts, so that all of them sum to the whole
/// to the cent.
/// </summary>
/// <param name="Of">The quantity of the whole line.</param>
/// <param name="From">How many units of it come before this part.</param>
/// <param name="Discount">The manual discount of the whole line, or <see langword="null"/>; the part's own is its share.</param>
/// <param name="DocumentDiscount">The discounts on the document that the part was cut from, where it has its share of them as a discount of its own; else <see langword="null"/>.</param>
/// <param name="Amount">What the whole line comes to where its price doesn't say so: of a bundle's component its share; else <see langword="null"/>.</param>
public sealed record LinePart(decimal Of, decimal From, Discount? Discount = null, DiscountPart? DocumentDiscount = null, Money? Amount = null);
