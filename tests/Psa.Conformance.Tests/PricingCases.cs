using NodaTime;
using Psa.Contracts;
using Psa.Runs;

namespace Psa.Conformance.Tests;

/// <summary>Tiers, packages and limits as Lago and public documents show them.</summary>
internal static class PricingCases
{
    private static readonly LocalDate Day = new(2025, 1, 1);
    private static readonly LocalDate LastDay = new(2025, 1, 31);
    private static readonly UnitPrice NoPrice = UnitPrice.Of(0m, Currency.EUR);
    private static readonly UnitPrice One = UnitPrice.Of(1m, Currency.EUR);

    public static Verdict Graduated(Case given) => Priced(given, new GraduatedPricing(TiersOf(given), IsDueAtZero(given)));

    public static Verdict GraduatedPercent(Case given) => Priced(given, new GraduatedPricing(SharesOf(given), IsDueAtZero(given)));

    /// <summary>A counter that says how much has been paid until now is read twice; the second run bills what the payment in between costs.</summary>
    public static Verdict GraduatedPercentDelta(Case given)
    {
        var (account, part) = Usage(given, PricingScheme.Graduated(SharesOf(given)), null, UsageAggregation.Last);
        account.Use(part, Day, given.Inputs.Get("units_before").Number);
        account.BillAndKeep(LastDay);
        account.Use(part, Day.PlusDays(1), given.Inputs.Get("units_after").Number);
        return Verdict.Same(("amount", Euro(given.Expected.Get("amount").Number), account.Bill(LastDay).Items.Single().Net));
    }

    /// <summary>A share of what was paid, and a price for each payment: two parts on one document. Payments that are free until a number of them, or a sum, aren't tiers.</summary>
    public static Verdict Percentage(Case given)
    {
        var inputs = given.Inputs;
        if (inputs.At("free_total") is not null || inputs.At("free_events") is not null)
        {
            return Verdict.Gap("free-payments");
        }

        var account = new Account(Currency.EUR, given.Rounding, withDocuments: true);
        account.Add(Fixed(inputs.Get("units").Number, PricingScheme.Graduated(PriceTiers.None.UpTo(null, Percent.Of(inputs.Get("rate").Number))), null));
        account.Add(Fixed(inputs.Get("events").Number, PricingScheme.PerUnit, UnitPrice.Of(inputs.Get("fixed").Number, Currency.EUR)));
        return Verdict.Same(("amount", Euro(given.Expected.Get("amount").Number), account.Document(Day).Totals.LineTotal));
    }

    public static Verdict Volume(Case given) => Priced(given, new VolumePricing(TiersOf(given), IsDueAtZero(given)));

    public static Verdict Package(Case given) =>
        Priced(given, PricingScheme.Package(given.Inputs.Get("package_size").Number, given.Inputs.Get("package_price").Number, given.Inputs.Get("free_units").Number));

    public static Verdict Unit(Case given) => Priced(given, PricingScheme.PerUnit, UnitPrice.Of(given.Inputs.Get("price").Number, Currency.EUR));

    public static Verdict UnitRounded(Case given)
    {
        var currency = ValueCases.CurrencyOf(given.Inputs.Get("places").Int);
        return Verdict.Same((
            "amount", given.Expected.Get("amount").Number, UnitPrice.Of(given.Inputs.Get("price").Number, currency).Extend(given.Inputs.Get("units").Number, given.Rounding).Amount));
    }

    /// <summary>Included units, of which some were used before; each unit above costs 1.00, so that money counts units.</summary>
    public static Verdict Allowance(Case given)
    {
        var (account, part) = Usage(given, PricingScheme.Included(given.Inputs.Get("allowance").Number, 1m), NoPrice, UsageAggregation.Sum);
        account.Use(part, Day, given.Inputs.Get("used_before").Number);
        account.BillAndKeep(LastDay);
        account.Use(part, Day, given.Inputs.Get("quantity").Number);
        return Verdict.Same(("billable", Euro(given.Expected.Get("billable").Number), account.Bill(LastDay).Items.Single().Net));
    }

    /// <summary>
    /// Each euro is a unit used at 1.00: the period keeps to its limits, and a run bills what was not billed before.
    /// By how much a limit raises or lowers the charge is what the run corrects when the limit is agreed after it was billed without.
    /// </summary>
    public static Verdict Limits(Case given)
    {
        var limited = PricingScheme.PerUnit with { Minimum = given.Inputs.At("min")?.Number, Maximum = given.Inputs.At("max")?.Number };
        var charged = Net(Used(given, limited).Account.Bill(LastDay));
        var (account, part) = Used(given, PricingScheme.PerUnit);
        account.BillAndKeep(LastDay);
        account.Change(part, new(Day, Pricing: limited));
        var difference = Net(account.Bill(LastDay));
        return Verdict.Same(
            ("charge", Euro(given.Expected.Get("charge").Number), charged),
            ("true-up", Euro(given.Expected.Get("true_up").Number), difference.Sign > 0 ? difference : Euro(0m)),
            ("discount", Euro(given.Expected.Get("discount").Number), difference.Sign < 0 ? -difference : Euro(0m)));
    }

    private static Agreement Fixed(decimal quantity, PricingScheme scheme, UnitPrice? price) =>
        new(BillingCycle.Monthly, Day) { Terms = [new(Day, quantity, price, Pricing: scheme)] };

    private static (Account Account, Id<ContractPart> Part) Usage(Case given, PricingScheme scheme, UnitPrice? price, UsageAggregation aggregation)
    {
        var account = new Account(Currency.EUR, given.Rounding);
        return (account, account.Add(new(BillingCycle.Monthly, Day)
        {
            Timing = BillingTiming.InArrears,
            Kind = PartKind.MeteredUsage,
            Source = QuantitySource.Usage("usage", aggregation),
            Terms = [new(Day, 0m, price, Pricing: scheme)],
        }));
    }

    private static Verdict Priced(Case given, PricingScheme scheme, UnitPrice? price = null) => Verdict.Same((
        "amount", ExactAmount.Of(given.Expected.Get("amount").Number, Currency.EUR), scheme.PriceOf(given.Inputs.Get("units").Number, price ?? NoPrice)));

    private static bool IsDueAtZero(Case given) => given.Inputs.At("flat_at_zero")?.Flag ?? false;

    private static ValueList<PriceTier> TiersOf(Case given)
    {
        var tiers = PriceTiers.None;
        foreach (var tier in given.Inputs.Get("tiers").Items())
        {
            tiers = tiers.UpTo(tier[0].NumberOrNull, tier[1].Number, flatFee: tier[2].Number);
        }

        return tiers;
    }

    private static ValueList<PriceTier> SharesOf(Case given)
    {
        var tiers = PriceTiers.None;
        foreach (var tier in given.Inputs.Get("tiers").Items())
        {
            tiers = tiers.UpTo(tier[0].NumberOrNull, Percent.Of(tier[1].Number), flatFee: tier[2].Number);
        }

        return tiers;
    }

    /// <summary>What was used before and billed, and what is used now.</summary>
    private static (Account Account, Id<ContractPart> Part) Used(Case given, PricingScheme scheme)
    {
        var (account, part) = Usage(given, scheme, One, UsageAggregation.Sum);
        if (given.Inputs.Get("previous").Number is var previous and not 0m)
        {
            account.Use(part, Day, previous);
            account.BillAndKeep(LastDay);
        }

        account.Use(part, Day, given.Inputs.Get("current").Number);
        return (account, part);
    }

    private static Money Net(PayerBilling billing) => billing.Items.SingleOrDefault()?.Net ?? Euro(0m);

    private static Money Euro(decimal amount) => Money.Of(amount, Currency.EUR);
}
