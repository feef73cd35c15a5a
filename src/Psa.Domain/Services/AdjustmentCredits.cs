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
internal sealed partial class AdjustmentCredits(Step step, Adjustment adjustment, IReadOnlyCollection<ConsideredLine> considered, CreditNoteDrafts drafts)
{
    private readonly CreditSources _sources = new(step);
    private readonly List<ConsideredLine> _considered = [.. considered];

    /// <summary>Gets what needs no credit, since earlier roundings credited it, or discounts on documents never billed it.</summary>
    internal List<AdjustmentRounding> Rounded { get; } = [];

    /// <summary>Spreads a buyer's differences below zero over the invoices that billed them. Where lines below zero leave too little of these, and they are given back too, they are charged back there, as a whole credit note does.</summary>
    /// <param name="credits">The differences.</param>
    /// <param name="charges">Those above zero; what is charged back is taken off them, and what nothing is left of is gone.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RuleViolationException"><c>adjustment.exceeds_billed</c>.</exception>
    internal async Task<List<(string TaxCode, CreditShare Share)>> SpreadAsync(List<AdjustmentDifference> credits, List<AdjustmentDifference> charges, CancellationToken cancellationToken)
    {
        var shares = new List<(string TaxCode, CreditShare Share)>();
        foreach (var credit in credits)
        {
            shares.AddRange(await SpreadAsync(credit, charges, cancellationToken).ConfigureAwait(false));
        }

        return shares;
    }

    /// <summary>Drafts the credit notes of what was spread, one an invoice, and makes the items of what stands on credit notes of runs.</summary>
    /// <param name="buyer">Who is credited.</param>
    /// <param name="shares">What is credited of which lines.</param>
    /// <param name="place">How many items the adjustment has before.</param>
    /// <param name="reason">What the documents say.</param>
    /// <param name="date">Their date.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<List<AdjustmentDocument>> CreditAsync(
        Id<Customer> buyer, List<(string TaxCode, CreditShare Share)> shares, int place, string reason, NodaTime.LocalDate date, CancellationToken cancellationToken)
    {
        // what is charged back first, as whole items: other notes count on it, and where that is so of several, it stands on notes of its own
        var (documents, lines) = (new List<AdjustmentDocument>(), shares.GroupBy(static share => (share.Share.Invoice, share.Share.Line)).ToList());
        var charged = lines.Where(static line => Sum(line).Sign < 0 && line.Any(static share => share.Share.IsExchanged)).Select(line => (line.Key.Invoice, ItemOf(line.Key))).ToHashSet();
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
                var back = await GiveBackAsync(setOff, given, place++, buyer, reason, date, cancellationToken).ConfigureAwait(false);
                documents.Add(back with { Exchanged = Exchanged(own) });
                continue;
            }

            var wanted = new NewCreditNote { Invoice = source.Id, Reason = reason, Date = NodaTime.LocalDate.Max(date, source.Date) };
            if (await drafts.DraftAsync(step, wanted, adjustment.Id, nets, cancellationToken).ConfigureAwait(false) is not { } note)
            {
                continue;
            }

            var codes = OfCodes(ofNote, note);
            documents.Add(new(buyer, [.. codes.Select(static code => code.Code)], note.Totals.TotalWithoutTax, CreditNote: note.Id, Credited: [.. codes.Select(static code => code.Net)], Exchanged: Exchanged(own)));
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
    private async Task<List<(string TaxCode, CreditShare Share)>> SpreadAsync(AdjustmentDifference credit, List<AdjustmentDifference> charges, CancellationToken cancellationToken)
    {
        var (customers, own) = (credit.Customers.AsEnumerable().ToHashSet(), AdjustmentSums.TooMuch(adjustment, credit));
        var (shares, rest, places, setOff) = (new List<(string TaxCode, CreditShare Share)>(), -credit.Amount, new List<CreditPlace>(), new List<CreditPlace>());
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

        for (var i = charges.Count - 1; i >= 0 && rest.Sign > 0; i--)
        {
            if (await ChargeBackAsync(charges[i], places, cancellationToken).ConfigureAwait(false) is { Count: > 0 } back)
            {
                shares.AddRange(back.Select(share => (charges[i].TaxCode, share)));
                charges[i] = charges[i] with { Performed = back.Aggregate(charges[i].Performed, static (left, share) => left + share.Amount) };
                Take(AdjustmentSpread.Of(rest, places, [], []));
            }

            if (charges[i].Amount.IsZero)
            {
                charges.RemoveAt(i);
            }
        }

        // nothing is left at all: then no more was billed than what others were rounded by, or what documents took off by their discounts of what adjustments charged
        if (rest.Sign > 0
            && (rest.MinorUnits * 2 <= await RoundingsAsync(credit, customers, cancellationToken).ConfigureAwait(false) || rest <= Discounted(rest.Currency, places))
            && places.Concat(setOff).Distinct().Aggregate(Money.Zero(rest.Currency), static (sum, place) => sum + place.Source.StandingOf(place.Line)).Sign <= 0)
        {
            Rounded.Add(new(credit.Buyer, credit.TaxCode, rest));
            return shares;
        }

        // of prices with tax each note may miss what the law of its tax doesn't allow: that stays offered
        var most = places.Select(static place => place.Source).Distinct().Count(static source => ((OpenInvoice)source).Invoice.PriceMode == PriceMode.TaxInclusive) * AdjustmentSpread.MissedCents;
        return rest.MinorUnits <= most ? shares
            : throw await CreditRefusals.ExceedsAsync(step, adjustment, credit, rest, await EarlierAsync(customers, cancellationToken).ConfigureAwait(false), places.Select(static place => place.Source), cancellationToken).ConfigureAwait(false);

        void Take((List<CreditShare> Shares, Money Missing) more)
        {
            shares.AddRange(more.Shares.Select(share => (credit.TaxCode, share)));
            rest = more.Missing;
        }
    }

    private static Money Discounted(Currency currency, List<CreditPlace> places) =>
        places.DistinctBy(static place => (place.Source.Id, place.Line)).Aggregate(
            Money.Zero(currency),
            static (sum, place) => place.Source is OpenInvoice open && open.ItemOf(place.Line) is { Source: SalesItemSource.Adjustment } ? sum + open.Invoice.Totals.Lines[place.Line].Discount : sum);

    // what of a difference above zero is of lines below zero on the invoices that are credited is charged back there, each as far as it stands: an item charges the rest
    private async Task<List<CreditShare>> ChargeBackAsync(AdjustmentDifference charge, List<CreditPlace> places, CancellationToken cancellationToken)
    {
        var (shares, rest, sources) = (new List<CreditShare>(), charge.Amount, places.Select(static place => place.Source).ToHashSet());
        var below = (await PlacesAsync(charge, charge.Customers.AsEnumerable().ToHashSet(), cancellationToken).ConfigureAwait(false)).FindAll(place => sources.Contains(place.Source) && place.Source.StandingOf(place.Line).Sign < 0);
        foreach (var place in below.OrderBy(static place => place.Source, Comparer<ICreditSource>.Create(AdjustmentSpread.Compare)).ThenBy(static place => place.Line).TakeWhile(_ => rest.Sign > 0))
        {
            var back = Money.Max(place.Source.StandingOf(place.Line), -rest);
            place.Source.Take(place.Line, back);
            shares.Add(new(place.Source.Id, place.Line, back));
            rest += back;
        }

        return shares;
    }

    // this one, and those that took anything of these customers before
    private async Task<int> RoundingsAsync(AdjustmentDifference credit, HashSet<Id<Customer>> customers, CancellationToken cancellationToken) =>
        1 + (await EarlierAsync(customers, cancellationToken).ConfigureAwait(false)).Sum(made => made.Differences.AsEnumerable().Count(difference => difference.Buyer == credit.Buyer && difference.TaxCode == credit.TaxCode));

    private async Task<List<Adjustment>> EarlierAsync(HashSet<Id<Customer>> customers, CancellationToken cancellationToken)
    {
        var earlier = new List<Adjustment>();
        foreach (var id in _considered.Where(line => customers.Contains(line.Customer)).SelectMany(static line => line.Adjustments.AsEnumerable()).Distinct())
        {
            earlier.AddRange(await _sources.EarlierAsync(id, cancellationToken).ConfigureAwait(false) is { } made ? [made] : []);
        }

        return earlier;
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

        // so is what adjustments charged of it since
        foreach (var known in corrected.Count > 0 ? [] : _considered.FindAll(known => known.Line.Invoice == open.Invoice.Id && lines.Contains(known.Line.Place)))
        {
            var (charged, code) = (new Dictionary<(Id<Invoice> Invoice, int Line), Id<Customer>?>(), open.Invoice.Lines[known.Line.Place].Tax?.Applied.Code ?? string.Empty);
            foreach (var id in known.Adjustments)
            {
                await AddChargedAsync(id, credit with { TaxCode = code }, [known.Customer], charged, cancellationToken).ConfigureAwait(false);
            }

            corrected.AddRange(await OpenedAsync(credit, charged, cancellationToken).ConfigureAwait(false));
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
}
