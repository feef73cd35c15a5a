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
    private readonly CreditSources _sources = new(step);
    private readonly List<ConsideredLine> _considered = [.. considered];

    /// <summary>Gets what needs no credit, since earlier roundings credited it.</summary>
    internal List<AdjustmentRounding> Rounded { get; } = [];

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

        // what is charged back first, as whole items: other notes count on it, and where that is so of several, it stands on notes of its own
        var (documents, lines) = (new List<AdjustmentDocument>(), shares.GroupBy(static share => (share.Share.Invoice, share.Share.Line)).ToList());
        var charged = lines.Where(static line => Sum(line).Sign < 0).Select(line => (line.Key.Invoice, ItemOf(line.Key))).ToHashSet();
        var isApart = charged.DistinctBy(static own => own.Invoice).Skip(1).Any();
        foreach (var ofNote in lines.GroupBy(line => (line.Key.Invoice, IsBack: isApart && charged.Contains((line.Key.Invoice, ItemOf(line.Key)))))
            .OrderByDescending(static ofNote => ofNote.Any(static line => Sum(line).Sign < 0))
            .ThenBy(ofNote => _sources[ofNote.Key.Invoice], Comparer<ICreditSource>.Create(AdjustmentSpread.Compare)))
        {
            var (source, own) = (_sources[ofNote.Key.Invoice], ofNote.SelectMany(static line => line).ToList());
            var nets = ofNote.OrderBy(static line => line.Key.Line).Select(static line => (line.Key.Line, Net: Sum(line))).Where(static line => !line.Net.IsZero).ToList();
            if (nets.Count == 0)
            {
                continue; // charged back, and not needed
            }

            if (source is SetOffNote setOff)
            {
                var given = own.GroupBy(static share => (share.Share.Line, share.TaxCode)).OrderBy(static line => line.Key.Line).Select(static line => (line.Key.TaxCode, line.Key.Line, Net: Sum(line))).Where(static line => !line.Net.IsZero).ToList();
                var back = await GiveBackAsync(setOff, given, place++, credits[0].Buyer, reason, date, cancellationToken).ConfigureAwait(false);
                documents.Add(back with { Exchanged = Exchanged(own) });
                continue;
            }

            var wanted = new NewCreditNote { Invoice = source.Id, Reason = reason, Date = NodaTime.LocalDate.Max(date, source.Date) };
            if (await drafts.DraftAsync(step, wanted, adjustment.Id, nets, cancellationToken).ConfigureAwait(false) is not { } note)
            {
                continue;
            }

            var codes = OfCodes(ofNote, note);
            documents.Add(new(credits[0].Buyer, [.. codes.Select(static code => code.Code)], note.Totals.TotalWithoutTax, CreditNote: note.Id, Credited: [.. codes.Select(static code => code.Net)], Exchanged: Exchanged(own)));
        }

        return documents;
    }

    // what a note misses of a line, or takes of it too much, it does of that line's tax code
    private static List<(string Code, Money Net)> OfCodes(IEnumerable<IGrouping<(Id<Invoice> Invoice, int Line), (string TaxCode, CreditShare Share)>> lines, Invoice note)
    {
        var (codes, nets) = (new List<(string Code, Money Net)>(), note.CreditedNets());
        foreach (var line in lines)
        {
            var rest = nets.Where(net => net.Line == line.Key.Line).Aggregate(Money.Zero(note.Currency), static (sum, net) => sum + net.Net);
            var own = line.GroupBy(static share => share.TaxCode, StringComparer.Ordinal).ToList();
            foreach (var code in own)
            {
                var net = code == own[^1] ? rest : Sum(code);
                var at = codes.FindIndex(known => known.Code == code.Key);
                rest -= net;
                if (at < 0)
                {
                    codes.Add((code.Key, net));
                }
                else
                {
                    codes[at] = (code.Key, codes[at].Net + net);
                }
            }
        }

        return codes;
    }

    private Id<SalesItem>? ItemOf((Id<Invoice> Invoice, int Line) place) => (_sources[place.Invoice] as OpenInvoice)?.ItemOf(place.Line)?.Id;

    private static Money Sum(IEnumerable<(string TaxCode, CreditShare Share)> shares) =>
        shares.Select(static share => share.Share.Amount).Aggregate(static (sum, amount) => sum + amount);

    private static ValueList<ExchangedLine> Exchanged(IEnumerable<(string TaxCode, CreditShare Share)> shares) =>
    [
        .. shares.Where(static share => share.Share.IsExchanged)
            .GroupBy(static share => (share.TaxCode, share.Share.Invoice, share.Share.Line))
            .Select(static line => new ExchangedLine(line.Key.TaxCode, line.Key.Invoice, line.Key.Line, Sum(line)))
            .Where(static line => !line.Net.IsZero),
    ];

    // a credit note isn't credited: the next document of a run takes it off
    private async Task<AdjustmentDocument> GiveBackAsync(
        SetOffNote setOff, List<(string TaxCode, int Line, Money Net)> given, int place, Id<Customer> buyerId, string text, NodaTime.LocalDate date, CancellationToken cancellationToken)
    {
        var buyer = await step.Of<Customer>().RequireAsync(buyerId, cancellationToken).ConfigureAwait(false);
        var item = AdjustmentItems.GiveBack(adjustment, place, buyerId, setOff.Note, given.ConvertAll(static line => (line.Line, line.Net)), text, date).WaitingFor(buyer.CanBeBilled());
        step.AddItems([item]);
        return new(buyerId, [.. given.Select(static line => line.TaxCode)], item.Net, item.Id, Credited: [.. given.Select(static line => line.Net)], GivenBack: [.. given.Select(static line => line.Line)]);
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
                Take(AdjustmentSpread.Of(rest, places, [], await CorrectionsAsync(credit, rest, places, cancellationToken).ConfigureAwait(false)));
                Take(AdjustmentSpread.Of(rest, setOff, [], []));
            }

            if (rest.Sign > 0)
            {
                await JoinAsync(credit, customers, cancellationToken).ConfigureAwait(false);
            }
        }

        // nothing is left at all: then no more was billed than what others were rounded by
        if (rest.Sign > 0 && rest.MinorUnits * 2 <= await RoundingsAsync(credit, customers, cancellationToken).ConfigureAwait(false)
            && places.Concat(setOff).Distinct().Aggregate(Money.Zero(rest.Currency), static (sum, place) => sum + place.Source.StandingOf(place.Line)).Sign <= 0)
        {
            Rounded.Add(new(credit.Buyer, credit.TaxCode, rest));
            return shares;
        }

        // of prices with tax each note may miss what the law of its tax doesn't allow: that stays offered
        var most = places.Select(static place => place.Source).Distinct().Count(static source => ((OpenInvoice)source).Invoice.PriceMode == PriceMode.TaxInclusive) * AdjustmentSpread.MissedCents;
        return rest.MinorUnits <= most ? shares : throw AdjustmentSpread.Exceeds(-credit.Amount, rest, await WaitingAsync(credit, customers, cancellationToken).ConfigureAwait(false));

        void Take((List<CreditShare> Shares, Money Missing) more)
        {
            shares.AddRange(more.Shares);
            rest = more.Missing;
        }
    }

    // what earlier adjustments charge and no issued invoice bills yet: only that can be credited
    private async Task<string?> WaitingAsync(AdjustmentDifference credit, HashSet<Id<Customer>> customers, CancellationToken cancellationToken)
    {
        var waiting = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var id in _considered.Where(line => customers.Contains(line.Customer)).SelectMany(static line => line.Adjustments.AsEnumerable()).Distinct())
        {
            var earlier = await _sources.EarlierAsync(id, cancellationToken).ConfigureAwait(false);
            foreach (var document in (earlier?.Documents ?? []).AsEnumerable().Where(document => document.Buyer == credit.Buyer && document.Credited.IsEmpty && document.TaxCodes.AsEnumerable().Contains(credit.TaxCode)))
            {
                if (await step.Of<SalesItem>().FindAsync(document.Item!.Value, cancellationToken).ConfigureAwait(false) is { Released: false } item && item.Currency == credit.Amount.Currency && item.Status != SalesItemStatus.Canceled)
                {
                    var invoice = item.Invoice is { } on ? await step.Of<Invoice>().FindAsync(on, cancellationToken).ConfigureAwait(false) : null;
                    _ = invoice?.Status == InvoiceStatus.Issued || waiting.Add(
                        invoice is null ? $"cancel adjustment {earlier!.Number}, or let a run bill its item."
                        : invoice.Run is null ? $"cancel adjustment {earlier!.Number}, or issue the draft that bills its item."
                        : $"issue the run that bills the item of adjustment {earlier!.Number}, or roll it back and cancel that adjustment.");
                }
            }
        }

        return waiting.Count == 0 ? null : $"What was charged of it before isn't issued yet: {string.Join(" Also ", waiting)}";
    }

    // this one, and those that took anything of these customers before
    private async Task<int> RoundingsAsync(AdjustmentDifference credit, HashSet<Id<Customer>> customers, CancellationToken cancellationToken)
    {
        var count = 1;
        foreach (var id in _considered.Where(line => customers.Contains(line.Customer)).SelectMany(static line => line.Adjustments.AsEnumerable()).Distinct())
        {
            count += (await _sources.EarlierAsync(id, cancellationToken).ConfigureAwait(false))?.Differences.AsEnumerable().Count(difference => difference.Buyer == credit.Buyer && difference.TaxCode == credit.TaxCode) ?? 0;
        }

        return count;
    }

    // those on the invoices that are credited, of whatever lines, since they leave less of their tax group and of the document; and on those that are credited instead
    private async Task<List<CorrectionPlace>> CorrectionsAsync(AdjustmentDifference credit, Money rest, List<CreditPlace> places, CancellationToken cancellationToken)
    {
        var corrections = new List<CorrectionPlace>();
        var sources = places.Select(static place => place.Source).Distinct().Order(Comparer<ICreditSource>.Create(AdjustmentSpread.Compare)).ToList();
        for (var i = 0; i < sources.Count; i++)
        {
            var (open, first) = (sources[i] as OpenInvoice, 0);
            foreach (var item in open?.Invoice.Items ?? [])
            {
                var correction = new CorrectionPlace(open!, [.. Enumerable.Range(first, item.Lines)], []);
                if (IsInTheWay(correction, rest, places))
                {
                    correction = correction with { Corrected = await CorrectedAsync(credit, open!, correction.Lines, cancellationToken).ConfigureAwait(false) };
                    corrections.Add(correction);
                    sources.AddRange(correction.Corrected.Select(static place => place.Source).Distinct().Except(sources).ToList());
                }

                first += item.Lines;
            }
        }

        return corrections.ConvertAll(correction => correction with { Others = OthersOf(correction, sources) });
    }

    // below zero, or credited as a sum but for the cents that its taxes leave
    private static bool IsInTheWay(CorrectionPlace correction, Money rest, List<CreditPlace> places) =>
        correction.Lines.Exists(line => correction.Source.StandingOf(line).Sign < 0)
        && correction.Standing(rest.Currency) is var standing
        && (standing.Sign <= 0 || (standing <= rest && standing.MinorUnits <= correction.Lines.Count && correction.IsAmong(places)));

    private static List<CreditPlace> OthersOf(CorrectionPlace correction, List<ICreditSource> sources)
    {
        var open = (OpenInvoice)correction.Source;
        var (own, code) = (correction.Corrected is [{ Customer: { } corrected }, ..] ? corrected : open.ItemOf(correction.Lines[0])?.Customer, open.Invoice.Lines[correction.Lines[0]].Tax?.Applied.Code);
        return
        [
            .. sources.OfType<OpenInvoice>().Where(other => other != open).SelectMany(other => Enumerable.Range(0, other.Invoice.Lines.Count)
                .Where(line => other.Invoice.Lines[line].Tax?.Applied.Code == code && other.ItemOf(line) is { Source: SalesItemSource.ContractPart } item && item.Customer == own)
                .Select(line => new CreditPlace(other, line, own))),
        ];
    }

    private async Task<List<CreditPlace>> CorrectedAsync(AdjustmentDifference credit, OpenInvoice open, List<int> lines, CancellationToken cancellationToken)
    {
        var (own, corrected) = (open.ItemOf(lines[0]), new List<CreditPlace>());
        foreach (var item in open.OfPeriod(lines[0]).Where(item => item.Id != own!.Id))
        {
            if (await _sources.PlaceAsync(item.Invoice!.Value, credit.Buyer, credit.Amount.Currency, cancellationToken).ConfigureAwait(false) is { } other && CreditSources.DocumentOf(other).PlaceOf(item.Id) is { } first)
            {
                corrected.AddRange(item.Lines.Select((_, i) => new CreditPlace(other, first + i, item.Customer)));
            }
        }

        // what gave back a charge on a credit note of a run is as good as the charge
        if (own is { Source: SalesItemSource.Adjustment, Corrects: [var note] } && await _sources.PlaceAsync(note, credit.Buyer, credit.Amount.Currency, cancellationToken).ConfigureAwait(false) is SetOffNote setOff)
        {
            corrected.AddRange((await _sources.GivenBackAsync(own, cancellationToken).ConfigureAwait(false)).Distinct().Select(line => new CreditPlace(setOff, line, setOff.Note.ItemOf(line)?.Customer)));
        }

        return corrected;
    }

    private async Task JoinAsync(AdjustmentDifference credit, HashSet<Id<Customer>> customers, CancellationToken cancellationToken)
    {
        var lines = _considered.FindAll(line => customers.Contains(line.Customer));
        foreach (var id in lines.SelectMany(static line => line.Adjustments.AsEnumerable()).Distinct())
        {
            customers.UnionWith(await ComparedAsync(credit, id, customers.Contains, cancellationToken).ConfigureAwait(false));
        }

        // nor does one that was taken back since leave less of what others were credited of these lines meanwhile
        foreach (var own in lines.Where(static line => line.Line.Invoice is not null).GroupBy(static line => line.Line.Invoice!.Value))
        {
            if (await _sources.OpenAsync(own.Key, cancellationToken).ConfigureAwait(false) is OpenInvoice open)
            {
                foreach (var note in (await step.BalanceAsync(open.Invoice, cancellationToken).ConfigureAwait(false)).CreditNotes)
                {
                    if ((await step.Of<Invoice>().FindAsync(note, cancellationToken).ConfigureAwait(false))?.Credit is { Adjustment: { } id } made
                        && made.Lines.AsEnumerable().Any(credited => own.Any(line => line.Line.Place == credited.Line)))
                    {
                        customers.UnionWith(await ComparedAsync(credit, id, static _ => true, cancellationToken).ConfigureAwait(false));
                    }
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

    private async Task<List<Id<Customer>>> ComparedAsync(AdjustmentDifference credit, Id<Adjustment> id, Func<Id<Customer>, bool> isOf, CancellationToken cancellationToken) =>
    [
        .. ((await _sources.EarlierAsync(id, cancellationToken).ConfigureAwait(false))?.Differences ?? []).AsEnumerable()
            .Where(difference => difference.Buyer == credit.Buyer && difference.TaxCode == credit.TaxCode && difference.Customers.AsEnumerable().Any(isOf))
            .SelectMany(static difference => difference.Customers.AsEnumerable()),
    ];

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

        var found = new List<CreditPlace>(places.Count);
        foreach (var ((id, line), customer) in places)
        {
            if (await _sources.PlaceAsync(id, credit.Buyer, credit.Amount.Currency, cancellationToken).ConfigureAwait(false) is { } open)
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
