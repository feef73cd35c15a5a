using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Documents;

namespace Psa.SalesItems;

/// <summary>
/// What terms come to for a full period, as a quantity at a price that multiplies out exactly; where no single price of a unit makes the amount, one lot at the amount, with what made it listed under it.
/// </summary>
internal readonly record struct LineShape
{
    internal const string Plain = "C62";

    internal required decimal Quantity { get; init; }

    internal required UnitPrice Price { get; init; }

    internal UnitPrice? VolumeDiscount { get; init; }

    internal Discount? Discount { get; init; }

    /// <summary>Gets what a full period costs, not rounded: of all but a lot exactly quantity × (price − volume discount) − discount.</summary>
    internal required ExactAmount Full { get; init; }

    /// <summary>Gets whether it is one lot of an amount.</summary>
    internal bool IsLot { get; init; }

    internal ValueList<LineDetail> Details { get; init; }

    internal LineRemark? Remark { get; init; }

    /// <summary>Gets what corrections say of it.</summary>
    internal LineBasis Basis => IsLot ? new(Terms!.Quantity, Discount: Taking(Terms.Discount), Unit: Name) : new(Quantity, Price, Discount, Name, VolumeDiscount);

    /// <summary>Gets the unit of the quantity that the terms count.</summary>
    internal required string Unit { get; init; }

    private ChargeTerms? Terms { get; init; }

    // what is counted in nothing but numbers needs no word
    private string? Name => NameOf(Unit);

    internal static LineShape Of(ChargeTerms terms, string unit, Currency currency)
    {
        var remark = terms.Committed is { } committed ? new LineRemark(LineRemarkKind.Overage, new(committed, Unit: NameOf(unit)), new(terms.Quantity, Unit: NameOf(unit))) : null;
        if (terms.UnitPrice is { } price && LineQuantity(terms) is { } quantity)
        {
            // an amount of discount is given with what is billed in advance
            var discount = terms is { Committed: not null, Discount.Amount: not null } ? null : Taking(terms.Discount);
            var product = LineAmounts.Exact(quantity, price, discount, terms.VolumeDiscount);
            if (IsProduct(terms) || product == terms.FullAmount(currency))
            {
                return new() { Quantity = quantity, Price = price, VolumeDiscount = terms.VolumeDiscount, Discount = discount, Full = product, Unit = unit, Remark = remark };
            }
        }

        return Lot(terms, unit, terms.FullAmount(currency), remark ?? new(LineRemarkKind.Lot, After: new(terms.Quantity, Unit: NameOf(unit))));
    }

    /// <summary>Gives what it comes to in a share of the period, rounded once.</summary>
    internal Money Product(PeriodShare? share, Rounding rounding) =>
        IsLot ? DocumentLines.Product(Quantity, Price, Discount, VolumeDiscount, share, rounding) : DocumentLines.Product(Full, share, rounding);

    internal static string? NameOf(string unit) => unit == Plain ? null : unit;

    // what has a quantity at a price comes to their product, unless a least or most amount, or what was committed, makes it another
    private static bool IsProduct(ChargeTerms terms) => terms is { Committed: null, Pricing: { Minimum: null, Maximum: null } };

    private static decimal? LineQuantity(ChargeTerms terms) =>
        terms.Committed is { } committed ? terms.Pricing.LineQuantity(terms.Quantity) - terms.Pricing.LineQuantity(committed) : terms.Pricing.LineQuantity(terms.Quantity);

    private static LineShape Lot(ChargeTerms terms, string unit, ExactAmount full, LineRemark remark)
    {
        if (terms.Committed is not null)
        {
            return Made(full, null, []);
        }

        var breakdown = terms.Pricing.BreakDown(terms.Quantity, terms.NetPrice() ?? UnitPrice.Of(0m, full.Currency), terms.Cost);
        var details = Listed(breakdown, unit);
        return Taking(terms.Discount) is { } discount && Made(breakdown.Amount, discount, details) is var lot && LineAmounts.Exact(lot.Quantity, lot.Price, discount) == full
            ? lot
            : Made(full, null, details);

        // a price is never negative, the quantity is
        LineShape Made(ExactAmount amount, Discount? less, ValueList<LineDetail> listed)
        {
            var quantity = amount.Sign < 0 ? -1m : 1m;
            return new()
            {
                Quantity = quantity,
                Price = UnitPrice.Round(amount.Times(quantity)),
                Discount = less,
                Full = full,
                IsLot = true,
                Details = listed,
                Remark = remark,
                Unit = unit,
                Terms = terms,
            };
        }
    }

    private static ValueList<LineDetail> Listed(PriceBreakdown breakdown, string unit)
    {
        var currency = breakdown.Amount.Currency;
        var details = new List<LineDetail>(breakdown.Tiers.Count + 1);
        foreach (var tier in breakdown.Tiers)
        {
            if (tier.FlatFee != 0m)
            {
                details.Add(new() { Kind = LineDetailKind.Fee, Quantity = 1m, UnitPrice = UnitPrice.Of(tier.FlatFee, currency) });
            }

            if (tier.Count != 0m)
            {
                details.Add(new() { Kind = LineDetailKind.Tier, Quantity = tier.Count, Unit = unit, UnitPrice = UnitPrice.Of(tier.Price, currency), BlockSize = tier.BlockSize is 1m ? null : tier.BlockSize });
            }
        }

        if (!breakdown.RaisedByMinimum.IsZero)
        {
            details.Add(new() { Kind = LineDetailKind.Minimum, Quantity = 1m, UnitPrice = UnitPrice.Round(breakdown.Amount) });
        }
        else if (!breakdown.LoweredByMaximum.IsZero)
        {
            details.Add(new() { Kind = LineDetailKind.Maximum, Quantity = 1m, UnitPrice = UnitPrice.Round(breakdown.Amount) });
        }

        return details.ToValueList();
    }

    private static Discount? Taking(Discount? discount) => discount is null or { TakesNothing: true } ? null : discount;
}
