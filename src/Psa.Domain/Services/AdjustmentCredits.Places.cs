using System.Linq;
using Psa.Adjustments;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Services;

/// <content>Where a difference may be credited.</content>
internal sealed partial class AdjustmentCredits
{
    // the lines that are selected or were before, and what earlier adjustments charged
    private async Task<List<CreditPlace>> PlacesAsync(AdjustmentDifference credit, HashSet<Id<Customer>> customers, CancellationToken cancellationToken)
    {
        var places = new Dictionary<(Id<Invoice> Invoice, int Line), Id<Customer>?>();
        foreach (var line in adjustment.Lines)
        {
            Add(line.Pane, line.Line, line.Buyer, [line.TaxCode]);
        }

        var earlier = new HashSet<Id<Adjustment>>();
        foreach (var known in _considered.Where(known => customers.Contains(known.Customer) && !known.Adjustments.IsEmpty))
        {
            Add(known.Pane, known.Line, known.Buyer, known.Values.AsEnumerable().Select(static value => value.TaxCode).Append(known.Line.TaxCode ?? string.Empty));
            earlier.UnionWith(known.Adjustments.AsEnumerable());
        }

        foreach (var id in earlier)
        {
            await AddChargedAsync(id, credit, customers, places, cancellationToken).ConfigureAwait(false);
        }

        return await OpenedAsync(credit, places, cancellationToken).ConfigureAwait(false);

        void Add(AdjustmentPane pane, AdjustmentLine line, Id<Customer> buyer, IEnumerable<string> codes)
        {
            if (pane == AdjustmentPane.Billed && line.Invoice is { } invoice && buyer == credit.Buyer && codes.Contains(credit.TaxCode, StringComparer.Ordinal) && customers.Contains(line.Customer))
            {
                places[(invoice, line.Place)] = line.Customer;
            }
        }
    }

    private async Task<List<CreditPlace>> OpenedAsync(AdjustmentDifference credit, Dictionary<(Id<Invoice> Invoice, int Line), Id<Customer>?> places, CancellationToken cancellationToken)
    {
        var found = new List<CreditPlace>(places.Count);
        foreach (var ((id, line), customer) in places)
        {
            if (await _sources.PlaceAsync(id, credit.Buyer, credit.Amount.Currency, cancellationToken).ConfigureAwait(false) is { } open)
            {
                found.Add(new(open, line, customer));
            }
        }

        return found;
    }

    private async Task AddChargedAsync(Id<Adjustment> id, AdjustmentDifference credit, HashSet<Id<Customer>> customers, Dictionary<(Id<Invoice> Invoice, int Line), Id<Customer>?> places, CancellationToken cancellationToken)
    {
        if (await _sources.EarlierAsync(id, cancellationToken).ConfigureAwait(false) is not { } earlier)
        {
            return;
        }

        // of the customers that are credited, and no others that it compared
        var customersOf = earlier.Differences.AsEnumerable().FirstOrDefault(difference => difference.Buyer == credit.Buyer && difference.TaxCode == credit.TaxCode && difference.Amount.Currency == credit.Amount.Currency)?.Customers ?? [];
        if (!customersOf.AsEnumerable().Any(customers.Contains))
        {
            return;
        }

        foreach (var document in earlier.Documents.AsEnumerable().Where(document => document.Buyer == credit.Buyer && document.Credited.IsEmpty))
        {
            if (document.Item is { } itemId && await step.Of<SalesItem>().FindAsync(itemId, cancellationToken).ConfigureAwait(false) is { Invoice: { } invoiceId } item
                && await _sources.OpenAsync(invoiceId, cancellationToken).ConfigureAwait(false) is { } open && CreditSources.DocumentOf(open).PlaceOf(item.Id) is { } first)
            {
                for (var i = 0; i < document.TaxCodes.Count; i++)
                {
                    if (document.TaxCodes[i] == credit.TaxCode)
                    {
                        places[(invoiceId, first + i)] = customersOf is [var one] ? one : null;
                    }
                }
            }
        }
    }
}
