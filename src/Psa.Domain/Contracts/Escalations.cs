using System.Numerics;
using NodaTime;

namespace Psa.Contracts;

/// <summary>
/// Agreed rises of locked prices, derived from their dates: the price of a day is the price agreed last, risen at each step after the first day of what was agreed.
/// </summary>
internal static class Escalations
{
    /// <summary>The most months between two steps.</summary>
    public const int MaxMonths = 120;

    private const int PriceDecimals = 6;

    /// <summary>Gives the first step after a day.</summary>
    /// <param name="escalations">The contract's escalations, ascending.</param>
    /// <param name="after">The day.</param>
    /// <returns>The day of the step, or <see langword="null"/> when there is none. O(escalations).</returns>
    public static LocalDate? NextStep(ValueList<PriceEscalation> escalations, LocalDate after)
    {
        for (var i = 0; i < escalations.Count; i++)
        {
            if (Raises(escalations[i]) && Step(escalations[i], FirstAfter(escalations[i], after)) is var step && step.IsBefore(EndOf(escalations, i)))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>Gives the price of a day.</summary>
    /// <param name="agreed">The price as agreed.</param>
    /// <param name="escalations">The contract's escalations, ascending.</param>
    /// <param name="agreedFrom">The first day of what was agreed: a step on it doesn't count.</param>
    /// <param name="day">The day: a step on it counts.</param>
    /// <returns>The price, rounded half up at each step to 6 decimals, or to 12 where the agreed one is below 1.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>: the price would be beyond all bounds.</exception>
    public static decimal Rise(decimal agreed, ValueList<PriceEscalation> escalations, LocalDate agreedFrom, LocalDate day)
    {
        var decimals = DecimalsOf(agreed);
        var price = agreed;
        for (var i = 0; i < escalations.Count; i++)
        {
            for (var count = CountOf(escalations, i, agreedFrom, day); count > 0 && price != 0m; count--)
            {
                price = Rise(price, escalations[i].Rate, decimals);
            }
        }

        return price;
    }

    /// <summary>Gives a price risen once.</summary>
    /// <param name="price">The price.</param>
    /// <param name="rate">By how much; negative to lower it.</param>
    /// <returns>The price, rounded half up to 6 decimals, or to 12 where it was below 1.</returns>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>: the price would be beyond all bounds.</exception>
    public static decimal Rise(decimal price, Percent rate) => price == 0m ? price : Rise(price, rate, DecimalsOf(price));

    /// <summary>Lists the steps that a price agreed on a day has taken by another.</summary>
    /// <param name="escalations">The contract's escalations, ascending.</param>
    /// <param name="agreedFrom">The first day of what was agreed.</param>
    /// <param name="day">The day.</param>
    /// <returns>One entry for each escalation that raised it.</returns>
    public static ValueList<PriceSteps> StepsOf(ValueList<PriceEscalation> escalations, LocalDate agreedFrom, LocalDate day)
    {
        var steps = ValueList<PriceSteps>.Empty;
        for (var i = 0; i < escalations.Count; i++)
        {
            if (CountOf(escalations, i, agreedFrom, day) is > 0 and var count)
            {
                var first = FirstAfter(escalations[i], agreedFrom);
                steps = steps.Add(new(Step(escalations[i], first), Step(escalations[i], first + count - 1), escalations[i].Rate, count));
            }
        }

        return steps;
    }

    /// <summary>Checks a contract's escalations.</summary>
    /// <param name="escalations">The escalations.</param>
    /// <param name="start">The contract's first day.</param>
    /// <param name="problems">Takes what is wrong.</param>
    internal static void Check(ValueList<PriceEscalation> escalations, LocalDate start, List<Problem> problems)
    {
        for (var i = 0; i < escalations.Count; i++)
        {
            var (one, where) = (escalations[i], FormattableString.Invariant($"{nameof(Contract.Escalations)}[{i}]"));
            if (one.EveryMonths is < 1 or > MaxMonths || one.Rate.Value <= -100m || one.From < start)
            {
                problems.Add(new(
                    ContractErrors.BadEscalation,
                    $"Prices rise every 1 to {MaxMonths} months by more than -100 %, and not before the contract starts: not by {one.Rate} every {one.EveryMonths} months from {one.From:R}.",
                    where));
            }

            if (i > 0 && one.From <= escalations[i - 1].From)
            {
                problems.Add(new(
                    ContractErrors.BadEscalation,
                    $"The escalation from {one.From:R} ends the one before it, so it must begin after {escalations[i - 1].From:R}: sort them, one a date.",
                    where));
            }
        }
    }

    /// <summary>Gives the first step at which two lists of escalations may raise otherwise.</summary>
    internal static LocalDate? FirstDifference(ValueList<PriceEscalation> before, ValueList<PriceEscalation> after)
    {
        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
        {
            if (i >= before.Count || i >= after.Count || before[i] != after[i])
            {
                return OpenDates.Earlier(i < before.Count ? before[i].From : null, i < after.Count ? after[i].From : null);
            }
        }

        return null;
    }

    private static int DecimalsOf(decimal price) => Math.Abs(price) < 1m ? Decimals.OfPrices : PriceDecimals;

    private static bool Raises(PriceEscalation escalation) => escalation is { EveryMonths: > 0, Rate.Value: not 0m };

    private static LocalDate? EndOf(ValueList<PriceEscalation> escalations, int index) => index + 1 < escalations.Count ? escalations[index + 1].From : null;

    private static int CountOf(ValueList<PriceEscalation> escalations, int index, LocalDate agreedFrom, LocalDate day)
    {
        var escalation = escalations[index];
        if (!Raises(escalation))
        {
            return 0;
        }

        var last = EndOf(escalations, index) is { } end && end <= day ? end.PlusDays(-1) : day;
        return FirstAfter(escalation, last) - FirstAfter(escalation, agreedFrom);
    }

    private static LocalDate Step(PriceEscalation escalation, int index) => escalation.From.PlusMonths(index * escalation.EveryMonths);

    // the months between them give it, but for the days within the month
    private static int FirstAfter(PriceEscalation escalation, LocalDate date)
    {
        var from = escalation.From;
        if (date < from)
        {
            return 0;
        }

        var months = ((date.Year - from.Year) * 12) + date.Month - from.Month;
        var index = months / escalation.EveryMonths;
        return Step(escalation, index) <= date ? index + 1 : index;
    }

    private static decimal Rise(decimal price, Percent rate, int decimals)
    {
        var mantissa = (BigInteger)ExactInteger.Mantissa(price, out var scale);
        var product = mantissa * (BigInteger)ExactInteger.Mantissa(100m + rate.Value, out var rateScale);

        // the percent's hundredth is two decimals more
        var surplus = scale + rateScale + 2 - decimals;
        var risen = surplus > 0 ? DivideHalfUp(product, BigInteger.Pow(10, surplus)) : product * BigInteger.Pow(10, -surplus);
        return BigInteger.Abs(risen) <= (BigInteger)Bounds.Number * BigInteger.Pow(10, decimals)
            ? (decimal)risen / (decimal)BigInteger.Pow(10, decimals)
            : throw new RuleViolationException(
                MoneyErrors.Overflow, FormattableString.Invariant($"A price of {price} can't rise by {rate} any more, to above {Bounds.Number:#,0}: check the rate, and the contract's escalations."));
    }

    private static BigInteger DivideHalfUp(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(value), divisor, out var rest);
        quotient += rest * 2 >= divisor ? BigInteger.One : BigInteger.Zero;
        return value.Sign < 0 ? -quotient : quotient;
    }
}
