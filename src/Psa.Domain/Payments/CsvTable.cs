using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Psa.Payments;

/// <summary>Writes a table as RFC 4180 wants it: cells in quotes where they need them, lines ended by CRLF. Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers and dates are none.</summary>
internal sealed class CsvTable(TextWriter writer)
{
    private const string NeedsQuotes = ",\"\r\n";

    // what spreadsheets take for the beginning of a formula, and what they skip before one
    private const string Runs = "=+-@\t\r\n";

    private readonly StringBuilder _line = new();

    /// <summary>Adds a cell of text.</summary>
    internal CsvTable Text(string? text) => Cell(text is { Length: > 0 } && Runs.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text ?? string.Empty);

    /// <summary>Adds a cell with an amount, without its currency.</summary>
    internal CsvTable Amount(Money amount) => Cell(amount.ToString("A"));

    /// <summary>Adds a cell with a number.</summary>
    internal CsvTable Number(decimal number) => Cell(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a cell with a day.</summary>
    internal CsvTable Day(LocalDate? day) => Cell(day is { } one ? LocalDatePattern.Iso.Format(one) : string.Empty);

    /// <summary>Adds a cell with an id or a name that the library gives.</summary>
    internal CsvTable Name<T>(T name) => Cell(name?.ToString() ?? string.Empty);

    /// <summary>Ends the line.</summary>
    internal async Task EndAsync(CancellationToken cancellationToken)
    {
        _line.Append("\r\n");
        await writer.WriteAsync(_line, cancellationToken).ConfigureAwait(false);
        _line.Clear();
    }

    private CsvTable Cell(string text)
    {
        if (_line.Length > 0)
        {
            _line.Append(',');
        }

        _ = text.AsSpan().ContainsAny(NeedsQuotes) || text.Length == 0
            ? _line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"')
            : _line.Append(text);
        return this;
    }
}
