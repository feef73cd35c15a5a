using System.Globalization;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.Conformance.Tests;

/// <summary>Rounding, fractions and dates as public documents show them.</summary>
internal static class ValueCases
{
    public static Verdict FractionLines(Case given)
    {
        var currency = CurrencyOf(given.Inputs.Int("places"));
        var lines = new List<Money>();
        foreach (var part in given.Inputs.GetProperty("parts").EnumerateArray())
        {
            lines.Add(Part(ExactAmount.Of(part[0].Number(), currency), part[1].GetString()!, given.Rounding));
        }

        var net = lines.Aggregate((sum, line) => sum + line);
        var expected = given.Expected.At("lines")?.EnumerateArray().Select(line => Money.Of(line.Number(), currency)) ?? lines;
        return Verdict.Same(("net", Money.Of(given.Expected.Number("net"), currency), net), ("lines", string.Join(", ", expected), string.Join(", ", lines)));
    }

    public static Verdict AnchorDates(Case given)
    {
        var cycle = BillingCycle.EveryMonths(given.Inputs.Int("interval_months")).AnchoredAt(given.Inputs.Date("anchor"));
        var expected = given.Expected.GetProperty("dates").EnumerateArray().Select(date => date.Date()).ToArray();
        return Verdict.Same(("dates", string.Join(", ", expected), string.Join(", ", expected.Select((_, k) => cycle.Period(k).EndExclusive))));
    }

    public static Verdict DateRatio(Case given)
    {
        var frame = new ProrationFrame(
            DatePeriod.Create(given.Inputs.Date("period_start"), given.Inputs.Date("period_end")),
            [DatePeriod.Create(given.Inputs.Date("start"), given.Inputs.Date("end"))]);
        return Verdict.Same(("ratio", given.Expected.Number("ratio"), frame.Fraction.ToDecimal(given.Inputs.Int("places"), given.Rounding)));
    }

    /// <summary>Kill Bill's fixed days as long as one month end lies between; more of them are among its quirks.</summary>
    public static Verdict FixedDays(Case given)
    {
        var covered = DatePeriod.Create(given.Inputs.Date("start"), given.Inputs.Date("end"));
        var cycle = BillingCycle.Monthly.OnDay(covered.EndExclusive.Day).AnchoredAt(covered.Start);
        var frame = new ProrationFrame(KillBillPeriods.FixedBasis(given.Inputs.Int("fixed_days"), covered), cycle, cycle.Period(0), [covered]);
        return Verdict.Same(
            ("days", (long)given.Expected.Int("days"), frame.CoveredUnits),
            ("ratio", given.Expected.Number("ratio"), frame.Fraction.ToDecimal(9, given.Rounding)));
    }

    public static Verdict ZuoraRatio(Case given)
    {
        var covered = DatePeriod.Inclusive(given.Inputs.Date("first"), given.Inputs.Date("last"));
        var cycle = BillingCycle.Monthly.OnDay(1).AnchoredAt(covered.Start);
        var pairs = new List<(string, object?, object?)>();
        foreach (var (name, policy) in new[] { ("actual", ProrationPolicy.ZuoraActual), ("strict30_360", ProrationPolicy.ZuoraStrict30360), ("act360", ProrationPolicy.ZuoraAssume30) })
        {
            var period = cycle.PeriodAt(covered.Start);
            var frame = new ProrationFrame(policy.Basis, cycle, period, [covered]);
            pairs.Add((covered == period ? $"{name} of a full month" : name, FractionOf(given.Expected.Text(name)!), frame.Fraction));
        }

        return Verdict.Same([.. pairs]);
    }

    public static Verdict RatioRounded(Case given)
    {
        var fraction = FractionOf(given.Inputs.Text("ratio")!);
        var value = Money.Of(given.Inputs.Number("value"), CurrencyOf(given.Inputs.Int("places")));
        return Verdict.Same(("value", given.Expected.Number("value"), value.Scale(fraction.Numerator, fraction.Denominator, given.Rounding).Amount));
    }

    public static Verdict Rounded(Case given)
    {
        var (text, places) = (given.Inputs.Text("value")!, given.Inputs.Int("places"));
        var rounded = text.Contains('/', StringComparison.Ordinal) || places is not (0 or 2 or 3 or 4)
            ? FractionOf(text).ToDecimal(places, given.Rounding)
            : Money.Round(given.Inputs.Number("value"), CurrencyOf(places), given.Rounding).Amount;
        return Verdict.Same(("value", given.Expected.Number("value"), rounded));
    }

    public static Verdict RateRounded(Case given)
    {
        var currency = CurrencyOf(given.Inputs.Int("places"));
        var tax = ExactAmount.Of(given.Inputs.Number("base"), currency).Times(Percent.Of(given.Inputs.Number("rate"))).Round(given.Rounding);
        return Verdict.Same(("tax", given.Expected.Number("tax"), tax.Amount));
    }

    public static Verdict LineTax(Case given)
    {
        var currency = CurrencyOf(given.Inputs.Int("places"));
        var rate = Percent.Of(given.Inputs.Number("rate"));
        var lines = given.Inputs.GetProperty("lines").EnumerateArray().Select(line => Money.Of(line.Number(), currency)).ToArray();
        var taxes = lines.Select(line => ExactAmount.Of(line).Times(rate).Round(given.Rounding)).ToArray();
        var (subtotal, tax) = (lines.Aggregate((sum, line) => sum + line), taxes.Aggregate((sum, line) => sum + line));
        return Verdict.Same(
            ("taxes", string.Join(", ", given.Expected.GetProperty("taxes").EnumerateArray().Select(line => Money.Of(line.Number(), currency))), string.Join(", ", taxes)),
            ("tax", given.Expected.Number("tax"), tax.Amount),
            ("subtotal", given.Expected.Number("subtotal"), subtotal.Amount),
            ("total", given.Expected.Number("total"), (subtotal + tax).Amount));
    }

    public static Verdict MinorUnits(Case given) => Verdict.Same((
        "minor units",
        given.Expected.GetProperty("minor").GetInt64(),
        Money.Of(given.Inputs.Number("amount"), CurrencyOf(given.Inputs.Int("exponent"))).MinorUnits));

    /// <summary>Tryton's currencies round to a step.</summary>
    public static Verdict RoundedToStep(Case given) => Verdict.Same((
        "value",
        given.Expected.Number("value"),
        Money.Round(given.Json.Number("value"), CurrencyOf(given.Json.Number("rounding").Scale), Rounding.HalfUp).Amount));

    public static Currency CurrencyOf(int places) => places switch
    {
        0 => Currency.JPY,
        2 => Currency.EUR,
        3 => Currency.KWD,
        4 => Currency.CLF,
        _ => throw new NotSupportedException($"no currency has {places} decimals"),
    };

    // a factor is written as a fraction, or as a decimal that somebody rounded before
    private static Money Part(ExactAmount amount, string factor, Rounding rounding)
    {
        if (factor.Contains('.', StringComparison.Ordinal))
        {
            return amount.Times(decimal.Parse(factor, CultureInfo.InvariantCulture)).Round(rounding);
        }

        var fraction = FractionOf(factor);
        var total = new RunningTotal(amount.Currency);
        total.Add(amount, fraction.Numerator);
        return total.Round(fraction.Denominator, rounding);
    }

    private static ProrationFraction FractionOf(string text)
    {
        if (text.Split('.') is [var whole, var decimals])
        {
            return ProrationFraction.Of(long.Parse(whole + decimals, CultureInfo.InvariantCulture), long.Parse("1" + new string('0', decimals.Length), CultureInfo.InvariantCulture));
        }

        var parts = text.Split('/');
        return ProrationFraction.Of(long.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? long.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
    }
}
