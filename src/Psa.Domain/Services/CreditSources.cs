using System.Linq;
using Psa.Adjustments;
using Psa.Charges;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>The documents that an adjustment may credit, each opened once: what is taken of one is gone for all that looks at it.</summary>
internal sealed class CreditSources(Step step)
{
    private readonly Dictionary<Id<Invoice>, ICreditSource?> _open = [];
    private readonly HashSet<ICreditSource> _bound = [];
    private readonly Dictionary<(SalesItemSource, Guid, int?, ChargeKind, NodaTime.LocalDate?), StandingLines> _periods = [];
    private readonly List<(SalesItem Item, Money Amount)> _book = [];
    private readonly Dictionary<Id<Adjustment>, Adjustment?> _earlier = [];

    /// <summary>Gets a document that is open.</summary>
    internal ICreditSource this[Id<Invoice> id] => _open[id]!;

    /// <summary>Reads an adjustment that was made before.</summary>
    internal async Task<Adjustment?> EarlierAsync(Id<Adjustment> id, CancellationToken cancellationToken) =>
        _earlier.TryGetValue(id, out var known) ? known : _earlier[id] = await step.Of<Adjustment>().FindAsync(id, cancellationToken).ConfigureAwait(false);

    /// <summary>Gives the invoice, or the credit note of a run.</summary>
    internal static Invoice DocumentOf(ICreditSource source) => source is OpenInvoice open ? open.Invoice : ((SetOffNote)source).Note;

    /// <summary>Opens a document that is issued; <see langword="null"/> where it isn't, or was drafted by hand to credit another.</summary>
    internal async Task<ICreditSource?> OpenAsync(Id<Invoice> id, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(id, out var open))
        {
            return open;
        }

        if (await step.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { Credit: null } invoice || invoice.Status != InvoiceStatus.Issued)
        {
            return _open[id] = null;
        }

        if (invoice.Kind == InvoiceKind.CreditNote)
        {
            var note = new SetOffNote(invoice);
            _open[id] = note;
            await TakeOffAsync(note, cancellationToken).ConfigureAwait(false);
            return note;
        }

        var balance = await step.BalanceAsync(invoice, cancellationToken).ConfigureAwait(false);
        return _open[id] = new OpenInvoice(invoice, CreditedParts.Of(invoice, balance), _book);
    }

    /// <summary>Opens one of a buyer's documents to be credited: it knows what else bills the periods of its lines.</summary>
    internal async Task<ICreditSource?> PlaceAsync(Id<Invoice> id, Id<Customer> buyer, Currency currency, CancellationToken cancellationToken)
    {
        if (await OpenAsync(id, cancellationToken).ConfigureAwait(false) is not { } source || DocumentOf(source) is var document && (document.Currency != currency || document.Customer != buyer))
        {
            return null;
        }

        if (_bound.Add(source))
        {
            var items = await CreditNoteDrafts.ItemsAsync(step, document, await step.BalanceAsync(document, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            (source as OpenInvoice)?.Bind(items);
            var first = 0;
            foreach (var own in document.Items)
            {
                await BoundAsync(source, first, own.Lines, items, cancellationToken).ConfigureAwait(false);
                first += own.Lines;
            }
        }

        return source;
    }

    private async Task BoundAsync(ICreditSource source, int first, int count, CreditedItems items, CancellationToken cancellationToken)
    {
        var ofItem = new StandingLines();
        ofItem.Add(source, first, count);
        Bind(ofItem);
        if (items.OfItem(first, Money.Zero(DocumentOf(source).Currency))?.Item is not { Source: not SalesItemSource.Adjustment, PeriodStart: not null } item)
        {
            return;
        }

        var key = item.PeriodKey();
        if (!_periods.TryGetValue(key, out var ofPeriod))
        {
            _periods.Add(key, ofPeriod = new());
            foreach (var other in items.OfPeriod(first))
            {
                if (await OpenAsync(other.Invoice!.Value, cancellationToken).ConfigureAwait(false) is { } on && DocumentOf(on).PlaceOf(other.Id) is { } place)
                {
                    ofPeriod.Add(on, place, other.Lines.Count);
                }
            }
        }

        Bind(ofPeriod);

        void Bind(StandingLines by)
        {
            for (var line = first; line < first + count; line++)
            {
                (source as OpenInvoice)?.Bind(line, by);
                (source as SetOffNote)?.Bind(line, by);
            }
        }
    }

    // what earlier adjustments gave back of it; of that which stands on an invoice what isn't charged back
    private async Task TakeOffAsync(SetOffNote note, CancellationToken cancellationToken)
    {
        await foreach (var item in step.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomer(note.Note.Customer), cancellationToken).ConfigureAwait(false))
        {
            if (item is not { Source: SalesItemSource.Adjustment, Released: false, Corrects: [var corrected] } || corrected != note.Note.Id || item.Status == SalesItemStatus.Canceled)
            {
                continue;
            }

            var lines = await GivenBackAsync(item, cancellationToken).ConfigureAwait(false);
            var on = item.Invoice is { } id ? await OpenAsync(id, cancellationToken).ConfigureAwait(false) as OpenInvoice : null;
            for (var i = 0; i < lines.Count; i++)
            {
                if (on is null)
                {
                    note.GiveBack(lines[i], item, i);
                }
                else
                {
                    note.GiveBack(lines[i], on, on.Invoice.PlaceOf(item.Id)!.Value + i);
                }
            }
        }
    }

    /// <summary>Gives of which lines of the credit note of a run an item gave back something, in the order of its own.</summary>
    internal async Task<ValueList<int>> GivenBackAsync(SalesItem item, CancellationToken cancellationToken) =>
        (await EarlierAsync(new(item.SourceId), cancellationToken).ConfigureAwait(false))?.Documents.AsEnumerable().Single(document => document.Item == item.Id).GivenBack ?? [];
}
