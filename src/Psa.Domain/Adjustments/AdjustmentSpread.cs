using System.Linq;

namespace Psa.Adjustments;

/// <summary>Spreads a credit over the invoices that billed too much (R-ADJ-SPREAD): newest first, by amount on those lines, never more than each has left.</summary>
internal static class AdjustmentSpread
{
    /// <summary>Spreads a credit.</summary>
    /// <param name="amount">How much is to be credited, above zero and without tax.</param>
    /// <param name="sources">The invoices.</param>
    /// <returns>The shares, newest invoice first.</returns>
    /// <exception cref="RuleViolationException"><c>adjustment.exceeds_billed</c>, with what is left.</exception>
    internal static List<CreditShare> Of(Money amount, IEnumerable<CreditSource> sources)
    {
        var (shares, rest) = (new List<CreditShare>(), amount);
        foreach (var source in sources.OrderByDescending(static source => source.Date).ThenByDescending(static source => source.Number, StringComparer.Ordinal).ThenBy(static source => source.Invoice.Value))
        {
            var most = MostOf(source);
            var take = rest < most ? rest : most;
            if (take.Sign <= 0)
            {
                continue;
            }

            var weights = source.Lines.AsEnumerable().Select(static line => Math.Max(0L, line.Left.MinorUnits)).ToArray();
            var parts = take.Allocate(weights);
            for (var i = 0; i < parts.Length; i++)
            {
                if (!parts[i].IsZero)
                {
                    shares.Add(new(source.Invoice, source.Lines[i].Line, parts[i]));
                }
            }

            rest -= take;
        }

        return rest.IsZero
            ? shares
            : throw new RuleViolationException(
                AdjustmentErrors.ExceedsBilled, $"Of the invoices that billed it {amount - rest} is left to be credited, not {amount}: nothing becomes credit that wasn't billed. Select fewer lines, or find what credited the rest.");
    }

    private static Money MostOf(CreditSource source)
    {
        var left = Money.Zero(source.Left.Currency);
        foreach (var (_, own) in source.Lines)
        {
            left += own.Sign > 0 ? own : Money.Zero(left.Currency);
        }

        return left < source.Left ? left : source.Left;
    }
}
