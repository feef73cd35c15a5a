using Psa.Documents;
using Psa.Quotes;

namespace Psa.Inventory;

/// <summary>What of goods is kept for which lines of a quote (R-RESERVATION).</summary>
internal static class Reservations
{
    /// <summary>Tells whether goods can be kept for a line: one of a product, above zero, that is sold once; of a bundle its components.</summary>
    internal static bool TakesGoods(DocumentLine line) => !line.IsNote && line is { Product: not null, Bundle: not BundleRole.Heading, Quantity: > 0m } && line.Offered().Recurring is null;

    /// <summary>Refuses a quote for which nothing is kept any more.</summary>
    /// <exception cref="RuleViolationException"><c>reservation.quote_not_live</c>.</exception>
    internal static Quote RequireLive(this Quote quote) => quote.IsLive()
        ? quote
        : throw new RuleViolationException(InventoryErrors.QuoteNotLive, $"The quote is {quote.Status.Name}: goods are kept for drafts and active quotes.", quote.Id.Value);

    /// <summary>Gives the line for which goods are to be kept.</summary>
    /// <exception cref="RuleViolationException"><c>reservation.bad_value</c>.</exception>
    internal static DocumentLine RequireLine(Quote quote, int place) => place < quote.Lines.Count && TakesGoods(quote.Lines[place])
        ? quote.Lines[place]
        : throw new RuleViolationException(InventoryErrors.BadReservation, "Goods are kept for a line of one product, above zero, that is sold once, and of a bundle for its components: name its place from 0.", quote.Id.Value);

    /// <summary>Gives how much of each line of a won quote was chosen and isn't ordered.</summary>
    [Pure]
    internal static decimal[] Unordered(Quote won)
    {
        var (chosen, left) = (won.AsChosen(), new decimal[won.Lines.Count]);
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = TakesGoods(won.Lines[i]) && chosen.Lines[i].Offered().IsChosen ? won.Lines[i].Quantity - (won.Ordered.IsEmpty ? 0m : won.Ordered[i]) : 0m;
        }

        return left;
    }

    /// <summary>Refuses more than a line offers.</summary>
    /// <exception cref="RuleViolationException"><c>reservation.exceeds_line</c>.</exception>
    internal static void RequireWithin(Quote quote, int place, decimal quantity, IReadOnlyCollection<StockReservation> known)
    {
        var kept = 0m;
        foreach (var own in known)
        {
            kept += own.Line == place ? own.Quantity : 0m;
        }

        if (quantity > quote.Lines[place].Quantity - kept)
        {
            throw new RuleViolationException(
                InventoryErrors.ExceedsLine,
                $"Of {Figures.Quantity(quote.Lines[place].Quantity)} that the line offers, {Figures.Quantity(kept)} are kept: keep at most {Figures.Quantity(quote.Lines[place].Quantity - kept)}.",
                quote.Id.Value);
        }
    }

    /// <summary>Says what is kept for the lines of a draft that was written anew: what was for a line of the same product and unit at the same place stays there, else it goes to the first one that has room; no more than that offers.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="known">What is kept, in the order of the lines.</param>
    /// <returns>Each as it is from now on, in the same order.</returns>
    [Pure]
    internal static StockReservation[] Fit(ValueList<DocumentLine> lines, IReadOnlyList<StockReservation> known)
    {
        var (room, fitted) = (new decimal[lines.Count], new StockReservation[known.Count]);
        for (var i = 0; i < room.Length; i++)
        {
            room[i] = TakesGoods(lines[i]) ? lines[i].Quantity : 0m;
        }

        // those that stay come first
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < fitted.Length; i++)
            {
                if ((pass == 0) == IsFor(lines, known[i].Line, known[i]))
                {
                    fitted[i] = Place(known[i], pass == 0 ? known[i].Line : FirstWithRoom(lines, room, known[i]), room);
                }
            }
        }

        return fitted;
    }

    private static StockReservation Place(StockReservation reservation, int place, decimal[] room)
    {
        if (place < 0)
        {
            return reservation with { Quantity = 0m };
        }

        var quantity = Math.Min(reservation.Quantity, room[place]);
        room[place] -= quantity;
        return reservation with { Line = place, Quantity = quantity };
    }

    private static int FirstWithRoom(ValueList<DocumentLine> lines, decimal[] room, StockReservation reservation)
    {
        for (var i = 0; i < room.Length; i++)
        {
            if (room[i] > 0m && IsFor(lines, i, reservation))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsFor(ValueList<DocumentLine> lines, int place, StockReservation reservation) =>
        place < lines.Count && TakesGoods(lines[place]) && lines[place].Product == reservation.Product && lines[place].Unit == reservation.Unit;
}
