using System.Linq;
using Psa.Adjustments;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>
/// Credits what an adjustment found billed too much (R-ADJ-SPREAD): finds the invoices that billed it, and what is left of each, and drafts their credit notes. What a difference takes is gone for the next.
/// </summary>
internal sealed class AdjustmentCredits(Step step, Adjustment adjustment, IReadOnlyCollection<ConsideredLine> considered, CreditNoteDrafts drafts)
{
    private readonly Dictionary<Id<Invoice>, OpenInvoice> _open = [];

    /// <summary>Drafts the credit notes of a buyer's differences below zero, one an invoice.</summary>
    /// <exception cref="RuleViolationException"><c>adjustment.exceeds_billed</c>.</exception>
    internal async Task<List<AdjustmentDocument>> CreditAsync(List<AdjustmentDifference> credits, string reason, NodaTime.LocalDate date, CancellationToken cancellationToken)
    {
        var shares = new List<(string TaxCode, CreditShare Share)>();
        foreach (var credit in credits)
        {
            var sources = await SourcesAsync(credit, cancellationToken).ConfigureAwait(false);
            foreach (var share in AdjustmentSpread.Of(-credit.Amount, sources))
            {
                _open[share.Invoice].Take(share.Line, share.Amount);
                shares.Add((credit.TaxCode, share));
            }
        }

        var documents = new List<AdjustmentDocument>();
        foreach (var own in shares.GroupBy(static share => share.Share.Invoice))
        {
            var nets = own.GroupBy(static share => share.Share.Line).Select(static line => (line.Key, line.Aggregate(Money.Zero(line.First().Share.Amount.Currency), static (sum, share) => sum + share.Share.Amount))).ToList();
            var wanted = new NewCreditNote { Invoice = own.Key, Reason = reason, Date = NodaTime.LocalDate.Max(date, _open[own.Key].Invoice.IssueDate) };
            var note = await drafts.DraftAsync(step, wanted, adjustment.Id, nets, cancellationToken).ConfigureAwait(false);
            documents.Add(new(credits[0].Buyer, [.. own.Select(static share => share.TaxCode).Distinct(StringComparer.Ordinal)], note.Totals.TotalWithoutTax, CreditNote: note.Id));
        }

        return documents;
    }

    // the lines that are selected or were before, and what earlier adjustments charged
    private async Task<List<CreditSource>> SourcesAsync(AdjustmentDifference credit, CancellationToken cancellationToken)
    {
        var places = new Dictionary<Id<Invoice>, SortedSet<int>>();
        foreach (var line in adjustment.Lines)
        {
            Add(line.Pane, line.Line, line.Buyer, [line.TaxCode]);
        }

        var earlier = new HashSet<Id<Adjustment>>();
        foreach (var known in considered.Where(known => credit.Customers.AsEnumerable().Contains(known.Customer)))
        {
            Add(known.Pane, known.Line, known.Buyer, known.Values.AsEnumerable().Select(static value => value.TaxCode).Append(known.Line.TaxCode ?? string.Empty));
            earlier.UnionWith(known.Adjustments.AsEnumerable());
        }

        foreach (var id in earlier)
        {
            await AddChargedAsync(id, credit, places, cancellationToken).ConfigureAwait(false);
        }

        var sources = new List<CreditSource>();
        foreach (var (id, lines) in places)
        {
            if (await OpenAsync(id, cancellationToken).ConfigureAwait(false) is { } open && open.Invoice.Currency == credit.Amount.Currency && open.Invoice.Customer == credit.Buyer)
            {
                sources.Add(open.SourceOf(lines));
            }
        }

        return sources;

        void Add(AdjustmentPane pane, AdjustmentLine line, Id<Customer> buyer, IEnumerable<string> codes)
        {
            if (pane == AdjustmentPane.Billed && line.Invoice is { } invoice && buyer == credit.Buyer && codes.Contains(credit.TaxCode, StringComparer.Ordinal) && credit.Customers.AsEnumerable().Contains(line.Customer))
            {
                (places.TryGetValue(invoice, out var own) ? own : places[invoice] = []).Add(line.Place);
            }
        }
    }

    private async Task AddChargedAsync(Id<Adjustment> id, AdjustmentDifference credit, Dictionary<Id<Invoice>, SortedSet<int>> places, CancellationToken cancellationToken)
    {
        if (await step.Of<Adjustment>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } earlier)
        {
            return;
        }

        foreach (var document in earlier.Documents.AsEnumerable().Where(document => document.Buyer == credit.Buyer))
        {
            if (document.Item is { } itemId && await step.Of<SalesItem>().FindAsync(itemId, cancellationToken).ConfigureAwait(false) is { Invoice: { } invoiceId } item
                && await OpenAsync(invoiceId, cancellationToken).ConfigureAwait(false) is { } open && open.PlaceOf(item.Id) is { } first)
            {
                for (var i = 0; i < document.TaxCodes.Count; i++)
                {
                    if (document.TaxCodes[i] == credit.TaxCode)
                    {
                        (places.TryGetValue(invoiceId, out var own) ? own : places[invoiceId] = []).Add(first + i);
                    }
                }
            }
        }
    }

    private async Task<OpenInvoice?> OpenAsync(Id<Invoice> id, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(id, out var open))
        {
            return open;
        }

        if (await step.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { Kind: InvoiceKind.Invoice } invoice || invoice.Status != InvoiceStatus.Issued)
        {
            return null;
        }

        var balance = await step.BalanceAsync(invoice, cancellationToken).ConfigureAwait(false);
        var items = await CreditNoteDrafts.ItemsAsync(step, invoice, balance, cancellationToken).ConfigureAwait(false);
        return _open[id] = new(invoice, CreditedParts.Of(invoice, balance), items.Within());
    }
}
