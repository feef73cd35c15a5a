namespace Psa.Adjustments;

/// <summary>
/// Lines of which no more can be credited than stands of all of them: those of an item, and those that bill a period of a contract part or corrected it, on whatever documents.
/// What gave back stands below zero, so the customer bears that much less of the others.
/// </summary>
internal sealed class StandingLines
{
    private readonly List<(ICreditSource Source, int Line)> _lines = [];

    /// <summary>Adds lines of a document that follow one another.</summary>
    internal void Add(ICreditSource source, int first, int count)
    {
        for (var line = first; line < first + count; line++)
        {
            _lines.Add((source, line));
        }
    }

    /// <summary>Gives what stands of them, without tax.</summary>
    internal Money Sum(Currency currency)
    {
        var sum = Money.Zero(currency);
        foreach (var (source, line) in _lines)
        {
            sum += source.StandingOf(line);
        }

        return sum;
    }
}
