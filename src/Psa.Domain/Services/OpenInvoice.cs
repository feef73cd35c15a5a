using Psa.Adjustments;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>
/// What of an invoice an adjustment may still credit (R-CN-LIMIT), without tax: of its lines, of their tax group, of the document, and of what the customer bears of the periods that it bills,
/// which other invoices bill too.
/// </summary>
internal sealed class OpenInvoice : ICreditSource
{
    private readonly List<CreditedPart> _parts;
    private readonly CreditedItems _items;
    private readonly List<(SalesItem Item, Money Amount)> _book;
    private readonly Money[] _left;
    private readonly Dictionary<GroupKey, Money> _groups = [];
    private readonly bool _isBound;
    private Money _withTax;

    /// <summary>Looks at an invoice.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="parts">Its lines and charges, with what is credited so far.</param>
    /// <param name="items">What its lines bill.</param>
    /// <param name="book">What the adjustment took so far of the items of all invoices.</param>
    internal OpenInvoice(Invoice invoice, List<CreditedPart> parts, CreditedItems items, List<(SalesItem Item, Money Amount)> book)
    {
        (Invoice, _parts, _items, _book, _left) = (invoice, parts, items, book, new Money[invoice.Lines.Count]);
        _withTax = invoice.Totals.TotalWithTax - CreditedParts.WithTax(invoice, parts);
        var positive = Money.Zero(invoice.Currency);
        foreach (var part in parts)
        {
            var net = CreditNets.LeftOf(invoice, part);
            if (part.IsLine)
            {
                _left[part.Place] = net;
            }

            // the note that credits the rest takes the rest of the tax, whatever is rounded before
            positive += net.Sign > 0 ? net + part.Billed.Tax - part.Credited.Tax : Money.Zero(invoice.Currency);

            if (part.Tax is { } tax)
            {
                var key = GroupKey.Of(tax.Components[0]);
                _groups[key] = _groups.GetValueOrDefault(key, Money.Zero(invoice.Currency)) + net;
            }
        }

        // what is below zero leaves less of the document than of its other lines
        _isBound = positive > _withTax;
    }

    /// <summary>Gets the invoice.</summary>
    internal Invoice Invoice { get; }

    Id<Invoice> ICreditSource.Id => Invoice.Id;

    NodaTime.LocalDate ICreditSource.Date => Invoice.IssueDate;

    string ICreditSource.Number => Invoice.Number ?? string.Empty;

    /// <inheritdoc/>
    public (Money All, Money[] Lines) LeftOf(IReadOnlyList<int> lines)
    {
        // of several lines of one period, all together
        var within = _items.Within(_book, ofItems: false);
        var own = new Money[lines.Count];
        var all = Money.Zero(Invoice.Currency);
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = AllowedOf(lines[i], within);
            all += own[i];
        }

        // prices with tax leave a cent of tax to choose
        var rounding = Invoice.PriceMode == Sellers.PriceMode.TaxInclusive ? Rounding.HalfUp : Rounding.Down;
        var isBound = _isBound && _parts.Exists(part => part.IsLine && _left[part.Place].Sign < 0);
        foreach (var line in lines)
        {
            if (_parts[line].Tax is { } tax)
            {
                all = Money.Min(all, _groups[GroupKey.Of(tax.Components[0])]);
                all = isBound ? Money.Min(all, _withTax.Scale(100_000_000, 100_000_000 + (long)(tax.Rate.Value * 1_000_000m), rounding)) : all;
            }
        }

        return (all, own);
    }

    /// <inheritdoc/>
    public Money ChargedBackOf(int line) => _left[line].Sign < 0 ? _left[line] : Money.Zero(Invoice.Currency);

    /// <inheritdoc/>
    public void Take(int line, Money net)
    {
        var part = _parts[line];
        if (_items.OfItem(line, AmountOf(part, net)) is { } own)
        {
            _book.Add(own);
        }

        _left[line] -= net;
        if (part.Tax is { } tax)
        {
            var key = GroupKey.Of(tax.Components[0]);
            _groups[key] -= net;
            _withTax -= WithTax(part, net);
        }
    }

    /// <summary>Gives the items that bill the period of a line, its own among them.</summary>
    internal IEnumerable<SalesItem> OfPeriod(int line) => _items.OfPeriod(line);

    /// <summary>Gives the item of a line, or <see langword="null"/> where none is known.</summary>
    internal SalesItem? ItemOf(int line) => _items.OfItem(line, Money.Zero(Invoice.Currency))?.Item;

    // prices with tax hold it: a whole line's is known
    private Money WithTax(CreditedPart part, Money net) => Invoice.PriceMode == Sellers.PriceMode.TaxInclusive
        ? LineParts.UpTo(part.TaxableLeft, net, CreditNets.LeftOf(Invoice, part), Rounding.HalfUp)
        : part.Tax is { } tax ? net.Scale(100_000_000 + (long)(tax.Rate.Value * 1_000_000m), 100_000_000, net.Sign > 0 ? Rounding.Up : Rounding.Down) : net;

    // what of a line's amount, which may hold tax and its share of document discounts, is a net
    private Money AmountOf(CreditedPart part, Money net) => LineParts.UpTo(part.Left, net, CreditNets.LeftOf(Invoice, part), Rounding.HalfUp);

    private Money AllowedOf(int line, Func<int, Money, Money> within)
    {
        var (part, net) = (_parts[line], _left[line]);
        if (net.Sign <= 0)
        {
            return Money.Zero(Invoice.Currency);
        }

        var amount = AmountOf(part, net);
        var allowed = within(line, amount);
        if (allowed == amount || allowed.Sign <= 0)
        {
            return allowed == amount ? net : Money.Zero(net.Currency);
        }

        // what a run gave back of prices with tax may hold a cent of tax more than its share: that much more is without tax
        var most = net.Scale(allowed.MinorUnits, amount.MinorUnits, Rounding.HalfUp) + Money.FromMinorUnits(Invoice.PriceMode == Sellers.PriceMode.TaxInclusive && part.Tax is not null ? 1 : 0, net.Currency);
        return Money.Min(Money.Min(most, net), allowed);
    }
}
