using Psa.Documents;
using Psa.Inventory;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.Returns;

/// <summary>What of goods that come back for their money stood on invoices, and what is credited of it (R-RMA): the uninvoiced goes first, and isn't billed; the rest is credited at the price billed.</summary>
internal static class ReturnCredits
{
    /// <summary>Gives which items billed what of the goods.</summary>
    /// <param name="quantity">How much comes back.</param>
    /// <param name="billable">How much of the charge or line is to be billed before it does.</param>
    /// <param name="issued">Those of its items that issued invoices bill, in their order.</param>
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

    /// <summary>Gives what is credited of an item's goods on its invoice: by quantity where nothing else was decided or credited of them, else their share of what it billed; never more than is left.</summary>
    /// <param name="invoice">The invoice, issued.</param>
    /// <param name="left">What is left of it.</param>
    /// <param name="item">The item, as it was before.</param>
    /// <param name="quantity">How much of it comes back.</param>
    /// <param name="share">The share of what the item billed.</param>
    /// <returns>The line to credit and how much that is; <see langword="null"/> when nothing is left.</returns>
    internal static (CreditLine Line, Money Amount)? LineOf(Invoice invoice, CreditableInvoice left, SalesItem item, decimal quantity, out Money share)
    {
        var (place, all) = (PlaceOf(invoice, item, isAgain: false, out var billed), item.SourceQuantity ?? quantity);
        share = LineParts.UpTo(billed, item.Returned + quantity, all, invoice.Rounding) - LineParts.UpTo(billed, item.Returned, all, invoice.Rounding);
        if (place is not { } at || Find(left, at) is not { } open)
        {
            return null;
        }

        var most = LeftOf(open);
        var (line, units) = (invoice.Lines[at], invoice.Lines[at].Quantity - open.Quantity);
        var byUnits = LineParts.UpTo(line, units + quantity, invoice.Rounding) - LineParts.UpTo(line, units, invoice.Rounding);
        if (billed == line.Amount && quantity <= open.Quantity && byUnits <= most && byUnits.Sign > 0)
        {
            return (new(at, quantity), byUnits);
        }

        var amount = share < most ? share : most;
        return amount.Sign > 0 ? (new(at, Amount: amount), amount) : null;
    }

    /// <summary>Gives what is credited of an item that charged again what credit notes had given back of others.</summary>
    /// <param name="invoice">Its invoice, issued.</param>
    /// <param name="left">What is left of it.</param>
    /// <param name="item">The item.</param>
    /// <param name="most">How much is to be credited at most.</param>
    /// <returns>The line to credit and how much that is; <see langword="null"/> when nothing is left.</returns>
    internal static (CreditLine Line, Money Amount)? LineOf(Invoice invoice, CreditableInvoice left, SalesItem item, Money most)
    {
        if (PlaceOf(invoice, item, isAgain: true, out _) is not { } at || Find(left, at) is not { } open)
        {
            return null;
        }

        var amount = LeftOf(open) is var own && own < most ? own : most;
        return amount.Sign > 0 ? (new(at, Amount: amount), amount) : null;
    }

    /// <summary>Lowers what is credited to what was said.</summary>
    internal static List<(Id<Invoice> Invoice, CreditLine Line)> AtMost(List<(Id<Invoice> Invoice, CreditLine Line, Money Amount)> lines, Money? most)
    {
        var (kept, weights, all) = (new List<(Id<Invoice>, CreditLine)>(), new long[lines.Count], most is { } money ? Money.Zero(money.Currency) : default);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = lines[i].Amount.MinorUnits;
            all = most is null ? all : all + lines[i].Amount;
        }

        var shares = most is { } said && said < all ? said.Allocate(weights) : null;
        for (var i = 0; i < weights.Length; i++)
        {
            var (invoice, line, _) = lines[i];
            if (shares is null || shares[i].Sign > 0)
            {
                kept.Add((invoice, shares is null ? line : new(line.Line, Amount: shares[i])));
            }
        }

        return kept;
    }

    // the line of the goods, beside which stands what is decided of the item; or the one by which what was credited of earlier items is charged again
    private static int? PlaceOf(Invoice invoice, SalesItem item, bool isAgain, out Money billed)
    {
        var (next, place, other) = (0, (int?)null, (int?)null);
        billed = Money.Zero(invoice.Currency);
        foreach (var own in invoice.Items)
        {
            var first = next;
            for (var end = next + own.Lines; next < end; next++)
            {
                // on an invoice its text says what the remark of the item's line does
                if (own.Item == item.Id && invoice.Lines[next] is { Bills: true } line && item.Lines[next - first].Remark?.Kind is var remark && (remark == LineRemarkKind.Correction) == isAgain)
                {
                    billed += line.Amount;
                    place ??= line.Quantity > 0m && remark is null ? next : null;
                    other ??= line.Amount.Sign > 0 ? next : null;
                }
            }
        }

        return place ?? other;
    }

    private static Money LeftOf(CreditableLine open) => open.Borne is { } borne && borne < open.Amount ? borne : open.Amount;

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
