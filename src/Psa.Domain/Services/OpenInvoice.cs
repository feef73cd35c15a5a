using System.Linq;
using Psa.Adjustments;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>
/// What of an invoice an adjustment may still credit (R-CN-LIMIT), without tax: of its lines, of their tax group, of the document, and of what the customer bears of the periods that it bills,
/// which other invoices bill too.
/// </summary>
internal sealed class OpenInvoice : ICreditSource
{
    private readonly List<CreditedPart> _parts;
    private readonly List<(SalesItem Item, Money Amount)> _book;
    private readonly Money[] _left;
    private readonly LineBounds _bounds;
    private readonly Dictionary<GroupKey, Money> _groups = [];
    private readonly bool _isBound;
    private CreditedItems? _items;
    private Money _withTax;

    /// <summary>Looks at an invoice.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="parts">Its lines and charges, with what is credited so far.</param>
    /// <param name="book">What the adjustment took so far of the items of all invoices.</param>
    internal OpenInvoice(Invoice invoice, List<CreditedPart> parts, List<(SalesItem Item, Money Amount)> book)
    {
        (Invoice, _parts, _book, _left, _bounds) = (invoice, parts, book, new Money[invoice.Lines.Count], new(invoice.Lines.Count, invoice.Currency));
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
    public Money[] Spread(Money amount, IReadOnlyList<int> lines)
    {
        // of several lines of one item or period, all together
        var (within, standing) = (_items!.Within(_book), _bounds.Within());
        var left = new Money[lines.Count];
        for (var i = 0; i < left.Length; i++)
        {
            // and without tax no more than stands, however taxes were rounded
            left[i] = standing(lines[i], AllowedOf(lines[i], within));
        }

        foreach (var own in Enumerable.Range(0, left.Length).Where(i => _parts[lines[i]].Tax is not null).GroupBy(i => GroupKey.Of(_parts[lines[i]].Tax!.Components[0])))
        {
            Limit(left, [.. own], _groups[own.Key]);
        }

        return LineBounds.Spread(amount.Sign > 0 && _isBound && _parts.Exists(part => part.IsLine && _left[part.Place].Sign < 0) ? OfDocument(amount, lines, left) : amount, left);
    }

    // together no more than their tax group has left
    private static void Limit(Money[] left, int[] places, Money most)
    {
        var own = Array.ConvertAll(places, place => left[place]);
        if (own.Aggregate(Money.Zero(most.Currency), static (sum, one) => sum + one) > most)
        {
            own = LineBounds.Spread(most, own);
            for (var i = 0; i < places.Length; i++)
            {
                left[places[i]] = own[i];
            }
        }
    }

    // without tax as much as the document has left with it: to the cent, as the credit note will be taxed
    private Money OfDocument(Money amount, IReadOnlyList<int> lines, Money[] left)
    {
        var all = left.Aggregate(Money.Zero(amount.Currency), static (sum, one) => sum + one);
        var (least, most) = (0L, Money.Min(amount, all).MinorUnits);
        if (most <= 0 || IsLeft(most))
        {
            return Money.FromMinorUnits(Math.Max(0L, most), amount.Currency);
        }

        // what is rounded line by line may leave a cent more than the first that is too much
        while (most - least > 1)
        {
            var middle = least + ((most - least) / 2);
            (least, most) = IsLeft(middle) ? (middle, most) : (least, middle);
        }

        for (var more = least + lines.Count; more > least; more--)
        {
            if (more <= amount.MinorUnits && more <= all.MinorUnits && IsLeft(more))
            {
                return Money.FromMinorUnits(more, amount.Currency);
            }
        }

        return Money.FromMinorUnits(least, amount.Currency);

        bool IsLeft(long units)
        {
            var shares = LineBounds.Spread(Money.FromMinorUnits(units, amount.Currency), left);
            return Invoice.PriceMode == PriceMode.TaxInclusive ? HoldsLess(lines, shares) : CreditNets.WithTax(Invoice, _parts, Taken(lines, shares)) <= _withTax;
        }
    }

    // prices with tax leave a cent of tax to choose
    private bool HoldsLess(IReadOnlyList<int> lines, Money[] shares)
    {
        var (held, highest) = ((Int128)0, 0L);
        for (var i = 0; i < shares.Length; i++)
        {
            var withTax = 100_000_000L + (long)((_parts[lines[i]].Tax?.Rate.Value ?? 0m) * 1_000_000m);
            (held, highest) = (held + ((Int128)shares[i].MinorUnits * withTax), Math.Max(highest, withTax));
        }

        return held <= ((Int128)_withTax.MinorUnits * 100_000_000L) + (highest / 2);
    }

    // what the adjustment took so far, and of some lines more
    private IEnumerable<(int Line, Money Net)> Taken(IReadOnlyList<int> lines, Money[] more)
    {
        var taken = new Money[_left.Length];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = CreditNets.LeftOf(Invoice, _parts[i]) - _left[i];
        }

        for (var i = 0; i < more.Length; i++)
        {
            taken[lines[i]] += more[i];
        }

        return taken.Select(static (net, line) => (line, net)).Where(static one => !one.net.IsZero);
    }

    /// <inheritdoc/>
    public Money StandingOf(int line) => _left[line];

    /// <inheritdoc/>
    public void Take(int line, Money net)
    {
        var part = _parts[line];
        if (_items!.OfItem(line, AmountOf(part, net)) is { } own)
        {
            _book.Add(own);
        }

        _left[line] -= net;
        if (part.Tax is { } tax)
        {
            var key = GroupKey.Of(tax.Components[0]);
            _groups[key] -= net;
            _withTax -= Invoice.PriceMode == PriceMode.TaxInclusive ? WithTax(part, net) : Money.Zero(Invoice.Currency);
        }
    }

    /// <summary>Says what its lines bill: before any of them can be credited.</summary>
    internal void Bind(CreditedItems items) => _items = items;

    /// <summary>Bounds a line.</summary>
    internal void Bind(int line, StandingLines by) => _bounds.Add(line, by);

    /// <summary>Gives the items that bill the period of a line, its own among them.</summary>
    internal IEnumerable<SalesItem> OfPeriod(int line) => _items!.OfPeriod(line);

    /// <summary>Gives the item of a line, or <see langword="null"/> where none is known.</summary>
    internal SalesItem? ItemOf(int line) => _items!.OfItem(line, Money.Zero(Invoice.Currency))?.Item;

    // prices with tax hold it: a whole line's is known
    private Money WithTax(CreditedPart part, Money net) => LineParts.UpTo(part.TaxableLeft, net, CreditNets.LeftOf(Invoice, part), Rounding.HalfUp);

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
        var most = net.Scale(allowed.MinorUnits, amount.MinorUnits, Rounding.HalfUp) + Money.FromMinorUnits(Invoice.PriceMode == PriceMode.TaxInclusive && part.Tax is not null ? 1 : 0, net.Currency);
        return Money.Min(Money.Min(most, net), allowed);
    }
}
