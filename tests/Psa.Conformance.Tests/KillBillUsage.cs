using System.Globalization;
using System.Text.Json;
using Psa.Contracts;

namespace Psa.Conformance.Tests;

/// <summary>Kill Bill's usage tiers: blocks priced tier by tier or all by the top tier, and capacity.</summary>
internal static class KillBillUsage
{
    private static readonly UnitPrice None = UnitPrice.Of(0m, Currency.USD);

    public static Verdict Consumable(Case given)
    {
        var unit = given.Json.Text("unit")!;
        var usage = given.Json.GetProperty("usage");
        var tiers = PriceTiers.None;
        foreach (var tier in usage.GetProperty("tiers").EnumerateArray())
        {
            foreach (var block in tier.GetProperty("blocks").EnumerateArray().Where(block => block.Text("unit") == unit))
            {
                tiers = tiers.Blocks(Limit(block), block.Number("size"), block.Number("price"));
            }
        }

        var scheme = usage.Text("policy") == "TOP_TIER" ? PricingScheme.Volume(tiers) : PricingScheme.Graduated(tiers);
        var quantity = given.Json.Number("units");
        var price = scheme.Price(quantity, None);
        var billed = given.Json.At("previously_billed")?.EnumerateArray().ToArray() ?? [];
        foreach (var earlier in billed)
        {
            price -= ExactAmount.Of(earlier.Number("amount"), Currency.USD);
        }

        var tiersUsed = Describe(scheme.BreakDown(quantity, None));
        return Verdict.Same(
            ("amount", ExactAmount.Of(given.Json.Number("expected_amount"), Currency.USD), price),
            ("tiers", billed.Length == 0 ? Describe(given.Json.GetProperty("expected_tiers")) : tiersUsed, tiersUsed));
    }

    /// <summary>A capacity price is the tier that holds all units: the dearest of the volume prices of each.</summary>
    public static Verdict Capacity(Case given)
    {
        var prices = new List<ExactAmount>();
        foreach (var unit in given.Json.GetProperty("units").EnumerateArray())
        {
            var tiers = PriceTiers.None;
            foreach (var tier in given.Json.GetProperty("usage").GetProperty("tiers").EnumerateArray())
            {
                var limit = tier.GetProperty("limits").EnumerateArray().Single(limit => limit.Text("unit") == unit.Text("unit"));
                tiers = tiers.UpTo(Limit(limit), 0m, flatFee: tier.Number("recurring"));
            }

            prices.Add(PricingScheme.Volume(tiers).Price(unit.Number("amount"), None));
        }

        return Verdict.Same(("amount", ExactAmount.Of(given.Json.Number("expected_amount"), Currency.USD), prices.Max()));
    }

    private static decimal? Limit(JsonElement element) => element.Number("max") is var max && max < 0m ? null : max;

    private static string Describe(JsonElement tiers) => string.Join("; ", tiers.EnumerateArray().Select(tier => Describe(
        tier.Int("tier"), tier.Number("quantity"), tier.Number("price"), tier.Number("blockSize"), ExactAmount.Of(tier.Number("amount"), Currency.USD))));

    private static string Describe(PriceBreakdown breakdown) => string.Join("; ", breakdown.Tiers.AsEnumerable().Select(tier => Describe(
        tier.Tier, tier.Count, tier.Price, tier.BlockSize ?? 0m, tier.AmountIn(Currency.USD))));

    private static string Describe(int tier, decimal count, decimal price, decimal size, ExactAmount amount) =>
        FormattableString.Invariant($"{tier}: {Plain(count)} × {Plain(price)} of {Plain(size)} = {amount.Round(Rounding.HalfUp)}");

    private static string Plain(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
