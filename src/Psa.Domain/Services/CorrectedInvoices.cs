using System.Linq;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads the invoices that credit notes of runs correct, each once: what a note gives back of one, the next of the same step knows.</summary>
/// <param name="session">The session.</param>
/// <param name="written">The draft that is written anew, which isn't before itself.</param>
internal sealed class CorrectedInvoices(IPsaSession session, Id<Invoice>? written = null)
{
    private readonly Dictionary<Id<Invoice>, CorrectedInvoice?> _known = [];

    /// <summary>Finds what items correct.</summary>
    public async ValueTask<IReadOnlyDictionary<Id<Invoice>, CorrectedInvoice>> FindAsync(IReadOnlyList<SalesItem> items, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Id<Invoice>, CorrectedInvoice>();
        foreach (var item in items)
        {
            if (item.Corrects is not [var only])
            {
                continue;
            }

            if (!_known.TryGetValue(only, out var corrected))
            {
                _known[only] = corrected = await ReadAsync(only, cancellationToken).ConfigureAwait(false);
            }

            if (corrected is not null)
            {
                found[only] = corrected;
            }
        }

        return found;
    }

    /// <summary>Gives what credit notes of runs give back of an invoice, drafts counted.</summary>
    /// <param name="session">The session.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="written">The draft that doesn't count, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<List<CreditedPart>> GivenBackAsync(IPsaSession session, Invoice invoice, Id<Invoice>? written, CancellationToken cancellationToken)
    {
        var (notes, parts) = (new Dictionary<Id<Invoice>, Invoice>(), new List<CreditedPart>());
        await foreach (var note in session.Of<Invoice>().QueryAsync(InvoiceRecords.OfCustomerFrom(invoice.Customer, invoice.IssueDate), cancellationToken).ConfigureAwait(false))
        {
            if (note is { Kind: InvoiceKind.CreditNote, Credit: null } && note.Id != written && note.Status != InvoiceStatus.Deleted && note.Corrects.Contains(invoice.Id))
            {
                notes.Add(note.Id, note);
            }
        }

        if (notes.Count > 0)
        {
            await foreach (var item in session.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices(notes.Keys), cancellationToken).ConfigureAwait(false))
            {
                parts.AddRange(item.Corrects is [var only] && only == invoice.Id ? CorrectedInvoice.GivenBack(notes[item.Invoice!.Value], item) : []);
            }
        }

        return parts;
    }

    private async Task<CorrectedInvoice?> ReadAsync(Id<Invoice> id, CancellationToken cancellationToken)
    {
        if (await session.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { Kind: InvoiceKind.Invoice } invoice || invoice.Status != InvoiceStatus.Issued)
        {
            return null;
        }

        var balance = await session.BalanceAsync(invoice, cancellationToken).ConfigureAwait(false);
        return new(invoice, balance, await GivenBackAsync(session, invoice, written, cancellationToken).ConfigureAwait(false));
    }
}
