using Psa.Contracts;

namespace Psa.Charges;

/// <summary>Minimums and maximums over what is billed in several steps: several lines, or the same period more than once.</summary>
public static class Commitment
{
    /// <summary>Gives what is missing to a minimum.</summary>
    /// <param name="minimum">The minimum of the period, prorated already when it is a part of one.</param>
    /// <param name="charged">What was charged.</param>
    /// <returns>The difference; zero when enough was charged.</returns>
    /// <exception cref="CurrencyMismatchException">The amounts are of several currencies.</exception>
    public static Money TrueUp(Money minimum, params ReadOnlySpan<Money> charged)
    {
        var missing = minimum;
        foreach (var amount in charged)
        {
            missing -= amount;
        }

        return missing.Sign > 0 ? missing : Money.Zero(minimum.Currency);
    }

    /// <summary>Bills a new charge so that the sum with what was billed before keeps to the limits.</summary>
    /// <param name="previous">What was billed of the same period before.</param>
    /// <param name="current">The new charge.</param>
    /// <param name="minimum">The least the period costs, or <see langword="null"/>.</param>
    /// <param name="maximum">The most it costs, or <see langword="null"/>.</param>
    /// <returns>What is billed now, and what the limits changed.</returns>
    /// <exception cref="CurrencyMismatchException">The amounts are of several currencies.</exception>
    /// <exception cref="RuleViolationException"><c>pricing.bad_scheme</c>: the minimum is above the maximum.</exception>
    public static CommitmentResult Apply(Money previous, Money current, Money? minimum, Money? maximum)
    {
        if (minimum is { } least && maximum is { } most && least > most)
        {
            throw new RuleViolationException(PricingErrors.BadScheme, $"The minimum {least} is above the maximum {most}.");
        }

        var sum = previous + current;
        var trueUp = minimum is { } low && sum < low ? low - sum : Money.Zero(sum.Currency);
        var discount = maximum is { } high && sum > high ? sum - high : Money.Zero(sum.Currency);
        return new(current + trueUp - discount, trueUp, discount);
    }
}
