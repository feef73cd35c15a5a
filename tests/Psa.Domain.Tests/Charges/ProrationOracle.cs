using System.Globalization;
using System.Numerics;
using NodaTime;
using Psa.Contracts;

namespace Psa.Domain.Tests.Charges;

/// <summary>What the law says, computed day by day with big fractions and without the library's arithmetic.</summary>
internal static class ProrationOracle
{
    /// <summary>The exact running total in minor units before a day.</summary>
    public static Fraction TotalBefore(ProrationScenario x, LocalDate date) => TotalBetween(x, x.Period.Start, date);

    public static Fraction TotalBetween(ProrationScenario x, LocalDate from, LocalDate date)
    {
        var sum = Fraction.Zero;
        foreach (var (day, weight) in Weights(x))
        {
            if (day >= from && day < date && TermsOn(x, day) is { } amount)
            {
                sum += MinorUnits(amount) * weight;
            }
        }

        return sum;
    }

    public static Fraction MinorUnits(ExactAmount amount) =>
        Fraction.Parse(amount.ToString().Split(' ')[0]) * new Fraction(BigInteger.Pow(10, amount.Currency.MinorUnits), 1);

    /// <summary>The share of the full period that each covered day takes.</summary>
    public static IReadOnlyList<(LocalDate Day, Fraction Weight)> Weights(ProrationScenario x)
    {
        var days = Enumerable.Range(0, x.Period.Length).Select(offset => x.Period.Start.PlusDays(offset)).ToArray();
        var covered = days.Where(day => x.Covered.Any(run => run.Start <= day && day < run.EndExclusive)).ToArray();
        var isFull = covered.Length == days.Length;
        return [.. covered.Select((day, place) => (day, WeightOf(x, day, place, covered.Length, isFull)))];
    }

    public static long Round(Fraction value, Rounding rounding)
    {
        var floor = BigInteger.Divide(value.Numerator - (((value.Numerator % value.Denominator) + value.Denominator) % value.Denominator), value.Denominator);
        var rest = value - new Fraction(floor, 1);
        if (rest == Fraction.Zero)
        {
            return (long)floor;
        }

        var half = new Fraction(1, 2);
        var up = rounding switch
        {
            Rounding.HalfUp => rest > half || (rest == half && value > Fraction.Zero),
            Rounding.HalfEven => rest > half || (rest == half && !floor.IsEven),
            Rounding.Up => value > Fraction.Zero,
            _ => value < Fraction.Zero,
        };
        return (long)floor + (up ? 1 : 0);
    }

    private static ExactAmount? TermsOn(ProrationScenario x, LocalDate day)
    {
        // with "all or nothing" the terms of the first covered day are the only ones that weigh, so the day's own terms are right for every basis
        ExactAmount? found = null;
        foreach (var entry in x.Entries)
        {
            if (entry.From <= day)
            {
                found = entry.Amount;
            }
        }

        return found;
    }

    private static Fraction WeightOf(ProrationScenario x, LocalDate day, int place, int coveredDays, bool isFull)
    {
        var months = x.Cycle.Months;
        switch (x.Basis.Kind)
        {
            case ProrationBasisKind.ActualDays:
                return new(1, x.Period.Length);
            case ProrationBasisKind.Thirty360:
                return new(Thirty(x, day.PlusDays(1)) - Thirty(x, day), 30 * months);
            case ProrationBasisKind.FixedDaysAMonth:
                return Fixed(place, coveredDays, isFull, new Fraction(x.Basis.Days * months, 1));
            case ProrationBasisKind.FixedDaysAYear:
                return Fixed(place, coveredDays, isFull, new Fraction(x.Basis.Days * months, 12));
            case ProrationBasisKind.MonthsThenDays:
                return new Fraction(1, months) * new Fraction(1, LengthOfCycleMonth(x, day));
            case ProrationBasisKind.FullPeriod:
                return place == 0 ? Fraction.One : Fraction.Zero;
            case ProrationBasisKind.Waive:
                return place == 0 && isFull ? Fraction.One : Fraction.Zero;
            default:
                throw new ArgumentOutOfRangeException(nameof(x));
        }
    }

    private static Fraction Fixed(int place, int coveredDays, bool isFull, Fraction whole)
    {
        var before = Fraction.Min(new Fraction(place, 1), whole);
        var after = isFull && place == coveredDays - 1 ? whole : Fraction.Min(new Fraction(place + 1, 1), whole);
        return (after - before) * new Fraction(whole.Denominator, whole.Numerator);
    }

    private static long Thirty(ProrationScenario x, LocalDate date)
    {
        var day = date == x.Period.Start || date == x.Period.EndExclusive ? x.Cycle.AnchorDay : date.Day;
        return (360L * date.Year) + (30L * date.Month) + Math.Min(day, 30);
    }

    private static int LengthOfCycleMonth(ProrationScenario x, LocalDate day)
    {
        // the months of the cycle begin on the anchor day, or on the last day of a shorter month
        LocalDate FirstIn(YearMonth month) => month.OnDayOfMonth(Math.Min(x.Cycle.AnchorDay, month.ToDateInterval().Length));
        var own = FirstIn(day.ToYearMonth());
        var first = own <= day ? own : FirstIn(day.ToYearMonth().PlusMonths(-1));
        return Period.DaysBetween(first, FirstIn(first.ToYearMonth().PlusMonths(1)));
    }
}

/// <summary>A fraction of big integers.</summary>
internal readonly record struct Fraction
{
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        (Numerator, Denominator) = (numerator / divisor, denominator / divisor);
    }

    public static Fraction Zero { get; } = new(0, 1);

    public static Fraction One { get; } = new(1, 1);

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public static Fraction Min(Fraction left, Fraction right) => left < right ? left : right;

    public static Fraction Abs(Fraction value) => value < Zero ? Zero - value : value;

    public static Fraction Parse(string text)
    {
        var parts = text.Split('.');
        var decimals = parts.Length > 1 ? parts[1] : string.Empty;
        return new(BigInteger.Parse(parts[0] + decimals, CultureInfo.InvariantCulture), BigInteger.Pow(10, decimals.Length));
    }

    public static Fraction operator +(Fraction left, Fraction right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Fraction operator -(Fraction left, Fraction right) =>
        new((left.Numerator * right.Denominator) - (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Fraction operator *(Fraction left, Fraction right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static bool operator <(Fraction left, Fraction right) => left.Numerator * right.Denominator < right.Numerator * left.Denominator;

    public static bool operator >(Fraction left, Fraction right) => right < left;

    public static bool operator <=(Fraction left, Fraction right) => !(right < left);

    public static bool operator >=(Fraction left, Fraction right) => !(left < right);

    public override string ToString() => $"{Numerator}/{Denominator}";
}
