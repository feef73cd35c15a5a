using System.Linq;
using Psa.Catalog;
using Psa.Documents;
using Psa.Quotes;
using Psa.Sellers;

namespace Psa.Orders;

/// <summary>
/// Cuts a quote into orders (R-PART). Each takes units of the chosen lines that are sold once, its lines their shares of the header discounts, and the order its share of the charges, all by running totals:
/// once all is ordered, the orders' nets, discounts and charges sum to the quote's to the cent. What is canceled of an order is free to be ordered again.
/// </summary>
internal static class QuoteOrders
{
    /// <summary>Tells how much of each line of a quote stands on orders: what was ordered less what was canceled.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="orders">Its orders.</param>
    /// <returns>In the order of the quote's lines; empty when nothing is ordered.</returns>
    [Pure]
    internal static ValueList<decimal> Ordered(Quote quote, IReadOnlyCollection<Order> orders)
    {
        var ordered = new decimal[quote.Lines.Count];
        foreach (var order in Live(orders))
        {
            var kept = Kept(order);
            for (var i = 0; i < kept.Length; i++)
            {
                ordered[order.QuoteLines[i]] += kept[i];
            }
        }

        return Array.TrueForAll(ordered, static quantity => quantity == 0m) ? [] : ordered.ToValueList();
    }

    /// <summary>Tells whether something of a quote isn't ordered yet.</summary>
    /// <param name="quote">The quote, as it was chosen.</param>
    /// <param name="orders">Its orders so far.</param>
    [Pure]
    internal static bool HasRest(Quote quote, IReadOnlyCollection<Order> orders)
    {
        var blocks = BundleLines.Cut(quote.Lines);
        var free = Free(quote, blocks, orders);
        return blocks.Exists(block => IsOrdered(quote.Lines[block.First]) && free[block.First].Left > 0m && quote.Lines.AsEnumerable().Skip(block.First).Take(block.Count).Any(static line => line.Bills));
    }

    /// <summary>Cuts the next order out of a quote.</summary>
    /// <param name="quote">The quote, as it was chosen.</param>
    /// <param name="orders">Its orders so far.</param>
    /// <param name="asked">What is ordered; nothing for all that isn't ordered yet.</param>
    /// <exception cref="RuleViolationException">
    /// <c>quote.over_ordered</c>; <c>order.recurring_line</c>; <c>order.bad_line</c>: the place names no chosen line that is sold once, or is named twice; <c>order.bad_quantity</c>.
    /// </exception>
    [Pure]
    internal static QuotedOrder Cut(Quote quote, IReadOnlyCollection<Order> orders, ValueList<QuoteOrderLine> asked)
    {
        var blocks = BundleLines.Cut(quote.Lines);
        var free = Free(quote, blocks, orders);
        var isWhole = !Live(orders).Any() && blocks.TrueForAll(block => !IsOrdered(quote.Lines[block.First]) || Wanted(quote, block.First, free, asked) == free[block.First].Left);
        var (lines, places, shares, standing) = (new List<DocumentLine>(), new List<int>(), new List<Money>(), Standing(quote, orders));
        foreach (var (first, count) in blocks)
        {
            if (quote.Lines[first].IsNote && isWhole)
            {
                Add(first, 0m, 0m);
            }
            else if (Wanted(quote, first, free, asked) is { } wanted)
            {
                foreach (var (from, units) in free[first].TakeFirst(wanted))
                {
                    AddBlock(first, count, from, units);
                }
            }
        }

        if (!lines.Exists(static line => line.Bills))
        {
            throw new RuleViolationException(QuoteErrors.OverOrdered, "Nothing of the quote is left to be ordered: cancel an order of it first, or write another quote.", quote.Id.Value);
        }

        return isWhole
            ? new(lines.ToValueList(), places.ToValueList(), quote.Discounts, Shares: null, quote.Charges)
            : new(lines.ToValueList(), places.ToValueList(), Discounted(quote, shares), shares.ToValueList(), Charges(quote, orders, lines));

        void AddBlock(int first, int count, decimal from, decimal units)
        {
            var heading = quote.Lines[first].Quantity;
            for (var place = first; place < first + count; place++)
            {
                var line = quote.Lines[place];
                Add(place, Times(from, line, heading), Times(units, line, heading));
            }
        }

        // what stands on orders is a running total over all that is ordered, wherever in the line it is: so a canceled rest takes its share with it
        void Add(int place, decimal from, decimal units)
        {
            var (line, whole, (ordered, taken)) = (quote.Lines[place], quote.Totals.Lines[place].Share, standing[place]);
            var share = line.IsNote ? whole : LineParts.UpTo(whole, ordered + units, line.Quantity, quote.Rounding) - taken;
            share = share.Sign == -whole.Sign ? Money.Zero(quote.Currency) : share;
            standing[place] = (ordered + units, taken + share);
            lines.Add(LineParts.Cut(line, from, units, quote.Rounding));
            places.Add(place);
            shares.Add(share);
        }
    }

    /// <summary>Gives what the discounts on an order of a quote take off each line where they are one amount, which stands for those of the quote where the order is a part of it.</summary>
    /// <param name="order">The order, with the totals that say it: its lines are always those of the quote.</param>
    /// <returns>The shares, in the order of the lines; <see langword="null"/> where the discounts say it.</returns>
    [Pure]
    internal static ValueList<Money>? GivenShares(Order order) =>
        order.Quote is null || order.Discounts is not [{ Amount: not null }] || order.Totals.Lines.Count != order.Lines.Count
            ? null
            : order.Totals.Lines.AsEnumerable().Select(static line => line.Share).ToValueList();

    // what is chosen and sold once
    private static bool IsOrdered(DocumentLine line) => !line.IsNote && line.Offered() is { IsChosen: true, Recurring: null };

    // one that was billed and then canceled as a whole gave all of it back, freight too
    private static IEnumerable<Order> Live(IReadOnlyCollection<Order> orders) => orders.Where(static order => order.Status != OrderStatus.Canceled && !IsGivenUp(order));

    private static bool IsGivenUp(Order order)
    {
        var (isCanceled, isKept) = (false, false);
        foreach (var kept in Kept(order))
        {
            isKept |= kept != 0m;
        }

        foreach (var quantities in order.Quantities)
        {
            isCanceled |= quantities.Canceled != 0m;
        }

        return isCanceled && !isKept;
    }

    // how many units of each line an order keeps
    private static decimal[] Kept(Order order)
    {
        var kept = new decimal[order.Lines.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = order.Lines[i].Quantity - (order.Quantities.IsEmpty ? 0m : order.Quantities[i].Canceled);
        }

        return kept;
    }

    private static Dictionary<int, FreeUnits> Free(Quote quote, List<(int First, int Count)> blocks, IReadOnlyCollection<Order> orders)
    {
        var free = blocks.ToDictionary(static block => block.First, block => new FreeUnits(Math.Abs(quote.Lines[block.First].Quantity)));
        foreach (var order in Live(orders))
        {
            var kept = Kept(order);
            for (var i = 0; i < kept.Length; i++)
            {
                free.GetValueOrDefault(order.QuoteLines[i])?.Take(Math.Abs(order.Lines[i].Part?.From ?? 0m), Math.Abs(kept[i]));
            }
        }

        return free;
    }

    // how many units of a line an order is to have, without their sign; nothing where it isn't asked for
    private static decimal? Wanted(Quote quote, int first, Dictionary<int, FreeUnits> free, ValueList<QuoteOrderLine> asked)
    {
        var line = quote.Lines[first];
        if (asked.IsEmpty)
        {
            return IsOrdered(line) ? free[first].Left : null;
        }

        for (var i = 0; i < asked.Count; i++)
        {
            if (asked[i].Line == first)
            {
                return Math.Sign(line.Quantity) * asked[i].Quantity;
            }
        }

        return null;
    }

    /// <summary>Refuses what can't be ordered of a quote.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="orders">Its orders so far.</param>
    /// <param name="asked">What is ordered.</param>
    /// <exception cref="ValidationFailedException">All that is wrong, each with its place.</exception>
    internal static void Require(Quote quote, IReadOnlyCollection<Order> orders, ValueList<QuoteOrderLine> asked)
    {
        var (problems, blocks) = (new List<Problem>(), BundleLines.Cut(quote.Lines));
        var free = Free(quote, blocks, orders);
        for (var i = 0; i < asked.Count; i++)
        {
            var (place, quantity) = (asked[i].Line, asked[i].Quantity);
            if (!free.TryGetValue(place, out var units) || quote.Lines[place].IsNote || !quote.Lines[place].Offered().IsChosen || asked.AsEnumerable().Take(i).Any(other => other.Line == place))
            {
                Add(OrderErrors.BadLine, $"The line {place} isn't one that is chosen, or is named twice: name each once by its place from 0, of a bundle its heading.", nameof(QuoteOrderLine.Line));
            }
            else if (quote.Lines[place].Offered().Recurring is not null)
            {
                Add(OrderErrors.RecurringLine, $"'{quote.Lines[place].Text}' recurs, and goes to a contract: an order takes what is sold once.", nameof(QuoteOrderLine.Line));
            }
            else if (quantity == 0m || Math.Sign(quantity) != Math.Sign(quote.Lines[place].Quantity) || !Decimals.Fits(quantity, Decimals.OfQuantities))
            {
                Add(OrderErrors.BadQuantity, $"{quantity} of '{quote.Lines[place].Text}' can't be ordered: give a quantity of the line's sign, with at most {Decimals.OfQuantities} decimals.", nameof(QuoteOrderLine.Quantity));
            }
            else if (Math.Abs(quantity) > units.Left)
            {
                Add(QuoteErrors.OverOrdered, $"{Math.Sign(quantity) * units.Left} of '{quote.Lines[place].Text}' are not ordered yet, fewer than {quantity}: order at most those.", nameof(QuoteOrderLine.Quantity));
            }

            void Add(string code, FormattableString message, string field) => problems.Add(new(code, FormattableString.Invariant(message), FormattableString.Invariant($"Lines[{i}].{field}")));
        }

        ValidationFailedException.ThrowIfAny(problems.ToValueList(), quote.Id.Value);
    }

    // units of a component go with those of its heading, exactly
    private static decimal Times(decimal units, DocumentLine line, decimal heading) =>
        line.Bundle == BundleRole.Component && heading != 0m ? Decimals.Quantity(Math.Abs(units) * line.Quantity / Math.Abs(heading)) : Math.Sign(line.Quantity) * Math.Abs(units);

    // of each line of the quote: how many units stand on orders, and how much of the header discounts with them
    private static (decimal Units, Money Share)[] Standing(Quote quote, IReadOnlyCollection<Order> orders)
    {
        var standing = new (decimal Units, Money Share)[quote.Lines.Count];
        Array.Fill(standing, (0m, Money.Zero(quote.Currency)));
        foreach (var order in Live(orders))
        {
            var kept = Kept(order);
            for (var i = 0; i < kept.Length; i++)
            {
                var (units, share) = standing[order.QuoteLines[i]];
                var own = order.Totals.Lines[i].Share;
                standing[order.QuoteLines[i]] = (units + kept[i], share + (kept[i] == 0m ? Money.Zero(quote.Currency) : LineParts.UpTo(own, kept[i], order.Lines[i].Quantity, order.Rounding)));
            }
        }

        return standing;
    }

    // one amount stands for all of the quote's discounts; which line has how much of it is given
    private static ValueList<Discount> Discounted(Quote quote, List<Money> shares)
    {
        if (shares.TrueForAll(static share => share.IsZero))
        {
            return [];
        }

        var sum = Money.Zero(quote.Currency);
        foreach (var share in shares)
        {
            sum += share;
        }

        var reasons = quote.Discounts.AsEnumerable().Select(static discount => discount.Reason.Length > 0 ? discount.Reason : $"{discount.Percent}").Where(static text => text.Length > 0).Distinct(StringComparer.Ordinal);
        return [Discount.OfAmount(sum.Abs(), string.Join("; ", reasons))];
    }

    /// <summary>Shares the charges by a running total over what the orders come to before header discounts, without their signs; what comes to nothing at all has them on its first order.</summary>
    private static ValueList<DocumentCharge> Charges(Quote quote, IReadOnlyCollection<Order> orders, List<DocumentLine> lines)
    {
        if (quote.Charges.IsEmpty)
        {
            return [];
        }

        var (zero, live) = (Money.Zero(quote.Currency), Live(orders).ToList());
        var (all, upTo) = (zero, Net(lines));
        foreach (var line in quote.Lines)
        {
            all += line.Bills && IsOrdered(line) ? line.Amount.Abs() : zero;
        }

        foreach (var order in live)
        {
            upTo += KeptNet(order);
        }

        return quote.Charges.AsEnumerable().Select((charge, place) =>
        {
            var standing = zero;
            foreach (var order in live)
            {
                standing += Standing(order, charge, place);
            }

            var due = all.IsZero ? live.Count == 0 ? charge.Amount : standing : LineParts.UpTo(charge.Amount, upTo, all, quote.Rounding);
            var own = due - standing;
            return charge with { Amount = own.Sign == -charge.Amount.Sign ? zero : own };
        }).ToValueList();

        Money Net(List<DocumentLine> some)
        {
            var net = zero;
            foreach (var line in some)
            {
                net += line.Bills ? line.Amount.Abs() : zero;
            }

            return net;
        }
    }

    // what an order keeps of a charge: all of it where it stands on the first invoice, else the share of what isn't canceled
    private static Money Standing(Order order, DocumentCharge charge, int place)
    {
        if (place >= order.Charges.Count || order.Charges[place].Reason != charge.Reason)
        {
            return Money.Zero(charge.Amount.Currency);
        }

        var amount = order.Charges[place].Amount;
        var all = Money.Zero(order.Currency);
        foreach (var line in order.Lines)
        {
            all += line.Bills ? line.Amount.Abs() : Money.Zero(order.Currency);
        }

        return order.Freight == FreightPolicy.FirstInvoice || all.IsZero ? amount : LineParts.UpTo(amount, KeptNet(order), all, order.Rounding);
    }

    private static Money KeptNet(Order order)
    {
        var (kept, net) = (Kept(order), Money.Zero(order.Currency));
        for (var i = 0; i < kept.Length; i++)
        {
            net += order.Lines[i].Bills ? LineParts.UpTo(order.Lines[i], kept[i], order.Rounding).Abs() : Money.Zero(order.Currency);
        }

        return net;
    }
}
