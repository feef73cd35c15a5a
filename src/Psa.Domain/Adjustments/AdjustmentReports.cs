using System.Globalization;
using System.Linq;
using System.Text;
using NodaTime.Text;
using Psa.Customers;
using Psa.Payments;

namespace Psa.Adjustments;

/// <summary>Writes reports of adjustments.</summary>
public static class AdjustmentReports
{
    /// <summary>Writes a report as CSV (RFC 4180): a row a line of both panes, then a row a total, with an empty cell where a column says nothing.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Takes the text.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is written.</returns>
    public static async Task WriteCsvAsync(this AdjustmentReport report, TextWriter writer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        var table = new CsvTable(writer);
        foreach (var heading in (string[])["Row", "Source", "Document", "Date", "Customer", "Text", "Quantity", "Unit", "TaxCode", "Value", "Before", "Billed", "Performed", "Difference", "Currency"])
        {
            table.Name(heading);
        }

        await table.EndAsync(cancellationToken).ConfigureAwait(false);
        foreach (var row in report.Rows)
        {
            var amount = row.Amount is { } own ? Exact(own) : string.Empty;
            table.Name(row.Pane).Text(row.Source).Text(row.Document).Day(row.Date).Text(row.Customer).Text(row.Text).Number(row.Quantity).Name(row.Unit).Text(row.TaxCode)
                .Name(row.Value is { } value ? Exact(value) : string.Empty).Name(row.Before is { } before ? Exact(before) : string.Empty)
                .Name(row.Pane == AdjustmentPane.Billed ? amount : string.Empty).Name(row.Pane == AdjustmentPane.Performed ? amount : string.Empty).Name(string.Empty).Name(row.Amount?.Currency.Code);
            await table.EndAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var total in report.Totals)
        {
            table.Name("Total").Name(string.Empty).Text(report.Number).Day(report.Period.LastDay).Text(total.Buyer).Name(string.Empty).Name(string.Empty).Name(string.Empty).Text(total.TaxCode)
                .Name(string.Empty).Name(string.Empty).Amount(total.Billed).Amount(total.Performed).Amount(total.Difference).Name(total.Difference.Currency.Code);
            await table.EndAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes a report as plain text, with columns that stand below each other.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The text, with a line feed at the end of each line.</returns>
    [Pure]
    public static string ToText(this AdjustmentReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Billing adjustment{(report.Number is { } number ? $" {number}" : string.Empty)}: {report.Customer}, {Day(report.Period.Start)} – {Day(report.Period.LastDay)}\n");
        foreach (var pane in (AdjustmentPane[])[AdjustmentPane.Billed, AdjustmentPane.Performed])
        {
            text.Append('\n').Append(pane).Append('\n');
            Columns(text, [.. report.Rows.AsEnumerable().Where(row => row.Pane == pane).Select(static row => (string[])
            [
                row.Document ?? row.Source, Day(row.Date), row.Customer, row.Text, string.Create(CultureInfo.InvariantCulture, $"{row.Quantity} {row.Unit}"), row.TaxCode, Amount(row),
            ])]);
        }

        text.Append("\nDifference\n");
        Columns(text, [.. report.Totals.AsEnumerable().Select(static total => (string[])[total.Buyer, total.TaxCode, $"{total.Performed} − {total.Billed}", total.Difference.ToString()])]);
        return text.ToString();
    }

    /// <summary>Makes the report of an adjustment.</summary>
    /// <param name="adjustment">The adjustment.</param>
    /// <param name="nameOf">Gives a customer's number and name.</param>
    internal static AdjustmentReport Of(Adjustment adjustment, Func<Id<Customer>, string> nameOf) => new(
        adjustment.Number,
        nameOf(adjustment.Customer),
        DatePeriod.Inclusive(adjustment.Content.FirstDay, adjustment.Content.LastDay),
        [
            .. adjustment.Lines.AsEnumerable().OrderBy(static line => line.Pane).Select(line => Row(line, adjustment, nameOf)),
            .. adjustment.Unpriced.AsEnumerable().Select(one => Row(one.Pane, one.Line, one.Line.TaxCode ?? string.Empty, amount: null, nameOf)),
        ],
        [.. adjustment.Differences.AsEnumerable().Select(total => new AdjustmentReportTotal(nameOf(total.Buyer), total.TaxCode, total.Billed, total.Performed, total.Amount))]);

    private static AdjustmentReportRow Row(ComparedLine line, Adjustment adjustment, Func<Id<Customer>, string> nameOf)
    {
        var row = Row(line.Pane, line.Line, line.TaxCode, line.Difference, nameOf);
        return line.Parts(adjustment) is var (value, before) ? row with { Value = value, Before = before } : row;
    }

    private static AdjustmentReportRow Row(AdjustmentPane pane, AdjustmentLine line, string code, ExactAmount? amount, Func<Id<Customer>, string> nameOf) =>
        new(pane, line.Source, line.Document, line.Date, nameOf(line.Customer), line.Text, line.Quantity, line.Unit, code, amount);

    private static string Day(NodaTime.LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static string Exact(ExactAmount amount) => amount.Round(Rounding.HalfUp) is var money && ExactAmount.Of(money) == amount ? money.ToString("A") : amount.AmountText();

    private static string Amount(AdjustmentReportRow row) => row.Amount is not { } amount ? "no price or tax"
        : row is { Value: { } value, Before: { IsZero: false } before } ? $"{Exact(value)} − {Exact(before)} = {Exact(amount)} {amount.Currency}"
        : $"{Exact(amount)} {amount.Currency}";

    // amounts stand at the right; a text of several lines stands on one
    private static void Columns(StringBuilder text, List<string[]> rows)
    {
        if (rows.Count == 0)
        {
            text.Append("  –\n");
            return;
        }

        rows = rows.ConvertAll(static row => Array.ConvertAll(row, static cell => cell.ReplaceLineEndings(" ")));
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                text.Append("  ").Append(i == row.Length - 1 ? row[i].PadLeft(widths[i]) : row[i].PadRight(widths[i]));
            }

            text.Append('\n');
        }
    }
}
