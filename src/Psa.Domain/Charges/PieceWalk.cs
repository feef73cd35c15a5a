using NodaTime;
using Psa.Contracts;

namespace Psa.Charges;

/// <summary>Walks over the pieces of a period, by run of covered days and terms, without storing them.</summary>
internal ref struct PieceWalk(ReadOnlySpan<DatePeriod> covered, ReadOnlySpan<TermsAmount> entries, PieceDecomposition decomposition)
{
    private readonly ReadOnlySpan<DatePeriod> _covered = covered;
    private readonly ReadOnlySpan<TermsAmount> _entries = entries;
    private int _run;
    private int _entry;
    private int _base = -1;

    internal bool MoveNext(out Piece piece) => decomposition == PieceDecomposition.ByDelta ? MoveNextDelta(out piece) : MoveNextTerms(out piece);

    private bool MoveNextTerms(out Piece piece)
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

            if (Overlap(run, _entries[entry].From, end) is { } days)
            {
                piece = new(days, entry, -1);
                return true;
            }
        }

        piece = default;
        return false;
    }

    // a piece is the change against the last terms that covered a day, from its first day to the end of each run
    private bool MoveNextDelta(out Piece piece)
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
                if (Overlap(_run++, _entries[_entry].From, null) is { } days)
                {
                    piece = new(days, _entry, _base);
                    return true;
                }
            }

            _base = _entry;
            _entry++;
            _run = 0;
        }

        piece = default;
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

    /// <summary>A run of covered days under the same terms.</summary>
    /// <param name="Days">The days.</param>
    /// <param name="Terms">The place of its terms among the entries.</param>
    /// <param name="Replaced">The place of the terms that it is the change against, or -1.</param>
    internal readonly record struct Piece(DatePeriod Days, int Terms, int Replaced)
    {
        internal ExactAmount AmountOf(ReadOnlySpan<TermsAmount> entries) => Replaced < 0 ? entries[Terms].Amount : entries[Terms].Amount - entries[Replaced].Amount;
    }
}
