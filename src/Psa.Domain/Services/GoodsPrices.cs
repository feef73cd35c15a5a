using Psa.Documents;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>What goods and work that aren't billed are worth without tax, as they would be billed (R-INCLUSIVE).</summary>
internal static class GoodsPrices
{
    /// <summary>Gives a price without the tax that it holds, which is its own whatever its customer is taxed with.</summary>
    /// <param name="price">The price.</param>
    /// <param name="tax">How it would be billed.</param>
    internal static UnitPrice WithoutTax(UnitPrice price, LineTax? tax) => HeldBy(tax) is { } held ? FreedPrices.Free(price, held) : price;

    /// <summary>Gives how many units the price of a charge's line is for: where an amount is taken off all of them, all, since a unit's share of it may have no end of decimals; else one.</summary>
    internal static decimal? QuantityOf(DocumentLine line) => IsPriced(line) && line.Discount?.Amount is not null ? line.Quantity : null;

    /// <summary>Gives the price of a charge's line after its discount and without tax, for as many units as <see cref="QuantityOf"/> says; <see langword="null"/> where it has none. The catalog's volume discount isn't what it is worth.</summary>
    /// <param name="line">The line as it was agreed.</param>
    /// <param name="tax">How it would be billed.</param>
    internal static UnitPrice? Of(DocumentLine line, LineTax? tax)
    {
        if (!IsPriced(line))
        {
            return null;
        }

        // an amount is taken off the freed price where another treatment applies than the price's own
        return HeldBy(tax) is { } held && held != tax!.Applied.Rate
            ? AfterDiscount(FreedPrices.Priced(line with { VolumeDiscount = null }, held))
            : WithoutTax(AfterDiscount(line), tax);
    }

    private static bool IsPriced(DocumentLine line) => line.PricingError is null && line.Quantity != 0m;

    // of lines that are asked for together all are freed where one has another treatment
    private static Percent? HeldBy(LineTax? tax) => tax is null ? null : tax.Freed?.Rate ?? (tax.PriceMode == PriceMode.TaxInclusive ? tax.Applied.Rate : null);

    private static UnitPrice AfterDiscount(DocumentLine line)
    {
        var price = line.UnitPrice;
        var amount = line.Discount switch
        {
            { Percent: { } percent } => price.Amount * (100m - percent.Value) / 100m,
            { Amount: { } off } => (price.Amount * line.Quantity) - off.Amount,
            { UnitAmount: { } off } => price.Amount - off.Amount,
            _ => price.Amount,
        };
        return UnitPrice.Of(decimal.Round(amount, Decimals.OfPrices, MidpointRounding.AwayFromZero), price.Currency);
    }
}
