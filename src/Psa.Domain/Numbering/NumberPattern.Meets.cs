using System.Globalization;

namespace Psa.Numbering;

/// <summary>Whether two patterns can write the same number.</summary>
internal sealed partial class NumberPattern
{
    private enum Letter
    {
        This,
        Digit,
        Any,
    }

    private enum Times
    {
        Once,
        AtMostOnce,
        Often,
    }

    /// <summary>Gets whether the year is in each number, with two digits or four.</summary>
    internal bool ShowsYear => ShowsFullYear || Count(Token.ShortYear) > 0;

    /// <summary>Gets whether all four digits of the year are in each number: two come again after a century.</summary>
    internal bool ShowsFullYear => Count(Token.Year) > 0;

    /// <summary>Gets whether the month is in each number.</summary>
    internal bool ShowsMonth => Count(Token.Month) > 0;

    /// <summary>Whether another pattern differs at most in the zeros of its sequence: then equal numbers have equal sequences, and to count on is enough.</summary>
    internal bool CountsLike(NumberPattern other)
    {
        if (_pieces.Count != other._pieces.Count)
        {
            return false;
        }

        for (var i = 0; i < _pieces.Count; i++)
        {
            if (_pieces[i].Token != other._pieces[i].Token || _pieces[i].Literal != other._pieces[i].Literal)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether a number of this pattern could be one that another pattern gave out, up to a last sequence. A code can be any text, since it may have been another;
    /// date tokens can be any digits. So a "no" is a proof, and a "yes" may be a doubt.
    /// </summary>
    /// <param name="given">The pattern of what was given out.</param>
    /// <param name="last">The highest sequence of it.</param>
    internal bool CanMeet(NumberPattern given, long last)
    {
        var (mine, theirs) = (Parts(null), given.Parts(last));
        var seen = new HashSet<(int, int)>();
        var open = new Stack<(int, int)>([(0, 0)]);
        while (open.TryPop(out var at))
        {
            var (i, j) = at;
            if (!seen.Add(at))
            {
                continue;
            }

            if (i == mine.Count && j == theirs.Count)
            {
                return true;
            }

            if (i < mine.Count && mine[i].Times != Times.Once)
            {
                open.Push((i + 1, j));
            }

            if (j < theirs.Count && theirs[j].Times != Times.Once)
            {
                open.Push((i, j + 1));
            }

            if (i < mine.Count && j < theirs.Count && CanBeSame(mine[i], theirs[j]))
            {
                open.Push((mine[i].Times == Times.Often ? i : i + 1, theirs[j].Times == Times.Often ? j : j + 1));
            }
        }

        return false;
    }

    private static bool CanBeSame(Part one, Part other) =>
        one.Letter == Letter.Any || other.Letter == Letter.Any
        || (one.Letter == other.Letter ? one.Text == other.Text : char.IsAsciiDigit(one.Letter == Letter.This ? one.Text : other.Text));

    // what a number consists of, character by character
    private List<Part> Parts(long? last)
    {
        var parts = new List<Part>();
        foreach (var (token, literal, digits) in _pieces)
        {
            foreach (var letter in literal)
            {
                parts.Add(new(Letter.This, letter, Times.Once));
            }

            for (var n = 0; n < Width(token, digits); n++)
            {
                parts.Add(new(Letter.Digit, default, Times.Once));
            }

            if (token == Token.Entity)
            {
                parts.Add(new(Letter.Any, default, Times.Often));
            }
            else if (token == Token.Sequence && last is null)
            {
                parts.Add(new(Letter.Digit, default, Times.Often));
            }
            else if (token == Token.Sequence)
            {
                for (var n = digits; n < last!.Value.ToString(CultureInfo.InvariantCulture).Length; n++)
                {
                    parts.Add(new(Letter.Digit, default, Times.AtMostOnce));
                }
            }
        }

        return parts;
    }

    private static int Width(Token token, int digits) => token switch
    {
        Token.Year => 4,
        Token.ShortYear or Token.Month or Token.Day => 2,
        Token.Sequence => digits,
        _ => 0,
    };

    private readonly record struct Part(Letter Letter, char Text, Times Times);
}
