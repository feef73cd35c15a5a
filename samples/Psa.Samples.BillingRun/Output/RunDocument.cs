using System.Globalization;
using System.Text.Json;
using Psa.Samples.BillingRun.Focus;

namespace Psa.Samples.BillingRun.Output;

/// <summary>
/// Writes the result as one document that others can check. Invoices are streamed, so memory stays bounded.
/// Amounts are strings, the end of a period is excluded, and what a credit note gives back is negative, so that nets and taxes simply add up.
/// </summary>
public sealed class RunDocument : IDisposable
{
    private const int FlushAfter = 1 << 16;

    private readonly DocumentTarget _target;
    private readonly Utf8JsonWriter _writer;

    private RunDocument(DocumentTarget target)
    {
        _target = target;
        _writer = new(target.Start(), new JsonWriterOptions { Indented = true, IndentSize = 1 });
        _writer.WriteStartObject();
    }

    /// <summary>Starts the document.</summary>
    /// <exception cref="SampleException">It can't be written.</exception>
    public static RunDocument Create(DocumentTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        try
        {
            return new(target);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(target, problem);
        }
    }

    /// <summary>Writes what the run was.</summary>
    /// <param name="run">The run.</param>
    /// <param name="created">How many documents it added.</param>
    /// <param name="invoices">How many there are of its date.</param>
    /// <param name="lines">How many lines they have.</param>
    public void WriteRun(Run run, long created, long invoices, long lines)
    {
        _writer.WriteStartObject("run");
        _writer.WriteString("id", run.Id.ToString());
        _writer.WriteString("through", Text(run.Through));
        _writer.WriteNumber("created", created);
        _writer.WriteNumber("invoices", invoices);
        _writer.WriteNumber("lines", lines);
        _writer.WriteEndObject();
    }

    /// <summary>Starts the list of invoices.</summary>
    public void StartInvoices() => _writer.WriteStartArray("invoices");

    /// <summary>Writes an invoice or credit note.</summary>
    /// <param name="invoice">The document.</param>
    /// <param name="items">The sales items it bills, by id.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task WriteAsync(Invoice invoice, IReadOnlyDictionary<Id<SalesItem>, SalesItem> items, CancellationToken cancellationToken)
    {
        var sign = invoice.Kind == InvoiceKind.CreditNote;
        _writer.WriteStartObject();
        _writer.WriteString("number", invoice.Number);
        _writer.WriteString("customer", invoice.CustomerNumber);
        _writer.WriteString("currency", invoice.Currency.Code);
        _writer.WriteString("issueDate", Text(invoice.IssueDate));
        _writer.WriteStartArray("lines");
        var next = 0;
        foreach (var item in invoice.Items)
        {
            for (var end = next + item.Lines; next < end; next++)
            {
                if (invoice.Lines[next] is { IsNote: false } line)
                {
                    WriteLine(line, item.Source, items.GetValueOrDefault(item.Item), sign);
                }
            }
        }

        _writer.WriteEndArray();
        _writer.WriteString("net", Text(invoice.Totals.TotalWithoutTax, sign));
        _writer.WriteString("tax", Text(invoice.Totals.TaxTotal, sign));
        _writer.WriteString("total", Text(invoice.Totals.TotalWithTax, sign));
        _writer.WriteString("payable", Text(invoice.Totals.Payable, sign));
        _writer.WriteEndObject();
        if (_writer.BytesPending > FlushAfter)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Ends the list of invoices and starts the list of what was not billed.</summary>
    public void StartBlocked()
    {
        _writer.WriteEndArray();
        _writer.WriteStartArray("blocked");
    }

    /// <summary>Writes what was not billed, one entry a currency that waits.</summary>
    public void Write(RunObstacle obstacle)
    {
        foreach (var waiting in obstacle.Waiting.IsEmpty ? [default] : obstacle.Waiting)
        {
            _writer.WriteStartObject();
            _writer.WriteString("customer", obstacle.CustomerNumber);
            _writer.WriteString("reason", obstacle.Reason.ToString());
            _writer.WriteString("waiting", waiting.AmountText());
            _writer.WriteString("currency", waiting.Currency.Code);
            _writer.WriteString("message", obstacle.Message);
            _writer.WriteEndObject();
        }
    }

    /// <summary>Ends the list of what was not billed and writes what was imported.</summary>
    internal void WriteUsage(UsageReport usage)
    {
        _writer.WriteEndArray();
        _writer.WriteStartObject("usage");
        _writer.WriteNumber("rows", usage.Rows);
        _writer.WriteNumber("imported", usage.Imported);
        _writer.WriteStartArray("rejected");
        foreach (var row in usage.Rejected)
        {
            _writer.WriteStartObject();
            _writer.WriteString("file", row.File);
            _writer.WriteNumber("line", row.Line);
            _writer.WriteString("reason", row.Reason);
            _writer.WriteString("cost", row.Cost?.ToString());
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }

    /// <summary>Ends the document and puts it in its place, whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        _writer.WriteEndObject();
        await FlushAsync(cancellationToken);
        try
        {
            _target.Complete();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_target, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // what wasn't written belongs to a document that is given up
        _writer.Reset(Stream.Null);
        _writer.Dispose();
        _target.Dispose();
    }

    private static SampleException Unwritable(DocumentTarget target, Exception problem) => new(
        SampleErrors.JsonUnwritable,
        $"'{target.File}' can't be written: {problem.Message} All is billed, only the document is missing: make room or give --json another place, then run the same command again.",
        problem);

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _writer.FlushAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_target, problem);
        }
    }

    private static string Text(LocalDate date) => date.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(Money money, bool negate) => (negate ? -money : money).AmountText();

    private static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private void WriteLine(DocumentLine line, SalesItemSource source, SalesItem? item, bool negate)
    {
        _writer.WriteStartObject();
        _writer.WriteString("source", item is null ? source.ToString() : $"{source}:{item.SourceId}");
        if (line.Period is { } period)
        {
            _writer.WriteString("periodStart", Text(period.Start));
            _writer.WriteString("periodEnd", Text(period.EndExclusive));
        }
        else
        {
            _writer.WriteNull("periodStart");
            _writer.WriteNull("periodEnd");
        }

        _writer.WriteString("quantity", Text(line.Quantity));
        _writer.WriteString("unitPrice", Text(line.UnitPrice.Amount));
        _writer.WriteString("net", Text(line.Amount, negate));
        _writer.WriteEndObject();
    }
}
