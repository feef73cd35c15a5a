using System.Text.Json;
using Psa.Contracts;

namespace Psa.Conformance.Tests;

/// <summary>Tiers, packages and limits as Lago and public documents show them.</summary>
internal static class PricingCases
{
    private static readonly UnitPrice NoPrice = UnitPrice.Of(0m, Currency.EUR);

    public static Verdict Graduated(Case given) => Same(given, Tiered(given, TiersOf(given)));

    public static Verdict GraduatedPercent(Case given) => Same(given, Tiered(given, SharesOf(given)));

    public static Verdict GraduatedPercentDelta(Case given) => Same(
        given,
        PricingScheme.Graduated(SharesOf(given)).PriceOverage(given.Inputs.Number("units_before"), given.Inputs.Number("units_after"), NoPrice));

    /// <summary>A share of what was paid and a price for each payment; free payments, and what they came to, stand in a tier without price.</summary>
    public static Verdict Percentage(Case given)
    {
        if (given.Inputs.NumberOrNull("free_total") is not null)
        {
            return Verdict.NotCovered;
        }

        var (shares, payments) = (PriceTiers.None, PriceTiers.None);
        if (given.Inputs.NumberOrNull("free_events") is { } free)
        {
            shares = shares.UpTo(given.Inputs.GetProperty("running_totals")[given.Inputs.Int("free_events") - 1].Number(), 0m);
            payments = payments.UpTo(free, 0m);
        }

        shares = shares.UpTo(null, Percent.Of(given.Inputs.Number("rate")));
        payments = payments.Beyond(given.Inputs.Number("fixed"));
        return Same(
            given,
            PricingScheme.Graduated(shares).PriceOf(given.Inputs.Number("units"), NoPrice) + PricingScheme.Graduated(payments).PriceOf(given.Inputs.Number("events"), NoPrice));
    }

    /// <summary>Each payment is a charge of its own, with a minimum and a maximum.</summary>
    public static Verdict PercentageWithLimits(Case given)
    {
        if (given.Inputs.NumberOrNull("free_total") is not null)
        {
            return Verdict.NotCovered;
        }

        var share = PriceTiers.None.UpTo(null, Percent.Of(given.Inputs.Number("rate")), given.Inputs.Number("fixed"));
        var scheme = PricingScheme.Graduated(share) with { Minimum = given.Inputs.Number("min"), Maximum = given.Inputs.Number("max") };
        var charged = given.Inputs.GetProperty("amounts").EnumerateArray().Skip(given.Inputs.At("free_events")?.GetInt32() ?? 0);
        return Same(given, charged.Aggregate(ExactAmount.Zero(Currency.EUR), (sum, amount) => sum + scheme.PriceOf(amount.Number(), NoPrice)));
    }

    public static Verdict Volume(Case given) => Same(
        given,
        new VolumePricing(TiersOf(given), given.Inputs.Flag("flat_at_zero")).PriceOf(given.Inputs.Number("units"), NoPrice));

    public static Verdict Package(Case given) => Same(
        given,
        PricingScheme.Package(given.Inputs.Number("package_size"), given.Inputs.Number("package_price"), given.Inputs.NumberOrNull("free_units") ?? 0m)
            .PriceOf(given.Inputs.Number("units"), NoPrice));

    public static Verdict Unit(Case given) => Same(
        given,
        PricingScheme.PerUnit.PriceOf(given.Inputs.Number("units"), UnitPrice.Of(given.Inputs.Number("price"), Currency.EUR)));

    public static Verdict UnitRounded(Case given)
    {
        var currency = ValueCases.CurrencyOf(given.Inputs.Int("places"));
        return Verdict.Same(("amount", given.Expected.Number("amount"), UnitPrice.Of(given.Inputs.Number("price"), currency).Extend(given.Inputs.Number("units"), given.Rounding).Amount));
    }

    public static Verdict Allowance(Case given)
    {
        var (before, more) = (given.Inputs.Number("used_before"), given.Inputs.Number("quantity"));
        return Verdict.Same((
            "billable",
            ExactAmount.Of(given.Expected.Number("billable"), Currency.EUR),
            PricingScheme.Included(given.Inputs.Number("allowance"), 1m).PriceOverage(before, before + more, NoPrice)));
    }

    /// <summary>Each euro is a unit used at 1.00: the period keeps to its limits, and a run bills what was not billed before.</summary>
    public static Verdict Limits(Case given)
    {
        var scheme = PricingScheme.PerUnit with { Minimum = given.Inputs.NumberOrNull("min"), Maximum = given.Inputs.NumberOrNull("max") };
        var (previous, current) = (Euro(given.Inputs.Number("previous")), Euro(given.Inputs.Number("current")));
        var part = BilledPart.OfAmounts(scheme, Currency.EUR);
        part.UseAmount(previous, isBilled: true);
        part.UseAmount(current, isBilled: false);
        var limits = scheme.BreakDown((previous + current).Amount, UnitPrice.Of(1m, Currency.EUR));
        return Verdict.Same(
            ("charge", Euro(given.Expected.Number("charge")), part.Total(BilledPart.MonthOfAmounts.LastDay, given.Rounding)),
            ("true-up", ExactAmount.Of(given.Expected.Number("true_up"), Currency.EUR), limits.RaisedByMinimum),
            ("discount", ExactAmount.Of(given.Expected.Number("discount"), Currency.EUR), limits.LoweredByMaximum));
    }

    private static ExactAmount Tiered(Case given, ValueList<PriceTier> tiers) =>
        new GraduatedPricing(tiers, given.Inputs.Flag("flat_at_zero")).PriceOf(given.Inputs.Number("units"), NoPrice);

    private static ValueList<PriceTier> TiersOf(Case given)
    {
        var tiers = PriceTiers.None;
        foreach (var tier in given.Inputs.GetProperty("tiers").EnumerateArray())
        {
            tiers = tiers.UpTo(End(tier), tier[1].Number(), flatFee: tier[2].Number());
        }

        return tiers;
    }

    private static ValueList<PriceTier> SharesOf(Case given)
    {
        var tiers = PriceTiers.None;
        foreach (var tier in given.Inputs.GetProperty("tiers").EnumerateArray())
        {
            tiers = tiers.UpTo(End(tier), Percent.Of(tier[1].Number()), flatFee: tier[2].Number());
        }

        return tiers;
    }

    private static decimal? End(JsonElement tier) => tier[0].ValueKind == JsonValueKind.Null ? null : tier[0].Number();

    private static Money Euro(decimal amount) => Money.Of(amount, Currency.EUR);

    private static Verdict Same(Case given, ExactAmount actual) => Verdict.Same(("amount", ExactAmount.Of(given.Expected.Number("amount"), Currency.EUR), actual));
}
