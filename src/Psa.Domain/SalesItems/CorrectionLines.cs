using NodaTime;
using Psa.Charges;
using Psa.Documents;

namespace Psa.SalesItems;

/// <summary>
/// Writes what a correction gives back or adds, not what stays: the old and the new basis are cut at all bounds of both, and each run of days in which they differ has its line (R-LINE-SAYS).
/// </summary>
internal static class CorrectionLines
{
    /// <summary>Writes the lines from an old basis to a new one.</summary>
    /// <param name="facts">The part.</param>
    /// <param name="before">What was billed; <see langword="null"/> for nothing.</param>
    /// <param name="after">What is charged now; <see langword="null"/> for nothing any more.</param>
    /// <param name="rounding">How to round.</param>
    /// <returns>The lines; they sum to the difference of both, and what rounding leaves over stands on the last.</returns>
    internal static List<DocumentLine> Of(ChargeFacts facts, ChargeBasis? before, ChargeBasis? after, Rounding rounding)
    {
        var lines = new List<DocumentLine>();
        if (before is null || after is null || AreAlike(before, after))
        {
            Add(lines, facts, before, after, rounding);
        }
        else
        {
            Add(lines, facts, before, null, rounding);
            Add(lines, facts, null, after, rounding);
        }

        if ((after ?? before)?.Net.Currency is { } currency)
        {
            LineDifferences.Close(lines, (after?.Net ?? Money.Zero(currency)) - (before?.Net ?? Money.Zero(currency)));
        }

        return lines;
    }

    // days can be compared where both measure them alike
    private static bool AreAlike(ChargeBasis before, ChargeBasis after) =>
        before.IsWhole() == after.IsWhole() && (after.IsWhole() || (before.Period == after.Period && before.Units == after.Units && before.Proration.Basis == after.Proration.Basis));

    private static void Add(List<DocumentLine> lines, ChargeFacts facts, ChargeBasis? before, ChargeBasis? after, Rounding rounding)
    {
        if ((before ?? after) is not { Covered.IsEmpty: false } basis)
        {
            return;
        }

        if (basis.IsWhole())
        {
            AddWhole(lines, facts, before, after, rounding);
        }
        else
        {
            AddRuns(lines, facts, before, after, rounding);
        }
    }

    private static void AddWhole(List<DocumentLine> lines, ChargeFacts facts, ChargeBasis? before, ChargeBasis? after, Rounding rounding)
    {
        var days = (after ?? before)!.Days();
        var (old, now) = (Whole(facts, before), Whole(facts, after));
        if (old is { } taken && now is { } given)
        {
            LineDifferences.Add(lines, facts, taken, given, LineRemarkKind.Correction, days, null, rounding);
        }
        else if ((old ?? now) is { } shape)
        {
            LineDifferences.Add(lines, facts, shape, isTaken: now is null, days, null, new(LineRemarkKind.Correction, old?.Basis, now?.Basis), rounding);
        }
    }

    private static LineShape? Whole(ChargeFacts facts, ChargeBasis? basis) =>
        basis is null || basis.ChargedPiece() is not { Units: > 0 } piece ? null : ItemLines.Shape(facts, basis, piece.Terms);

    private static void AddRuns(List<DocumentLine> lines, ChargeFacts facts, ChargeBasis? before, ChargeBasis? after, Rounding rounding)
    {
        var (old, now) = (new Meter(facts, before), new Meter(facts, after));
        Run? open = null;
        foreach (var days in Runs(before, after))
        {
            var (was, will) = (old.PlaceOn(days.Start), now.PlaceOn(days.Start));
            var run = new Run(days, was, will, old.ShapeAt(was), now.ShapeAt(will), old.Units(days), now.Units(days));
            if (open is { } last && last.Continues(run))
            {
                open = last with { Days = DatePeriod.Create(last.Days.Start, days.EndExclusive), UnitsBefore = last.UnitsBefore + run.UnitsBefore, UnitsAfter = last.UnitsAfter + run.UnitsAfter };
                continue;
            }

            Add(lines, facts, open, (before ?? after)!.Units, rounding);
            open = run;
        }

        Add(lines, facts, open, (before ?? after)!.Units, rounding);
    }

    private static void Add(List<DocumentLine> lines, ChargeFacts facts, Run? open, long of, Rounding rounding)
    {
        if (open is not { } run || (run is { Before.Full: var was, After.Full: var same } && was == same && run.UnitsBefore == run.UnitsAfter))
        {
            return;
        }

        if (run is { Before: { } before, After: { } after })
        {
            if (run.UnitsBefore == run.UnitsAfter)
            {
                LineDifferences.Add(lines, facts, before, after, LineRemarkKind.Correction, run.Days, Share(run.UnitsBefore, of), rounding);
                return;
            }

            if (before.Full == after.Full)
            {
                // the same terms, measured otherwise: a fixed month is whole with its last day
                var more = run.UnitsAfter - run.UnitsBefore;
                LineDifferences.Add(lines, facts, after, isTaken: more < 0, run.Days, Share(Math.Abs(more), of), new(LineRemarkKind.Correction, before.Basis, after.Basis), rounding);
                return;
            }
        }

        var remark = new LineRemark(LineRemarkKind.Correction, run.Before?.Basis, run.After?.Basis);
        if (run.Before is { } taken)
        {
            LineDifferences.Add(lines, facts, taken, isTaken: true, run.Days, Share(run.UnitsBefore, of), remark, rounding);
        }

        if (run.After is { } given)
        {
            LineDifferences.Add(lines, facts, given, isTaken: false, run.Days, Share(run.UnitsAfter, of), remark, rounding);
        }
    }

    private static PeriodShare? Share(long units, long of) => units == of ? null : new(units, of);

    private static List<DatePeriod> Runs(ChargeBasis? before, ChargeBasis? after)
    {
        var bounds = new SortedSet<LocalDate>();
        foreach (var basis in (ReadOnlySpan<ChargeBasis?>)[before, after])
        {
            foreach (var run in basis?.Covered ?? [])
            {
                bounds.Add(run.Start);
                bounds.Add(run.EndExclusive);
            }
        }

        var (first, end) = (bounds.Min, bounds.Max);
        foreach (var basis in (ReadOnlySpan<ChargeBasis?>)[before, after])
        {
            foreach (var terms in basis?.Terms ?? [])
            {
                if (terms.From > first && terms.From < end)
                {
                    bounds.Add(terms.From);
                }
            }
        }

        var runs = new List<DatePeriod>(bounds.Count);
        LocalDate? start = null;
        foreach (var bound in bounds)
        {
            if (start is { } from)
            {
                runs.Add(DatePeriod.Create(from, bound));
            }

            start = bound;
        }

        return runs;
    }

    private readonly record struct Run(DatePeriod Days, int PlaceBefore, int PlaceAfter, LineShape? Before, LineShape? After, long UnitsBefore, long UnitsAfter)
    {
        internal bool Continues(in Run next) => PlaceBefore == next.PlaceBefore && PlaceAfter == next.PlaceAfter && Days.EndExclusive == next.Days.Start;
    }

    // what a basis charges for a day, and how many units days have in it
    private sealed class Meter(ChargeFacts facts, ChargeBasis? basis)
    {
        private readonly LineShape?[] _shapes = new LineShape?[basis?.Terms.Count ?? 0];

        /// <summary>Gives the place of the terms by which a day is charged; -1 for a day that isn't.</summary>
        internal int PlaceOn(LocalDate day)
        {
            if (basis is null || !Covers(basis, day))
            {
                return -1;
            }

            var place = 0;
            while (place + 1 < basis.Terms.Count && basis.Terms[place + 1].From <= day)
            {
                place++;
            }

            return place;
        }

        internal LineShape? ShapeAt(int place) => place < 0 ? null : _shapes[place] ??= ItemLines.Shape(facts, basis!, place);

        internal long Units(DatePeriod days) =>
            basis is null || basis.Covered.IsEmpty
                ? 0
                : new ProrationFrame(basis.Proration.Basis, basis.Cycle.AnchoredAt(basis.CycleFrom), basis.Period, basis.Covered.AsSpan()).UnitsOf(days.Start, days.EndExclusive);

        private static bool Covers(ChargeBasis basis, LocalDate day)
        {
            foreach (var run in basis.Covered)
            {
                if (run.Contains(day))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
