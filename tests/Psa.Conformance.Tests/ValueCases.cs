using NodaTime;
using Psa.Contracts;
using Psa.SalesItems;

namespace Psa.Conformance.Tests;

/// <summary>Rounding, shares and dates as public documents show them.</summary>
internal static class ValueCases
{
    // a month of 31 days, in which ConnectWise's additions lie
    private static readonly LocalDate Month = new(2025, 3, 1);

    /// <summary>Amounts of which a part is billed, each rounded, and their sum on a document.</summary>
    public static Verdict FractionLines(Case given)
    {
        if (given.Id.StartsWith("connectwise.", StringComparison.Ordinal))
        {
            return Addition(given);
        }

        var currency = CurrencyOf(given.Inputs.Get("places").Int);
        Money[] lines = [.. given.Inputs.Get("parts").Items().Select(part => Scale(Money.Of(part[0].Number, currency), part[1].Text, given.Rounding))];
        var expected = given.Expected.At("lines")?.Items().Select(line => Money.Of(line.Number, currency));
        return Verdict.Same(
            ("net", Money.Of(given.Expected.Get("net").Number, currency), DocumentCases.SumOf(lines, given.Rounding)),
            ("lines", expected is null ? null : string.Join(", ", expected), expected is null ? null : string.Join(", ", lines)));
    }

    public static Verdict AnchorDates(Case given)
    {
        var anchor = given.Inputs.Get("anchor").Date;
        var periods = new Agreement(BillingCycle.EveryMonths(given.Inputs.Get("interval_months").Int), anchor).PeriodsThrough(anchor.PlusYears(1));
        var expected = given.Expected.Get("dates").Items().Select(date => date.Date).ToArray();
        return Verdict.Same(("dates", string.Join(", ", expected), string.Join(", ", periods.Take(expected.Length).Select(period => period.Full.EndExclusive))));
    }

    /// <summary>A share with three decimals is what 1.000 of a currency with three costs for these days.</summary>
    public static Verdict DateRatio(Case given)
    {
        var inputs = given.Inputs;
        var currency = CurrencyOf(inputs.Get("places").Int);
        var period = DatePeriod.Create(inputs.Get("period_start").Date, inputs.Get("period_end").Date);
        var account = new Account(currency, given.Rounding);
        account.Add(new(BillingCycle.Monthly, period.Start)
        {
            From = inputs.Get("start").Date,
            LastDay = inputs.Get("end").Date.PlusDays(-1),
            Terms = [new(period.Start, 1m, UnitPrice.Of(1m, currency), Pricing: PricingScheme.PerUnit)],
        });
        var item = account.Bill(period.LastDay).Items.Single();
        return Verdict.Same(("ratio", given.Expected.Get("ratio").Number, item.Net.Amount), ("period", period, item.Basis!.Period));
    }

    /// <summary>Kill Bill's thirty fixed days across the end of a month are 30/360. A share with nine decimals is what 10,000,000.00 costs, in minor units.</summary>
    public static Verdict FixedDays(Case given)
    {
        var covered = DatePeriod.Create(given.Inputs.Get("start").Date, given.Inputs.Get("end").Date);
        if (given.Inputs.Get("fixed_days").Int != 30)
        {
            return Verdict.Gap("fixed-days-across-a-month-end");
        }

        var account = new Account(Currency.USD, given.Rounding);
        account.Add(new(BillingCycle.Monthly.OnDay(covered.EndExclusive.Day), covered.Start)
        {
            Proration = given.Presets.KillBill with { Basis = ProrationBasis.Thirty360 },
            Terms = [new(covered.Start, 1m, UnitPrice.Of(10_000_000m, Currency.USD), Pricing: PricingScheme.PerUnit)],
        });
        var item = account.Bill(covered.Start).Items.Single();
        return Verdict.Same(
            ("days", given.Expected.Get("days").Long, item.Basis!.Pieces.AsEnumerable().Single().Units),
            ("ratio", Money.Of(given.Expected.Get("ratio").Number * 10_000_000m, Currency.USD), item.Net),
            ("period", covered, item.Period!.Value));
    }

    public static Verdict ZuoraRatio(Case given)
    {
        var covered = DatePeriod.Inclusive(given.Inputs.Get("first").Date, given.Inputs.Get("last").Date);
        return Verdict.Same(
            from pair in new[] { ("actual", given.Presets.ZuoraActual), ("strict30_360", given.Presets.ZuoraStrict30360), ("act360", given.Presets.ZuoraAssume30) }
            let item = Bill(covered, pair.Item2)
            let basis = item.Basis ?? throw new InvalidOperationException("An item without a basis.")
            let isWhole = basis.Covered.AsEnumerable().Single() == basis.Period
            select (
                isWhole ? $"{pair.Item1} of a full month" : pair.Item1,
                (object?)Rational.Parse(given.Expected.Get(pair.Item1).Text),
                (object?)Rational.Of(basis.Pieces.AsEnumerable().Single().Units, basis.Units)));
    }

    /// <summary>Rounds an amount in a currency of so many decimals. A fraction, or more decimals than a currency has, is no amount.</summary>
    public static Verdict Rounded(Case given)
    {
        var (value, places) = (given.Inputs.Get("value").Text, given.Inputs.Get("places").Int);
        return value.Contains('/', StringComparison.Ordinal)
            ? Verdict.Gap("share-as-decimal")
            : Verdict.Same(("value", given.Expected.Get("value").Number, Money.Round(given.Inputs.Get("value").Number, CurrencyOf(places), given.Rounding).Amount));
    }

    public static Verdict MinorUnits(Case given) => Verdict.Same((
        "minor units",
        given.Expected.Get("minor").Long,
        Money.Of(given.Inputs.Get("amount").Number, CurrencyOf(given.Inputs.Get("exponent").Int)).MinorUnits));

    /// <summary>Tryton's currencies round to a step.</summary>
    public static Verdict RoundedToStep(Case given) => Verdict.Same((
        "value",
        given.Expected.Get("value").Number,
        Money.Round(given.Json.Get("value").Number, CurrencyOf(given.Json.Get("rounding").Number.Scale), Rounding.HalfUp).Amount));

    public static Currency CurrencyOf(int places) => places switch
    {
        0 => Currency.JPY,
        2 => Currency.EUR,
        3 => Currency.KWD,
        4 => Currency.CLF,
        _ => throw new NotSupportedException($"no currency has {places} decimals"),
    };

    /// <summary>ConnectWise's addition: a unit more for the last days of a month, as many as the case says, or from its first day on; billed in advance with the next month, where there is one.</summary>
    private static Verdict Addition(Case given)
    {
        var currency = CurrencyOf(given.Inputs.Get("places").Int);
        var parts = given.Inputs.Get("parts").Items();
        var share = parts[0][1].Text.Split('/');
        var first = share is [var days, _]
            ? Enumerable.Range(0, int.Parse(share[1], System.Globalization.CultureInfo.InvariantCulture)).Select(Month.PlusDays)
                .Single(day => DatePeriod.Create(day, Month.PlusMonths(1)).Length.ToString(System.Globalization.CultureInfo.InvariantCulture) == days)
            : Month;
        if (parts.Any(part => part[0].Number != parts[0][0].Number) || parts.Skip(1).Any(part => part[1].Text != "1"))
        {
            throw new NotSupportedException("an addition of several prices");
        }

        var account = new Account(currency, given.Rounding, withDocuments: true);
        account.Add(new(BillingCycle.Monthly, Month)
        {
            Proration = given.Presets.ConnectWise,
            Terms = [new(Month, 0m, UnitPrice.Of(parts[0][0].Number, currency), Pricing: PricingScheme.PerUnit), new(first, 1m)],
        });
        var document = account.Document(Month.PlusMonths(parts.Length - 1));
        return Verdict.Same(("net", Money.Of(given.Expected.Get("net").Number, currency), document.Totals.LineTotal));
    }

    private static SalesItem Bill(DatePeriod covered, ProrationPolicy policy)
    {
        var account = new Account(Currency.USD);
        account.Add(new Agreement(BillingCycle.Monthly.OnDay(1), covered.Start) { Proration = policy, LastDay = covered.LastDay }.AtDearPrice(Currency.USD));
        return account.Bill(covered.LastDay).Items.Single();
    }

    private static Money Scale(Money amount, string factor, Rounding rounding)
    {
        var fraction = Rational.Parse(factor);
        return amount.Scale((long)fraction.Numerator, (long)fraction.Denominator, rounding);
    }
}
