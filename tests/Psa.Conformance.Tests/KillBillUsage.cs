using System.Globalization;
using System.Text.Json;
using NodaTime.Text;
using Psa.Contracts;

namespace Psa.Conformance.Tests;

/// <summary>Kill Bill's usage tiers: blocks priced tier by tier or all by the top tier, and capacity.</summary>
internal static class KillBillUsage
{
    private static readonly UnitPrice None = UnitPrice.Of(0m, Currency.USD);

    public static Verdict Consumable(Case given)
    {
        var scheme = SchemeOf(given.Json.GetProperty("usage"), given.Json.Text("unit")!);
        var quantity = given.Json.Number("units");
        var price = scheme.PriceOf(quantity, None);
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

            prices.Add(PricingScheme.Volume(tiers).PriceOf(unit.Number("amount"), None));
        }

        return Verdict.Same(("amount", ExactAmount.Of(given.Json.Number("expected_amount"), Currency.USD), prices.Max()));
    }

    /// <summary>Consumption of months with what was invoiced before: one part a unit, billed in arrears. A capacity of several units is none of our schemes.</summary>
    public static Verdict Items(Case given)
    {
        var usage = given.Json.GetProperty("usage");
        if (usage.Text("type") != "CONSUMABLE")
        {
            return Verdict.NotCovered;
        }

        var readings = given.Json.GetProperty("raw_usage").EnumerateArray().ToArray();
        var billed = given.Json.GetProperty("existing_items").EnumerateArray().ToArray();
        var actual = new List<(DatePeriod Days, Money Net)>();
        foreach (var unit in readings.Select(reading => reading.Text("unit")!).Distinct(StringComparer.Ordinal))
        {
            var start = given.Json.Date("start");
            var part = BilledPart.Of(
                KillBillPeriods.CycleOf(given.Json, start),
                BillingTiming.InArrears,
                start,
                null,
                PartKind.MeteredUsage,
                QuantitySource.Usage(unit),
                SchemeOf(usage, unit),
                new(start, 0m));
            foreach (var reading in readings.Where(reading => reading.Text("unit") == unit))
            {
                part.Use(InstantPattern.ExtendedIso.Parse(reading.Text("date")!).Value.InUtc().Date, reading.Number("amount"), unit);
            }

            foreach (var item in billed)
            {
                foreach (var amount in AmountsOf(item, unit))
                {
                    part.WasBilled(item.Date("start"), item.Date("end"), Money.Of(amount, Currency.USD));
                }
            }

            actual.AddRange(part.Bill(given.Json.Date("target_date")).Select(item => (item.Period!.Value, item.Net)));
        }

        // their items hold all units of a period, or one tier of one unit each: what a period comes to is the same
        var expected = given.Json.GetProperty("expected_items").EnumerateArray()
            .Select(item => (DatePeriod.Create(item.Date("start"), item.Date("end")), Money.Of(item.Number("amount"), Currency.USD)));
        return Verdict.Same(("items", ByPeriod(expected), ByPeriod(actual)));
    }

    private static PricingScheme SchemeOf(JsonElement usage, string unit)
    {
        var tiers = PriceTiers.None;
        foreach (var tier in usage.GetProperty("tiers").EnumerateArray())
        {
            foreach (var block in tier.GetProperty("blocks").EnumerateArray().Where(block => block.Text("unit") == unit))
            {
                tiers = tiers.Blocks(Limit(block), block.Number("size"), block.Number("price"));
            }
        }

        return usage.Text("policy") == "TOP_TIER" ? PricingScheme.Volume(tiers) : PricingScheme.Graduated(tiers);
    }

    /// <summary>What an existing item billed for a unit: its details say; without them there is one unit.</summary>
    private static IEnumerable<decimal> AmountsOf(JsonElement item, string unit)
    {
        if (item.Text("details") is not { } details)
        {
            return [item.Number("amount")];
        }

        using var document = JsonDocument.Parse(details);
        return [.. document.RootElement.GetProperty("tierDetails").EnumerateArray().Where(tier => tier.Text("tierUnit") == unit).Select(tier => tier.Number("amount"))];
    }

    private static string ByPeriod(IEnumerable<(DatePeriod Days, Money Net)> items) => string.Join("; ", items
        .Where(item => !item.Net.IsZero)
        .GroupBy(item => item.Days)
        .OrderBy(group => group.Key.Start)
        .Select(group => $"{group.Key} {group.Select(item => item.Net).Aggregate((sum, net) => sum + net)}"));

    private static decimal? Limit(JsonElement element) => element.Number("max") is var max && max < 0m ? null : max;

    private static string Describe(JsonElement tiers) => string.Join("; ", tiers.EnumerateArray().Select(tier => Describe(
        tier.Int("tier"), tier.Number("quantity"), tier.Number("price"), tier.Number("blockSize"), ExactAmount.Of(tier.Number("amount"), Currency.USD))));

    private static string Describe(PriceBreakdown breakdown) => string.Join("; ", breakdown.Tiers.AsEnumerable().Select(tier => Describe(
        tier.Tier, tier.Count, tier.Price, tier.BlockSize ?? 0m, tier.AmountIn(Currency.USD))));

    private static string Describe(int tier, decimal count, decimal price, decimal size, ExactAmount amount) =>
        FormattableString.Invariant($"{tier}: {Plain(count)} × {Plain(price)} of {Plain(size)} = {amount.Round(Rounding.HalfUp)}");

    private static string Plain(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
