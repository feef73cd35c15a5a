using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>Walks over the pieces of a period, by run of covered days and terms, without storing them.</summary>
internal ref struct PieceWalk(in ProrationFrame frame, ReadOnlySpan<TermsAmount> entries, PieceDecomposition decomposition)
{
    private readonly ReadOnlySpan<DatePeriod> _covered = frame.Covered;
    private readonly ReadOnlySpan<TermsAmount> _entries = entries;
    private int _run;
    private int _entry;
    private int _base = -1;

    internal bool MoveNext(out DatePeriod days, out int terms, out ExactAmount amount) =>
        decomposition == PieceDecomposition.ByDelta ? MoveNextDelta(out days, out terms, out amount) : MoveNextTerms(out days, out terms, out amount);

    private bool MoveNextTerms(out DatePeriod days, out int terms, out ExactAmount amount)
    {
        while (_run < _covered.Length && _entry < _entries.Length)
        {
            var (run, entry) = (_run, _entry);
            var end = EndOf(entry);
            if (end >= _covered[run].EndExclusive)
            {
                _run++;
            }
            else
            {
                _entry++;
            }

            if (Overlap(run, _entries[entry].From, end) is { } found)
            {
                (days, terms, amount) = (found, entry, _entries[entry].Amount);
                return true;
            }
        }

        (days, terms, amount) = (default, -1, default);
        return false;
    }

    // a piece is the change against the last terms that covered a day, from its first day to the end of each run
    private bool MoveNextDelta(out DatePeriod days, out int terms, out ExactAmount amount)
    {
        while (_entry < _entries.Length)
        {
            if (_run == 0 && !CoversADay(_entry))
            {
                _entry++;
                continue;
            }

            while (_run < _covered.Length)
            {
                if (Overlap(_run++, _entries[_entry].From, null) is { } found)
                {
                    (days, terms) = (found, _entry);
                    amount = _base < 0 ? _entries[_entry].Amount : _entries[_entry].Amount - _entries[_base].Amount;
                    return true;
                }
            }

            _base = _entry;
            _entry++;
            _run = 0;
        }

        (days, terms, amount) = (default, -1, default);
        return false;
    }

    private readonly bool CoversADay(int entry)
    {
        for (var run = 0; run < _covered.Length; run++)
        {
            if (Overlap(run, _entries[entry].From, EndOf(entry)) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private readonly LocalDate EndOf(int entry) => entry + 1 < _entries.Length ? _entries[entry + 1].From : _covered[^1].EndExclusive;

    private readonly DatePeriod? Overlap(int run, LocalDate from, LocalDate? end)
    {
        var days = _covered[run];
        return DatePeriod.TryCreate(
            from > days.Start ? from : days.Start,
            end < days.EndExclusive ? end.Value : days.EndExclusive);
    }
}
