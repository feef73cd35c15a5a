using System.Globalization;
using System.Text;
using NodaTime;

namespace Psa.Numbering;

/// <summary>A pattern of numbers, read once: literal text and tokens in order.</summary>
internal sealed partial class NumberPattern
{
    private const int MaxDigits = 18;
    private const int MaxLength = 60;
    private readonly List<Piece> _pieces = [];

    private enum Token
    {
        Text,
        Year,
        ShortYear,
        Month,
        Day,
        Entity,
        Sequence,
    }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="reset">When the sequence starts again.</param>
    /// <param name="problems">Takes all that is wrong.</param>
    /// <returns>The pattern, or <see langword="null"/> when something is wrong.</returns>
    internal static NumberPattern? Read(string text, NumberReset reset, List<Problem> problems)
    {
        var pattern = new NumberPattern();
        var before = problems.Count;
        pattern.Split(text, problems);
        if (problems.Count == before)
        {
            pattern.Check(reset, problems);
        }

        return problems.Count == before ? pattern : null;
    }

    /// <summary>Writes a number.</summary>
    internal string Write(string entityCode, LocalDate date, long sequence)
    {
        var text = new StringBuilder(32);
        var culture = CultureInfo.InvariantCulture;
        foreach (var (token, literal, digits) in _pieces)
        {
            _ = token switch
            {
                Token.Text => text.Append(literal),
                Token.Year => text.Append(culture, $"{date.Year:D4}"),
                Token.ShortYear => text.Append(culture, $"{date.Year % 100:D2}"),
                Token.Month => text.Append(culture, $"{date.Month:D2}"),
                Token.Day => text.Append(culture, $"{date.Day:D2}"),
                Token.Entity => text.Append(entityCode),
                Token.Sequence => text.Append(sequence.ToString("D" + digits.ToString(culture), culture)),
                _ => throw new ArgumentOutOfRangeException(nameof(date), token, "No such token."),
            };
        }

        return text.ToString();
    }

    private void Split(string text, List<Problem> problems)
    {
        if (text.Length is 0 or > MaxLength || !TextEnds.IsTrimmed(text))
        {
            problems.Add(new(NumberingErrors.BadPattern, $"A pattern has 1 to {MaxLength} characters and no spaces around it: write it like INV-{{yyyy}}-{{seq:00000}}."));
        }

        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '{')
            {
                var end = text.IndexOf('}', at);
                end = end < 0 ? text.Length : end;
                AddToken(text[(at + 1)..end], end < text.Length, problems);
                at = end + 1;
                continue;
            }

            var next = text.IndexOf('{', at);
            next = next < 0 ? text.Length : next;
            AddText(text[at..next], problems);
            at = next;
        }
    }

    private void AddText(string text, List<Problem> problems)
    {
        foreach (var letter in text)
        {
            if (letter == '}' || char.IsControl(letter))
            {
                problems.Add(new(NumberingErrors.BadPattern, $"'{text}' can't stand in a number: a brace must be opened first, and control characters are not allowed."));
                return;
            }
        }

        _pieces.Add(new(Token.Text, text, 0));
    }

    private void AddToken(string token, bool isClosed, List<Problem> problems)
    {
        Token? known = token switch
        {
            "yyyy" => Token.Year,
            "yy" => Token.ShortYear,
            "MM" => Token.Month,
            "dd" => Token.Day,
            "entity" => Token.Entity,
            "seq" => Token.Sequence,
            _ when IsSequenceFormat(token) => Token.Sequence,
            _ => null,
        };
        if (known is { } found && isClosed)
        {
            _pieces.Add(new(found, string.Empty, found == Token.Sequence ? Math.Max(1, token.Length - "seq:".Length) : 0));
            return;
        }

        problems.Add(new(NumberingErrors.BadPattern, $"'{{{token}' is no token: use {{yyyy}}, {{yy}}, {{MM}}, {{dd}}, {{entity}}, {{seq}} or {{seq:00000}}."));
    }

    private static bool IsSequenceFormat(string token) =>
        token.StartsWith("seq:", StringComparison.Ordinal)
        && token.Length is > 4 and <= 4 + MaxDigits
        && token.AsSpan(4).Trim('0').IsEmpty;

    /// <summary>
    /// One sequence, and what a reset repeats must be told apart by the date. All other tokens are of fixed width, so that different
    /// sequences never write the same text; a code is not, and may change: where the sequence begins and ends is seen by a character that is no digit.
    /// </summary>
    private void Check(NumberReset reset, List<Problem> problems)
    {
        if (Count(Token.Sequence) != 1)
        {
            problems.Add(new(NumberingErrors.OneSequence, "A pattern has exactly one {seq}: it is what makes numbers follow each other."));
        }

        if (reset != NumberReset.Never && !ShowsYear)
        {
            problems.Add(new(NumberingErrors.NotUnique, "A sequence that starts again each year or month needs {yyyy} or {yy} in its pattern, or numbers would repeat."));
        }

        if (reset == NumberReset.Monthly && !ShowsMonth)
        {
            problems.Add(new(NumberingErrors.NotUnique, "A sequence that starts again each month needs {MM} in its pattern, or numbers would repeat."));
        }

        if (Count(Token.Sequence) == 1 && (MeetsCode(-1) || MeetsCode(1)))
        {
            problems.Add(new(NumberingErrors.NotUnique, "{entity} and {seq} need a character between them that is no digit: A1 and 2 would look like A and 12."));
        }
    }

    private bool MeetsCode(int step)
    {
        for (var at = _pieces.FindIndex(static piece => piece.Token == Token.Sequence) + step; at >= 0 && at < _pieces.Count; at += step)
        {
            if (_pieces[at].Token == Token.Entity)
            {
                return true;
            }

            if (_pieces[at].Literal.AsSpan().ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return false;
    }

    private int Count(Token token)
    {
        var count = 0;
        foreach (var piece in _pieces)
        {
            count += piece.Token == token ? 1 : 0;
        }

        return count;
    }

    private readonly record struct Piece(Token Token, string Literal, int Digits);
}
