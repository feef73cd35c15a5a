using NodaTime;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Domain.Tests.Invoices;

/// <summary>The sales items of an invoice without a store, and what runs give back of their periods.</summary>
internal sealed class BilledItems
{
    private readonly Invoice _invoice;
    private readonly List<SalesItem> _own = [];
    private readonly List<SalesItem> _others = [];
    private readonly Dictionary<int, Money> _given = [];

    /// <summary>Makes the items.</summary>
    /// <param name="invoice">The invoice, without items.</param>
    /// <param name="sizes">Of how many lines they are, one after the other; those below zero have no period. What is left is of items of one line.</param>
    internal BilledItems(Invoice invoice, IEnumerable<int> sizes)
    {
        _invoice = invoice;
        var rest = new Queue<int>(sizes);
        for (var first = 0; first < invoice.Lines.Count; first += _own[^1].Lines.Count)
        {
            var size = rest.TryDequeue(out var next) ? next : -1;
            var item = ItemOf([.. Enumerable.Range(first, Math.Min(Math.Abs(size), invoice.Lines.Count - first)).Select(i => invoice.Lines[i] with { Amount = invoice.Lines[i].Amount - invoice.Totals.Lines[i].Share })], _own.Count, 0, hasPeriod: size > 0);
            _own.Add(item);

            // what gives back takes it of what another invoice billed
            if (item is { PeriodStart: not null, Net.Sign: < 0 })
            {
                _others.Add(ItemOf([item.Lines[0] with { Amount = -item.Net }], _own.Count - 1, 1, hasPeriod: true));
            }
        }

        Invoice = invoice with { Items = [.. _own.Select(static item => new InvoicedItem(item.Id, item.Customer, item.Source, item.Lines.Count))] };
    }

    /// <summary>Gets the invoice with its items.</summary>
    internal Invoice Invoice { get; }

    /// <summary>Gets whether the lines of each period are taxed alike and of one sign: then what runs gave back of it is known to be of their tax group.</summary>
    internal bool AreAlike => _own.TrueForAll(item => item.PeriodStart is null || Enumerable.Range(Invoice.PlaceOf(item.Id)!.Value, item.Lines.Count).Select(line => (Invoice.Lines[line].Tax?.Applied, Math.Max(0, Invoice.Lines[line].Amount.Sign))).Distinct().Count() == 1);

    /// <summary>Gets what runs gave back, as credits see it.</summary>
    internal List<CreditedPart> GivenBack { get; } = [];

    /// <summary>Gets the credit notes of runs.</summary>
    internal List<Invoice> Notes { get; } = [];

    internal CreditedItems With(InvoiceBalance balance) => new(Invoice, balance, _own, [.. _own, .. _others]);

    /// <summary>Notes that a credit note was issued.</summary>
    internal void Issue(Invoice note, InvoiceBalance balance)
    {
        foreach (var (_, after) in With(balance).Issue(note))
        {
            _own[_own.FindIndex(item => item.Id == after.Id)] = after;
        }
    }

    /// <summary>Lets a run give back a share of what is borne of an item's period, of its lines above zero.</summary>
    internal void GiveBack(InvoiceBalance balance, int place, int share)
    {
        var item = _own[place % _own.Count];
        var parts = CreditedParts.Of(Invoice, balance);
        var lines = Enumerable.Range(Invoice.PlaceOf(item.Id)!.Value, item.Lines.Count).Where(line => Invoice.Lines[line].Amount.Sign > 0).ToList();
        var borne = _own.Concat(_others).Where(other => other.PeriodKey() == item.PeriodKey()).Aggregate(Money.Zero(item.Currency), static (sum, other) => sum + other.Borne());
        var back = borne.Scale(share, 1000, Rounding.Up);
        if (item.PeriodStart is null || item.Net.Sign <= 0 || back.Sign <= 0)
        {
            return;
        }

        // none of a line beyond what is left of it
        var shares = back.Allocate(lines.Select(line => Math.Max(0L, (parts[line].TaxableLeft - _given.GetValueOrDefault(line, Money.Zero(item.Currency))).MinorUnits)).ToArray());
        foreach (var (line, own) in lines.Zip(shares))
        {
            _given[line] = _given.GetValueOrDefault(line, Money.Zero(item.Currency)) + own;
        }

        var given = lines.Zip(shares, (line, own) => Invoice.Lines[line] with { Amount = own, Tax = Invoice.Lines[line].Tax! with { IsKept = true } }).ToValueList();
        var correction = ItemOf(given, place % _own.Count, _others.Count + 1, hasPeriod: true);
        correction = correction with { Net = -correction.Net, Computed = -correction.Net, Corrects = [Invoice.Id] };
        var input = new DocumentInput
        {
            Currency = Invoice.Currency,
            Lines = [.. given.AsEnumerable().Select(static line => new LineAmount(line.Amount, line.Tax!.Applied))],
            PriceMode = Invoice.PriceMode,
            TaxRounding = Invoice.TaxRounding,
            Rounding = Invoice.Rounding,
        };
        var corrected = new CorrectedInvoice(Invoice, balance, GivenBack);
        var note = AnInvoice.Of(input) with
        {
            Kind = InvoiceKind.CreditNote,
            Lines = given,
            Items = [new(correction.Id, correction.Customer, correction.Source, given.Count)],
            Totals = CorrectionTaxes.Of(input, Totals.Compute(input), given, [correction], new Dictionary<Id<Invoice>, CorrectedInvoice> { [Invoice.Id] = corrected }),
        };
        _others.Add(correction);
        Notes.Add(note);
        GivenBack.AddRange(CorrectedInvoice.GivenBack(note, correction));
    }

    private SalesItem ItemOf(ValueList<DocumentLine> lines, int place, int ordinal, bool hasPeriod)
    {
        var net = lines.AsEnumerable().Aggregate(Money.Zero(_invoice.Currency), static (sum, line) => sum + line.Amount);
        return new()
        {
            Id = new(new Guid(place + 1, (short)ordinal, 0, new byte[8])),
            Tenant = _invoice.Tenant,
            Customer = _invoice.Customer,
            BillingEntity = _invoice.BillingEntity,
            Currency = _invoice.Currency,
            Source = hasPeriod ? SalesItemSource.ContractPart : SalesItemSource.Manual,
            SourceId = new Guid(place + 1, 0, 0, new byte[8]),
            Period = hasPeriod ? DatePeriod.Inclusive(new LocalDate(2026, 2, 1), new LocalDate(2026, 2, 28)) : null,
            PeriodStart = hasPeriod ? new LocalDate(2026, 2, 1) : null,
            BillingDate = AnInvoice.Day,
            Status = SalesItemStatus.Invoiced,
            Invoice = _invoice.Id,
            Lines = lines,
            TotalBeforeDiscount = net,
            Computed = net,
            Net = net,
        };
    }
}
