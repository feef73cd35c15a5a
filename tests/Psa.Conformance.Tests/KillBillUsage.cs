using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Psa.Contracts;
using Psa.Documents;

namespace Psa.Conformance.Tests;

/// <summary>Kill Bill's usage: blocks priced tier by tier or all by the top tier, and capacity of one tier.</summary>
internal static class KillBillUsage
{
    private static readonly LocalDate Day = new(2025, 1, 1);

    /// <summary>A quantity of one unit in a month.</summary>
    public static Verdict Consumable(Case given)
    {
        var json = given.Json;
        if (json.Get("previously_billed").Items().Length > 0)
        {
            return Verdict.Gap("billed-before");
        }

        var unit = json.Get("unit").Text;
        Require(json.Get("usage").Get("type").Text == "CONSUMABLE", "a capacity of blocks");
        var account = new Account(Currency.USD);
        var part = account.Add(UsagePart(KillBillPeriods.CycleOf(json, Day), Day, json.Get("usage"), unit, UsageAggregation.Sum, given.Presets.KillBill, TimingOf(json)));
        account.Use(part, Day, json.Get("units").Number, unit);
        var items = account.Bill(new(2025, 1, 31)).Items;
        var expected = json.Get("expected_tiers").Items().Select(tier => (Count: tier.Get("quantity").Number, Price: tier.Get("price").Number, Size: tier.Get("blockSize").Number));
        return Verdict.Same(
            ("amount", Money.Of(json.Get("expected_amount").Number, Currency.USD), items.SingleOrDefault()?.Net ?? Money.Zero(Currency.USD)),
            ("tiers", string.Join("; ", expected.Where(tier => tier.Count != 0m).Select(tier => Describe(tier.Count, tier.Price, tier.Size))), string.Join("; ", items.SelectMany(item => item.Lines.AsEnumerable()).SelectMany(LinesOf))));
    }

    /// <summary>A capacity of one tier: a fee for the highest reading of each counter, whatever it is. A tier that must hold several units at once is none of our schemes.</summary>
    public static Verdict Capacity(Case given)
    {
        var json = given.Json;
        if (json.Get("usage").Get("tiers").Count > 1)
        {
            return Verdict.Gap("capacity-of-several-units");
        }

        Require(json.Get("usage").Get("type").Text == "CAPACITY", "blocks of a capacity");
        var account = new Account(Currency.USD);
        var part = account.Add(UsagePart(KillBillPeriods.CycleOf(json, Day), Day, json.Get("usage"), null, UsageAggregation.Maximum, given.Presets.KillBill, TimingOf(json)));
        foreach (var unit in json.Get("units").Items())
        {
            account.Use(part, Day, unit.Get("amount").Number, counter: unit.Get("unit").Text);
        }

        return Verdict.Same(("amount", Money.Of(json.Get("expected_amount").Number, Currency.USD), account.Bill(new(2025, 1, 31)).Items.Single().Net));
    }

    /// <summary>Consumption of months with what was invoiced before: a part for each unit, or one for a capacity, billed in arrears.</summary>
    public static Verdict Items(Case given)
    {
        var json = given.Json;
        var usage = json.Get("usage");
        var isCapacity = usage.Get("type").Text == "CAPACITY";
        if (isCapacity && usage.Get("tiers").Count > 1)
        {
            return Verdict.Gap("capacity-of-several-units");
        }

        var start = json.Get("start").Date;
        var readings = json.Get("raw_usage").Items();
        string[] units = isCapacity ? ["capacity"] : [.. readings.Select(reading => reading.Get("unit").Text).Distinct(StringComparer.Ordinal)];
        var actual = new List<string>();
        var expected = new List<string>();
        foreach (var unit in units)
        {
            var agreement = UsagePart(
                KillBillPeriods.CycleOf(json, start), start, usage, isCapacity ? null : unit, isCapacity ? UsageAggregation.Maximum : UsageAggregation.Sum, given.Presets.KillBill, TimingOf(json)) with
            {
                LastDay = given.Presets.KillBill.EndExclusive(json.Get("end").Date).PlusDays(-1),
            };
            var account = new Account(Currency.USD);
            var part = account.Add(agreement);
            foreach (var reading in readings.Where(reading => isCapacity || reading.Get("unit").Text == unit))
            {
                var date = InstantPattern.ExtendedIso.Parse(reading.Get("date").Text).Value.InUtc().Date;
                account.Use(part, date, reading.Get("amount").Number, counter: isCapacity ? reading.Get("unit").Text : string.Empty);
            }

            foreach (var item in json.Get("existing_items").Items())
            {
                var days = DatePeriod.Create(item.Get("start").Date, item.Get("end").Date);
                foreach (var amount in AmountsOf(item, unit, units))
                {
                    account.WasBilled(part, agreement.PeriodAt(days.Start).Slot, days, Money.Of(amount, Currency.USD));
                }
            }

            actual.AddRange(account.Bill(json.Get("target_date").Date).Items.Select(item => $"{unit} {item.Period} {item.Net}"));

            // their items hold all units of a period, or a tier of one unit each: what the case says of a unit is put together
            expected.AddRange(json.Get("expected_items").Items()
                .SelectMany(item => AmountsOf(item, unit, units).Select(amount => (Days: DatePeriod.Create(item.Get("start").Date, item.Get("end").Date), Amount: Money.Of(amount, Currency.USD))))
                .GroupBy(pair => pair.Days, pair => pair.Amount)
                .Select(group => (Days: group.Key, Amount: group.Aggregate((sum, amount) => sum + amount)))
                .Where(pair => !pair.Amount.IsZero)
                .Select(pair => $"{unit} {pair.Days} {pair.Amount}"));
        }

        return Verdict.Same(("items", string.Join("; ", expected), string.Join("; ", actual)));
    }

    private static BillingTiming TimingOf(CaseValue json) => json.Get("mode").Text == "IN_ADVANCE" ? BillingTiming.InAdvance : BillingTiming.InArrears;

    private static Agreement UsagePart(BillingCycle cycle, LocalDate start, CaseValue usage, string? unit, UsageAggregation aggregation, ProrationPolicy proration, BillingTiming timing) => new(cycle, start)
    {
        Timing = timing,
        Proration = proration,
        Kind = PartKind.MeteredUsage,
        Source = QuantitySource.Usage("usage", aggregation),
        Terms = [new(start, 0m, Pricing: unit is null ? CapacityOf(usage) : SchemeOf(usage, unit))],
    };

    private static PricingScheme SchemeOf(CaseValue usage, string unit)
    {
        var tiers = PriceTiers.None;
        foreach (var tier in usage.Get("tiers").Items())
        {
            Require(tier.Get("recurring").NumberOrNull is null && tier.Get("limits").Items().Length == 0, "blocks with a fee");
            foreach (var block in tier.Get("blocks").Items().Select(block => (Unit: block.Get("unit").Text, Max: Limit(block), Size: block.Get("size").Number, Price: block.Get("price").Number)))
            {
                tiers = block.Unit == unit ? tiers.Blocks(block.Max, block.Size, block.Price) : tiers;
            }
        }

        return usage.Get("policy").Text == "TOP_TIER" ? PricingScheme.Volume(tiers) : PricingScheme.Graduated(tiers);
    }

    private static PricingScheme CapacityOf(CaseValue usage)
    {
        var tier = usage.Get("tiers")[0];
        Require(usage.At("policy") is null && tier.Get("blocks").Items().Length == 0, "a capacity with blocks");
        Require(tier.Get("limits").Items().Select(limit => (limit.Get("unit").Text, Most: Limit(limit), Least: limit.Get("min").NumberOrNull)).All(limit => limit.Most is null && limit.Least is null), "a capacity that ends");
        return PricingScheme.Volume(PriceTiers.None.UpTo(null, 0m, flatFee: tier.Get("recurring").Number));
    }

    /// <summary>What an item says of a unit: its details, or all of it when there is one unit.</summary>
    private static IEnumerable<decimal> AmountsOf(CaseValue item, string unit, string[] units)
    {
        var (amount, details) = (item.Get("amount").Number, item.At("details")?.Text);
        if (units.Length == 1)
        {
            // theirs lists what the tiers come to, without what was billed before
            return [amount];
        }

        using var document = JsonDocument.Parse(details!);
        var tiers = document.RootElement.TryGetProperty("tierDetails", out var list) ? list.EnumerateArray().ToArray() : [document.RootElement];
        return [.. tiers.Where(tier => tier.GetProperty("tierUnit").GetString() == unit).Select(tier => tier.GetProperty("amount").GetDecimal())];
    }

    private static decimal? Limit(CaseValue element) => element.Get("max").Number is var max && max < 0m ? null : max;

    // tiers of which nothing was used aren't listed, and blocks of one unit are units
    private static IEnumerable<string> LinesOf(DocumentLine line) => line.Details.AsEnumerable()
        .Where(detail => detail.Kind == LineDetailKind.Tier)
        .Select(detail => Describe(detail.Quantity, detail.UnitPrice!.Value.Amount, detail.BlockSize ?? 1m));

    private static string Describe(decimal count, decimal price, decimal size) => FormattableString.Invariant($"{Plain(count)} × {Plain(price)} of {Plain(size)}");

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new NotSupportedException(what);
        }
    }

    private static string Plain(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
