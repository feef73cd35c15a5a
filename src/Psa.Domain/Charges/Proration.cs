using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>
/// What a part costs in one period. The running total <c>C(x) = Σ Aᵢ · units(covered days of entry i before x) / U</c> is an exact fraction;
/// it is multiplied first, divided once and rounded once. Nothing here allocates.
/// </summary>
public static class Proration
{
    /// <summary>
    /// Gives what some days of a period cost of the whole period's amount, by calendar days: multiplied first, divided once, rounded once. All days cost exactly the amount.
    /// </summary>
    /// <param name="amount">What the whole period costs; negative for a credit.</param>
    /// <param name="period">The period.</param>
    /// <param name="days">The days, within the period. Amounts of adjoining days are rounded each for itself.</param>
    /// <param name="rounding">How to round to the currency's minor unit.</param>
    /// <returns>The money: 30.00 EUR for ten of March's days are 9.68 EUR.</returns>
    /// <exception cref="RuleViolationException"><c>proration.bad_coverage</c>: days that lie outside the period.</exception>
    [Pure]
    public static Money Prorate(this Money amount, DatePeriod period, DatePeriod days, Rounding rounding = Rounding.HalfUp) =>
        ExactAmount.Of(amount).Prorate(period, days, rounding);

    /// <summary>
    /// Gives what some days of a period cost of an exact amount for the whole period, by calendar days: multiplied first, divided once, rounded once, so that a price times a quantity is rounded
    /// with its days and not before.
    /// </summary>
    /// <param name="amount">What the whole period costs, with all its digits; negative for a credit.</param>
    /// <param name="period">The period.</param>
    /// <param name="days">The days, within the period. Amounts of adjoining days are rounded each for itself.</param>
    /// <param name="rounding">How to round to the currency's minor unit.</param>
    /// <returns>The money: 3 × 0.075 EUR for ten of March's days are 0.07 EUR.</returns>
    /// <exception cref="RuleViolationException"><c>proration.bad_coverage</c>: days that lie outside the period; <c>money.overflow</c>.</exception>
    [Pure]
    public static Money Prorate(this in ExactAmount amount, DatePeriod period, DatePeriod days, Rounding rounding = Rounding.HalfUp)
    {
        var (first, last) = (period.Start.DayNumber(), period.EndExclusive.DayNumber());
        var (start, end) = (days.Start.DayNumber(), days.EndExclusive.DayNumber());
        if (start < first || end > last || start >= end)
        {
            ProrationFrame.ThrowBadCoverage(days, period);
        }

        return Part(amount, end - start, last - first, rounding);
    }

    /// <summary>
    /// Gives what the period costs as a whole: <c>round(C(E))</c>, or with <see cref="ProrationStyle.PerPiece"/> the sum of the rounded pieces.
    /// Full coverage at one price is exactly the price; nothing covered is nothing.
    /// </summary>
    /// <param name="frame">The period and its covered days.</param>
    /// <param name="entries">The terms in force, at least one, by their first day; of two with the same day the later one wins. Days before the first cost nothing.</param>
    /// <param name="policy">Style and decomposition; its basis is the frame's.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The money.</returns>
    /// <exception cref="ArgumentException">No entries, or entries out of order.</exception>
    /// <exception cref="CurrencyMismatchException">The entries are of several currencies.</exception>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    internal static Money Charge(in ProrationFrame frame, ReadOnlySpan<TermsAmount> entries, ProrationPolicy policy, Rounding rounding)
    {
        ArgumentNullException.ThrowIfNull(policy);
        CheckEntries(entries);
        if (policy.Style == ProrationStyle.Cumulative)
        {
            return RoundedTotal(frame, entries, frame.CoveredUnits, rounding);
        }

        var walk = new PieceWalk(frame.Covered, entries, policy.Decomposition);
        var sum = Money.Zero(entries[0].Amount.Currency);
        while (walk.MoveNext(out var piece))
        {
            sum += Part(piece.AmountOf(entries), frame.UnitsOf(piece.Days), frame.Units, rounding);
        }

        return sum;
    }

    /// <summary>Gives the line for some days of the period in the cumulative style: <c>round(C(b)) − round(C(a))</c>.</summary>
    /// <param name="frame">The period and its covered days.</param>
    /// <param name="entries">The terms, as for <see cref="Charge"/>.</param>
    /// <param name="days">The days, covered or not.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The money; lines of adjoining days sum to the line of all of them.</returns>
    /// <exception cref="ArgumentException">No entries, or entries out of order.</exception>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    internal static Money Line(in ProrationFrame frame, ReadOnlySpan<TermsAmount> entries, DatePeriod days, Rounding rounding)
    {
        CheckEntries(entries);
        return RoundedTotal(frame, entries, frame.UnitsBefore(days.EndExclusive), rounding) - RoundedTotal(frame, entries, frame.UnitsBefore(days.Start), rounding);
    }

    /// <summary>Gives how many pieces a period can fall into at most: room enough for <see cref="Pieces"/>.</summary>
    /// <param name="coveredRuns">The runs of covered days.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="decomposition">How the period falls into pieces.</param>
    /// <returns>The number.</returns>
    internal static int MaxPieces(int coveredRuns, int entries, PieceDecomposition decomposition) =>
        decomposition == PieceDecomposition.ByDelta ? coveredRuns * entries : Math.Max(0, coveredRuns + entries - 1);

    /// <summary>
    /// Writes the pieces of the period: each run of covered days under the same terms, with its units and what it costs.
    /// Their nets sum to <see cref="Charge"/>.
    /// </summary>
    /// <param name="frame">The period and its covered days.</param>
    /// <param name="entries">The terms, as for <see cref="Charge"/>.</param>
    /// <param name="policy">Style and decomposition; the cumulative style always falls into pieces by terms.</param>
    /// <param name="rounding">How to round.</param>
    /// <param name="pieces">Takes the pieces; see <see cref="MaxPieces"/>.</param>
    /// <returns>How many pieces were written; pieces of no units are among them.</returns>
    /// <exception cref="ArgumentException">No entries, entries out of order, or too little room.</exception>
    /// <exception cref="RuleViolationException"><c>money.overflow</c>.</exception>
    internal static int Pieces(in ProrationFrame frame, ReadOnlySpan<TermsAmount> entries, ProrationPolicy policy, Rounding rounding, Span<ProratedPiece> pieces)
    {
        ArgumentNullException.ThrowIfNull(policy);
        CheckEntries(entries);
        var cumulative = policy.Style == ProrationStyle.Cumulative;
        var walk = new PieceWalk(frame.Covered, entries, cumulative ? PieceDecomposition.ByTerms : policy.Decomposition);
        var total = new RunningTotal(entries[0].Amount.Currency);
        var before = Money.Zero(entries[0].Amount.Currency);
        var count = 0;
        while (walk.MoveNext(out var piece))
        {
            if (count == pieces.Length)
            {
                ThrowNoRoom(nameof(pieces));
            }

            Money net;
            var units = frame.UnitsOf(piece.Days);
            if (cumulative)
            {
                total.Add(entries[piece.Terms].Amount, units);
                var after = total.Round(frame.Units, rounding);
                (net, before) = (after - before, after);
            }
            else
            {
                net = Part(piece.AmountOf(entries), units, frame.Units, rounding);
            }

            pieces[count++] = new(piece.Days, piece.Terms, units, net);
        }

        return count;
    }

    /// <summary>Splits an amount over a period of calendar days at some days, so that the shares always sum to the amount.</summary>
    /// <param name="amount">What the whole period costs.</param>
    /// <param name="period">The period.</param>
    /// <param name="cuts">The first days of the second and later parts, ascending, strictly inside the period.</param>
    /// <param name="rounding">How to round.</param>
    /// <param name="shares">Takes the shares: one more than cuts.</param>
    /// <exception cref="ArgumentException">Cuts out of order or outside, or a wrong number of shares.</exception>
    internal static void Split(Money amount, DatePeriod period, ReadOnlySpan<LocalDate> cuts, Rounding rounding, Span<Money> shares) =>
        Split(amount, new ProrationFrame(period, new ReadOnlySpan<DatePeriod>(in period)), cuts, rounding, shares);

    /// <summary>Splits an amount over a period of calendar days at some days, so that the shares always sum to the amount.</summary>
    /// <param name="amount">What the whole period costs.</param>
    /// <param name="period">The period.</param>
    /// <param name="cuts">The first days of the second and later parts, ascending, strictly inside the period.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The shares: one more than cuts.</returns>
    /// <exception cref="ArgumentException">Cuts out of order or outside.</exception>
    internal static Money[] Split(Money amount, DatePeriod period, ReadOnlySpan<LocalDate> cuts, Rounding rounding)
    {
        var shares = new Money[cuts.Length + 1];
        Split(amount, period, cuts, rounding, shares);
        return shares;
    }

    /// <summary>Splits an amount over the covered days of a period in any basis; the shares sum to the amount when all days are covered.</summary>
    /// <param name="amount">What the whole period costs.</param>
    /// <param name="frame">The period and its covered days.</param>
    /// <param name="cuts">The first days of the second and later parts, ascending, strictly inside the period.</param>
    /// <param name="rounding">How to round.</param>
    /// <param name="shares">Takes the shares: one more than cuts.</param>
    /// <exception cref="ArgumentException">Cuts out of order or outside, or a wrong number of shares.</exception>
    internal static void Split(Money amount, in ProrationFrame frame, ReadOnlySpan<LocalDate> cuts, Rounding rounding, Span<Money> shares)
    {
        if (shares.Length != cuts.Length + 1)
        {
            throw new ArgumentException("There must be one more share than cuts.", nameof(shares));
        }

        var (before, last) = (Money.Zero(amount.Currency), frame.Period.Start);
        for (var i = 0; i < shares.Length; i++)
        {
            var end = i < cuts.Length ? cuts[i] : frame.Period.EndExclusive;
            if (end <= last || (i < cuts.Length && end >= frame.Period.EndExclusive))
            {
                throw new ArgumentException("Cuts must ascend strictly inside the period.", nameof(cuts));
            }

            var after = Part(ExactAmount.Of(amount), frame.UnitsBefore(end), frame.Units, rounding);
            shares[i] = after - before;
            (before, last) = (after, end);
        }
    }

    private static Money Part(in ExactAmount amount, long units, long ofUnits, Rounding rounding)
    {
        var total = new RunningTotal(amount.Currency);
        total.Add(amount, units);
        return total.Round(ofUnits, rounding);
    }

    /// <summary>Gives the rounded total of the first units of the period: units rise with the days, so the smaller of two counts is that of the earlier day.</summary>
    private static Money RoundedTotal(in ProrationFrame frame, ReadOnlySpan<TermsAmount> entries, long unitsBefore, Rounding rounding)
    {
        var total = new RunningTotal(entries[0].Amount.Currency);
        var units = Math.Min(frame.UnitsBefore(entries[0].From), unitsBefore);
        for (var i = 0; i < entries.Length; i++)
        {
            var next = i + 1 < entries.Length ? Math.Min(frame.UnitsBefore(entries[i + 1].From), unitsBefore) : unitsBefore;
            total.Add(entries[i].Amount, next - units);
            units = next;
        }

        return total.Round(frame.Units, rounding);
    }

    private static void CheckEntries(ReadOnlySpan<TermsAmount> entries)
    {
        if (entries.IsEmpty)
        {
            throw new ArgumentException("There must be at least one entry, even if its amount is zero.", nameof(entries));
        }

        for (var i = 1; i < entries.Length; i++)
        {
            if (entries[i].From < entries[i - 1].From)
            {
                throw new ArgumentException("Entries must be in the order of their first days.", nameof(entries));
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowNoRoom(string parameter) => throw new ArgumentException("There is too little room for the pieces: see MaxPieces.", parameter);
}
