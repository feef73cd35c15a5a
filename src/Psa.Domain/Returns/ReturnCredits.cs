using Psa.Documents;
using Psa.Inventory;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Returns;

/// <summary>What of goods that come back for their money stood on documents, and what is given back of it (R-RMA): the uninvoiced goes first, and isn't billed; the rest is given back at the price billed.</summary>
internal static class ReturnCredits
{
    /// <summary>Gives which items billed what of the goods.</summary>
    /// <param name="quantity">How much comes back.</param>
    /// <param name="billable">How much of the charge or line is to be billed before it does.</param>
    /// <param name="issued">Those of its items that issued documents bill, in their order.</param>
    internal static List<(SalesItem Item, decimal Quantity)> Of(decimal quantity, decimal billable, IReadOnlyCollection<SalesItem> issued)
    {
        var (own, left) = (new List<(SalesItem, decimal)>(), quantity - Math.Max(0m, billable - ChargeItems.HeldOf(issued)));
        foreach (var (item, open) in OpenOf(issued))
        {
            if (Math.Min(left, open) is > 0m and var taken)
            {
                own.Add((item, taken));
                left -= taken;
            }
        }

        return own;
    }

    // what stands on each item: an item that gives back takes of those on its own invoice first, which is worth as much less, then of what was billed last
    private static List<(SalesItem Item, decimal Open)> OpenOf(IReadOnlyCollection<SalesItem> issued)
    {
        var standing = new List<(SalesItem Item, decimal Open)>();
        foreach (var item in issued)
        {
            if (item.SourceQuantity is > 0m and var billed)
            {
                standing.Add((item, billed - item.Returned));
            }
        }

        foreach (var item in issued)
        {
            var back = Math.Max(0m, -(item.SourceQuantity ?? 0m));
            foreach (var isOwn in (bool[])[true, false])
            {
                for (var i = standing.Count - 1; i >= 0 && back > 0m; i--)
                {
                    var taken = (standing[i].Item.Invoice == item.Invoice) == isOwn ? Math.Min(back, standing[i].Open) : 0m;
                    standing[i] = (standing[i].Item, standing[i].Open - taken);
                    back -= taken;
                }
            }
        }

        return standing;
    }

    /// <summary>
    /// Gives what is given back of an item's goods, by the line of its document: by quantity where nothing else was decided, credited or given back of them, else their share of what it billed; never more than is left.
    /// </summary>
    /// <param name="document">The document, issued.</param>
    /// <param name="left">What is left of it.</param>
    /// <param name="item">The item, as it was before.</param>
    /// <param name="quantity">How much of it comes back.</param>
    /// <param name="share">The share of what the item billed.</param>
    /// <returns>The part; <see langword="null"/> when nothing is left.</returns>
    internal static ReturnedPart? Of(Invoice document, CreditableInvoice left, SalesItem item, decimal quantity, out Money share)
    {
        var (place, all) = (PlaceOf(document, item, out var billed, out var ofItem), item.SourceQuantity ?? quantity);
        share = UpTo(item.Returned + quantity) - UpTo(item.Returned);
        if (place is not { } at || Find(left, at) is not { } open)
        {
            return null;
        }

        // what items gave back of it before is on no credit note of its document
        var back = item.GivenBack is { } before ? LineParts.UpTo(billed, before, ofItem, Rounding.HalfUp) : Money.Zero(billed.Currency);
        var most = LeftOf(open, back);
        var (line, units) = (document.Lines[at], document.Lines[at].Quantity - open.Quantity);
        if (billed == line.Amount && quantity <= open.Quantity
            && LineParts.UpTo(line, units + quantity, document.Rounding) - LineParts.UpTo(line, units, document.Rounding) is { Sign: > 0 } byUnits && byUnits <= most && (back.IsZero || byUnits == share))
        {
            return new(item, document, new(at, quantity), byUnits);
        }

        return Part(item, document, at, Money.Min(share, most));

        // as the line's quantity is credited, where it says all
        Money UpTo(decimal upTo)
        {
            foreach (var own in item.Lines)
            {
                if (own.Amount == billed && own.Quantity == all)
                {
                    return LineParts.UpTo(own, upTo, document.Rounding);
                }
            }

            return LineParts.UpTo(billed, upTo, all, document.Rounding);
        }
    }

    /// <summary>Gives the lines of a document by which an item charges again what credit notes had given back of earlier ones.</summary>
    /// <param name="document">The document of the item, issued.</param>
    /// <param name="later">The item.</param>
    internal static List<int> AgainOf(Invoice document, SalesItem later)
    {
        var places = new List<int>();
        foreach (var (place, own) in LinesOf(document, later))
        {
            if (own is { Remark.Kind: LineRemarkKind.Correction, Amount.Sign: > 0 })
            {
                places.Add(place);
            }
        }

        return places;
    }

    /// <summary>Gives how much is left of such a line beside what is taken of it already.</summary>
    internal static Money LeftOf(CreditableInvoice left, int place, Money taken) => Find(left, place) is { } open ? LeftOf(open, taken) : taken - taken;

    /// <summary>Gives what credit notes, drafts too, give back of such a line.</summary>
    internal static Money CreditedOf(Invoice document, CreditableInvoice left, int place) =>
        document.Lines[place].Amount.Abs() - (Find(left, place)?.Amount.Abs() ?? Money.Zero(document.Currency));

    /// <summary>Lowers what is given back to what was said.</summary>
    internal static List<ReturnedPart> AtMost(List<ReturnedPart> parts, Money? most)
    {
        var (weights, all) = (new long[parts.Count], most is { } money ? Money.Zero(money.Currency) : default);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = parts[i].Amount.MinorUnits;
            all = most is null ? all : all + parts[i].Amount;
        }

        if (most is not { } said || said >= all)
        {
            return parts;
        }

        var (kept, shares) = (new List<ReturnedPart>(), said.Allocate(weights));
        for (var i = 0; i < shares.Length; i++)
        {
            if (shares[i].Sign > 0)
            {
                kept.Add(parts[i] with { Line = new(parts[i].Line.Line, Amount: shares[i]), Amount = shares[i] });
            }
        }

        return kept;
    }

    /// <summary>Adds amounts of which either may be nothing.</summary>
    internal static Money? Sum(Money? one, Money? other) => one is { } first && other is { } second ? first + second : one ?? other;

    private static ReturnedPart? Part(SalesItem item, Invoice document, int place, Money amount) => amount.Sign > 0 ? new(item, document, new(place, Amount: amount), amount) : null;

    // the line of the goods, beside which stands what is decided of the item
    private static int? PlaceOf(Invoice document, SalesItem item, out Money billed, out Money ofItem)
    {
        var (place, other) = ((int?)null, (int?)null);
        (billed, ofItem) = (Money.Zero(document.Currency), Money.Zero(document.Currency));
        foreach (var (at, line) in LinesOf(document, item))
        {
            if (line.Remark?.Kind == LineRemarkKind.Correction)
            {
                continue;
            }

            var amount = document.Lines[at].Amount;
            (billed, ofItem) = (billed + (document.Kind == InvoiceKind.CreditNote ? -amount : amount), ofItem + line.Amount);
            place ??= line.Quantity > 0m && line.Remark is null ? at : null;
            other ??= line.Amount.Sign > 0 ? at : null;
        }

        return place ?? other;
    }

    // the lines by which a document bills an item, with the item's own: on an invoice its text says what the remark of the item's line does
    private static IEnumerable<(int Place, DocumentLine Own)> LinesOf(Invoice document, SalesItem item)
    {
        var first = 0;
        foreach (var invoiced in document.Items)
        {
            for (var at = 0; invoiced.Item == item.Id && at < invoiced.Lines; at++)
            {
                if (document.Lines[first + at].Bills)
                {
                    yield return (first + at, item.Lines[at]);
                }
            }

            first += invoiced.Lines;
        }
    }

    // the lines of a run's credit note are below zero
    private static Money LeftOf(CreditableLine open, Money back) => open.Amount.Abs() - back is var own && open.Borne is { } borne ? Money.Min(own, borne.Abs()) : own;

    private static CreditableLine? Find(CreditableInvoice left, int place)
    {
        foreach (var line in left.Lines)
        {
            if (line.Line == place)
            {
                return line;
            }
        }

        return null;
    }
}
