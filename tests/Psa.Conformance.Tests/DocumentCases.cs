using System.Text.Json;
using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.Conformance.Tests;

/// <summary>Totals, taxes and discounts of whole documents, as Lago and Tryton compute them.</summary>
internal static class DocumentCases
{
    /// <summary>Lago's coupons: one limited to some fees is a discount of these lines, one of all fees a discount of the document; neither takes more than is left.</summary>
    public static Verdict Invoice(Case given)
    {
        var fees = given.Inputs.GetProperty("fees").EnumerateArray().ToArray();
        var amounts = fees.Select(fee => Cents(fee.GetProperty("amount"))).ToArray();
        var discounts = new List<Discount>();
        foreach (var coupon in given.Inputs.GetProperty("coupons").EnumerateArray())
        {
            var amount = Cents(coupon.GetProperty("amount"));
            if (coupon.At("fees") is not { } limited)
            {
                discounts.Add(Discount.OfAmount(amount));
                continue;
            }

            var indexes = limited.EnumerateArray().Select(index => index.GetInt32()).ToArray();
            var shares = amount.Allocate([.. indexes.Select(index => amounts[index].MinorUnits)]);
            for (var i = 0; i < indexes.Length; i++)
            {
                var fee = indexes[i];
                amounts[fee] = LineAmounts.Net(1m, UnitPrice.Of(amounts[fee].Amount, Currency.EUR), given.Rounding, Discount.OfAmount(shares[i]));
            }
        }

        var input = new DocumentInput
        {
            Currency = Currency.EUR,
            Lines = [.. amounts.Zip(fees, (amount, fee) => new LineAmount(amount, LagoTax(fee)))],
            Discounts = Capped(discounts, amounts.Aggregate((sum, amount) => sum + amount)),
            Rounding = given.Rounding,
        };
        var totals = Totals.Compute(input);
        var pairs = new List<(string, object?, object?)>();
        Add(pairs, given, "sub_total_minor", totals.TotalWithoutTax);
        Add(pairs, given, "taxes_minor", totals.TaxTotal);
        Add(pairs, given, "total_minor", totals.TotalWithTax);
        if (given.Expected.At("fee_taxes_minor") is { } taxes)
        {
            var lines = Totals.Compute(input with { TaxRounding = TaxRounding.PerLine }).Lines;
            pairs.Add(("fee taxes", string.Join(", ", taxes.EnumerateArray().Select(Cents)), string.Join(", ", lines.AsEnumerable().Select(line => line.Tax))));
        }

        return Verdict.Same([.. pairs]);
    }

    public static Verdict Coupon(Case given) => Verdict.Same((
        "amount",
        Cents(given.Expected.GetProperty("amount_minor")),
        Discount.OfAmount(Cents(given.Inputs.GetProperty("fixed"))).Of(ExactAmount.Of(Cents(given.Inputs.GetProperty("base")))).Round(given.Rounding)));

    /// <summary>Tryton's invoices and sales: tax by document or by line.</summary>
    public static Verdict Document(Case given)
    {
        var currency = ValueCases.CurrencyOf(given.Json.Number("currency_rounding").Scale);
        var totals = Totals.Compute(new()
        {
            Currency = currency,
            Lines =
            [
                .. given.Json.GetProperty("lines").EnumerateArray().Select(line => new LineAmount(
                    LineAmounts.Net(line.Number("quantity"), UnitPrice.Of(line.Number("unit_price"), currency), Rounding.HalfUp),
                    TrytonTax(line.GetProperty("taxes")))),
            ],
            TaxRounding = given.Json.Text("rounding") == "line" ? TaxRounding.PerLine : TaxRounding.PerGroup,
            Rounding = Rounding.HalfUp,
        });
        var taxed = totals.TaxGroups.AsEnumerable().Single(group => group.Category.IsTaxed);
        var pairs = new List<(string, object?, object?)>();
        foreach (var (what, actual) in new[] { ("untaxed", totals.TotalWithoutTax), ("base", taxed.Taxable), ("tax", totals.TaxTotal), ("total", totals.TotalWithTax) })
        {
            if (given.Expected.NumberOrNull(what) is { } expected)
            {
                pairs.Add((what, expected, actual.Amount));
            }
        }

        return Verdict.Same([.. pairs]);
    }

    /// <summary>Lets each discount take no more than the ones before it left.</summary>
    private static ValueList<Discount> Capped(List<Discount> discounts, Money detail)
    {
        var left = ExactAmount.Of(detail);
        var capped = ValueList<Discount>.Empty;
        foreach (var discount in discounts)
        {
            capped = capped.Add(Discount.OfAmount(discount.Of(left).Round(Rounding.HalfUp)));
            left = left.Less(discount);
        }

        return capped;
    }

    private static AppliedTax LagoTax(JsonElement fee) => Tax(Percent.Of(fee.GetProperty("taxes").EnumerateArray().Single().Number()));

    // their rates are fractions of one
    private static AppliedTax TrytonTax(JsonElement taxes) =>
        taxes.EnumerateArray().SingleOrDefault() is { ValueKind: JsonValueKind.Object } tax ? Tax(Percent.Of(100m * tax.Number("rate"))) : Tax(default);

    private static AppliedTax Tax(Percent rate) => rate == default ? new("Z", TaxCategory.ZeroRated, rate) : new("S", TaxCategory.Standard, rate);

    private static Money Cents(JsonElement amount) => Money.FromMinorUnits(amount.GetInt64(), Currency.EUR);

    private static void Add(List<(string What, object? Expected, object? Actual)> pairs, Case given, string what, Money actual)
    {
        if (given.Expected.At(what) is { } expected)
        {
            pairs.Add((what, Cents(expected), actual));
        }
    }
}
