using System.Linq;
using Psa.Adjustments;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>
/// Credits what an adjustment found billed too much (R-ADJ-SPREAD): finds the invoices that billed it, and what is left of each, and drafts their credit notes. What a difference takes is gone for the next.
/// What only stands on a credit note of a run is given back by a sales item.
/// </summary>
internal sealed class AdjustmentCredits(Step step, Adjustment adjustment, IReadOnlyCollection<ConsideredLine> considered, CreditNoteDrafts drafts)
{
    private const long MissedCents = 2;

    private readonly Dictionary<Id<Invoice>, ICreditSource?> _open = [];
    private readonly List<(SalesItem Item, Money Amount)> _book = [];
    private readonly Dictionary<Id<Adjustment>, Adjustment?> _earlier = [];
    private readonly List<ConsideredLine> _considered = [.. considered];

    /// <summary>Drafts the credit notes of a buyer's differences below zero, one an invoice, and makes the items of what stands on credit notes of runs.</summary>
    /// <param name="credits">The differences.</param>
    /// <param name="place">How many items the adjustment has before.</param>
    /// <param name="reason">What the documents say.</param>
    /// <param name="date">Their date.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RuleViolationException"><c>adjustment.exceeds_billed</c>.</exception>
    internal async Task<List<AdjustmentDocument>> CreditAsync(List<AdjustmentDifference> credits, int place, string reason, NodaTime.LocalDate date, CancellationToken cancellationToken)
    {
        var shares = new List<(string TaxCode, CreditShare Share)>();
        foreach (var credit in credits)
        {
            shares.AddRange((await SpreadAsync(credit, cancellationToken).ConfigureAwait(false)).Select(share => (credit.TaxCode, share)));
        }

        // what is charged back first: other notes count on it; cents alone, which no note can take, aren't adjusted
        _ = shares.Count > 0 ? shares : throw AdjustmentSpread.Exceeds(-credits[0].Amount, -credits[0].Amount);
        var documents = new List<AdjustmentDocument>();
        foreach (var own in shares.GroupBy(static share => share.Share.Invoice)
            .OrderByDescending(static own => own.Any(static share => share.Share.Amount.Sign < 0))
            .ThenBy(own => _open[own.Key]!, Comparer<ICreditSource>.Create(AdjustmentSpread.Compare)))
        {
            var nets = own.GroupBy(static share => share.Share.Line).OrderBy(static line => line.Key).Select(static line => (Line: line.Key, Net: Sum(line))).Where(static line => !line.Net.IsZero).ToList();
            if (nets.Count == 0)
            {
                continue; // charged back, and not needed
            }

            if (_open[own.Key] is SetOffNote setOff)
            {
                documents.Add(await GiveBackAsync(setOff, nets, place++, credits[0].Buyer, reason, date, cancellationToken).ConfigureAwait(false));
                continue;
            }

            var wanted = new NewCreditNote { Invoice = own.Key, Reason = reason, Date = NodaTime.LocalDate.Max(date, _open[own.Key]!.Date) };
            var note = await drafts.DraftAsync(step, wanted, adjustment.Id, nets, cancellationToken).ConfigureAwait(false);
            var codes = own.GroupBy(static share => share.TaxCode, StringComparer.Ordinal).Select(static code => (Code: code.Key, Net: Sum(code))).ToList();
            codes[0] = (codes[0].Code, codes[0].Net + note.Totals.TotalWithoutTax - codes.Aggregate(Money.Zero(note.Currency), static (sum, code) => sum + code.Net));
            documents.Add(new(credits[0].Buyer, [.. codes.Select(static code => code.Code)], note.Totals.TotalWithoutTax, CreditNote: note.Id, Credited: [.. codes.Select(static code => code.Net)]));
        }

        return documents;
    }

    private static Money Sum(IEnumerable<(string TaxCode, CreditShare Share)> shares) =>
        shares.Select(static share => share.Share.Amount).Aggregate(static (sum, amount) => sum + amount);

    // a credit note isn't credited: the next document of a run takes it off
    private async Task<AdjustmentDocument> GiveBackAsync(
        SetOffNote setOff, List<(int Line, Money Net)> nets, int place, Id<Customer> buyerId, string text, NodaTime.LocalDate date, CancellationToken cancellationToken)
    {
        var buyer = await step.Of<Customer>().RequireAsync(buyerId, cancellationToken).ConfigureAwait(false);
        var item = AdjustmentItems.GiveBack(adjustment, place, buyerId, setOff.Note, nets, text, date).WaitingFor(buyer.CanBeBilled());
        step.AddItems([item]);
        return new(buyerId, [.. nets.Select(net => setOff.CodeOf(net.Line))], item.Net, item.Id, Credited: [.. nets.Select(static net => net.Net)]);
    }

    // those that were compared together once may have been credited for one another: then what one lacks is left of the others
    private async Task<List<CreditShare>> SpreadAsync(AdjustmentDifference credit, CancellationToken cancellationToken)
    {
        var (customers, own) = (credit.Customers.AsEnumerable().ToHashSet(), AdjustmentSums.TooMuch(adjustment, credit));
        var (shares, rest, places, setOff) = (new List<CreditShare>(), -credit.Amount, new List<CreditPlace>(), new List<CreditPlace>());
        for (var known = 0; rest.Sign > 0 && known < customers.Count;)
        {
            known = customers.Count;
            var found = await PlacesAsync(credit, customers, cancellationToken).ConfigureAwait(false);
            (places, setOff) = (found.FindAll(static place => place.Source is OpenInvoice), found.FindAll(static place => place.Source is SetOffNote));
            Take(AdjustmentSpread.Of(rest, places, shares.Count == 0 ? own : [], []));
            if (rest.Sign > 0)
            {
                await JoinAsync(credit, customers, cancellationToken).ConfigureAwait(false);
            }
        }

        if (rest.Sign > 0)
        {
            Take(AdjustmentSpread.Of(rest, places, [], await CorrectionsAsync(credit, places, cancellationToken).ConfigureAwait(false)));
        }

        Take(AdjustmentSpread.Of(rest, setOff, [], []));

        // of prices with tax each note may miss what the law of its tax doesn't allow: that stays offered
        var most = places.Select(static place => place.Source).Distinct().Count(static source => ((OpenInvoice)source).Invoice.PriceMode == PriceMode.TaxInclusive) * MissedCents;
        return rest.MinorUnits <= most ? shares : throw AdjustmentSpread.Exceeds(-credit.Amount, rest);

        void Take((List<CreditShare> Shares, Money Missing) more)
        {
            shares.AddRange(more.Shares);
            rest = more.Missing;
        }
    }

    // those on the invoices that are credited, of whatever lines: they leave less of their tax group and of the document
    private async Task<List<CorrectionPlace>> CorrectionsAsync(AdjustmentDifference credit, List<CreditPlace> places, CancellationToken cancellationToken)
    {
        var corrections = new List<CorrectionPlace>();
        foreach (var open in places.Select(static place => place.Source).Distinct().Order(Comparer<ICreditSource>.Create(AdjustmentSpread.Compare)).Cast<OpenInvoice>())
        {
            for (var line = 0; line < open.Invoice.Lines.Count; line++)
            {
                if (open.ChargedBackOf(line).IsZero)
                {
                    continue;
                }

                var corrected = new List<CreditPlace>();
                foreach (var item in open.OfPeriod(line))
                {
                    if (await OpenAsync(item.Invoice!.Value, cancellationToken).ConfigureAwait(false) is { } other && DocumentOf(other) is var document && document.Customer == credit.Buyer && document.PlaceOf(item.Id) is { } first)
                    {
                        corrected.AddRange(item.Lines.Select((_, i) => new CreditPlace(other, first + i, item.Customer)));
                    }
                }

                // what gave back a charge on a credit note of a run is as good as the charge
                if (open.ItemOf(line) is { Source: SalesItemSource.Adjustment, Corrects: [var note] } && await OpenAsync(note, cancellationToken).ConfigureAwait(false) is SetOffNote setOff)
                {
                    corrected.AddRange(setOff.Charges(open.Invoice.Lines[line].Tax?.Applied).Select(charge => new CreditPlace(setOff, charge, null)));
                }

                corrections.Add(new(open, line, corrected));
            }
        }

        return corrections;
    }

    private async Task JoinAsync(AdjustmentDifference credit, HashSet<Id<Customer>> customers, CancellationToken cancellationToken)
    {
        foreach (var id in _considered.Where(line => customers.Contains(line.Customer)).SelectMany(static line => line.Adjustments.AsEnumerable()).Distinct().ToList())
        {
            foreach (var difference in (await EarlierAsync(id, cancellationToken).ConfigureAwait(false))?.Differences ?? [])
            {
                if (difference.Buyer == credit.Buyer && difference.TaxCode == credit.TaxCode && difference.Customers.AsEnumerable().Any(customers.Contains))
                {
                    customers.UnionWith(difference.Customers.AsEnumerable());
                }
            }
        }

        // what this step took of them is known already
        var known = _considered.Select(static line => line.Id).ToHashSet();
        await foreach (var line in step.Of<ConsideredLine>().QueryAsync(ConsideredLineRecords.OfEach(customers), cancellationToken).ConfigureAwait(false))
        {
            if (line.BillingEntity == adjustment.BillingEntity && known.Add(line.Id))
            {
                _considered.Add(line);
            }
        }
    }

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
            await AddChargedAsync(id, credit, places, cancellationToken).ConfigureAwait(false);
        }

        var found = new List<CreditPlace>(places.Count);
        foreach (var ((id, line), customer) in places)
        {
            if (await OpenAsync(id, cancellationToken).ConfigureAwait(false) is { } open && DocumentOf(open) is var document && document.Currency == credit.Amount.Currency && document.Customer == credit.Buyer)
            {
                found.Add(new(open, line, customer));
            }
        }

        return found;

        void Add(AdjustmentPane pane, AdjustmentLine line, Id<Customer> buyer, IEnumerable<string> codes)
        {
            if (pane == AdjustmentPane.Billed && line.Invoice is { } invoice && buyer == credit.Buyer && codes.Contains(credit.TaxCode, StringComparer.Ordinal) && customers.Contains(line.Customer))
            {
                places[(invoice, line.Place)] = line.Customer;
            }
        }
    }

    private async Task AddChargedAsync(Id<Adjustment> id, AdjustmentDifference credit, Dictionary<(Id<Invoice> Invoice, int Line), Id<Customer>?> places, CancellationToken cancellationToken)
    {
        if (await EarlierAsync(id, cancellationToken).ConfigureAwait(false) is not { } earlier)
        {
            return;
        }

        foreach (var document in earlier.Documents.AsEnumerable().Where(document => document.Buyer == credit.Buyer && document.Credited.IsEmpty))
        {
            if (document.Item is { } itemId && await step.Of<SalesItem>().FindAsync(itemId, cancellationToken).ConfigureAwait(false) is { Invoice: { } invoiceId } item
                && await OpenAsync(invoiceId, cancellationToken).ConfigureAwait(false) is { } open && DocumentOf(open).PlaceOf(item.Id) is { } first)
            {
                for (var i = 0; i < document.TaxCodes.Count; i++)
                {
                    if (document.TaxCodes[i] == credit.TaxCode)
                    {
                        places[(invoiceId, first + i)] = item.Customer == credit.Buyer ? null : item.Customer;
                    }
                }
            }
        }
    }

    private async Task<Adjustment?> EarlierAsync(Id<Adjustment> id, CancellationToken cancellationToken) =>
        _earlier.TryGetValue(id, out var known) ? known : _earlier[id] = await step.Of<Adjustment>().FindAsync(id, cancellationToken).ConfigureAwait(false);

    private static Invoice DocumentOf(ICreditSource source) => source is OpenInvoice open ? open.Invoice : ((SetOffNote)source).Note;

    private async Task<ICreditSource?> OpenAsync(Id<Invoice> id, CancellationToken cancellationToken)
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
            return _open[id] = new SetOffNote(invoice, await GivenBackAsync(invoice, cancellationToken).ConfigureAwait(false));
        }

        var balance = await step.BalanceAsync(invoice, cancellationToken).ConfigureAwait(false);
        var items = await CreditNoteDrafts.ItemsAsync(step, invoice, balance, cancellationToken).ConfigureAwait(false);
        return _open[id] = new OpenInvoice(invoice, CreditedParts.Of(invoice, balance), items, _book);
    }

    // what earlier adjustments gave back of it; what of that stands on an invoice leaves less of that instead
    private async Task<List<SalesItem>> GivenBackAsync(Invoice note, CancellationToken cancellationToken)
    {
        var given = new List<SalesItem>();
        await foreach (var item in step.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomer(note.Customer), cancellationToken).ConfigureAwait(false))
        {
            if (item is { Source: SalesItemSource.Adjustment, Released: false, Corrects: [var corrected] } && corrected == note.Id
                && (item.Invoice is not { } on || await step.Of<Invoice>().FindAsync(on, cancellationToken).ConfigureAwait(false) is not { Kind: InvoiceKind.Invoice } invoice || invoice.Status != InvoiceStatus.Issued))
            {
                given.Add(item);
            }
        }

        return given;
    }
}
