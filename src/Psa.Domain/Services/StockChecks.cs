using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Compares stock: what was counted with what is stored, and what is stored with its moves.</summary>
internal static class StockChecks
{
    /// <summary>Posts what a count found to differ.</summary>
    internal static async Task<ValueList<StockMove>> CountAsync(this Step step, StockCount count, CancellationToken cancellationToken)
    {
        var serials = new HashSet<string>(count.Serials, StringComparer.Ordinal);
        var there = new List<StockSerial>();
        var place = new StockPlace(count.Location);
        await foreach (var serial in step.Of<StockSerial>().QueryAsync(StockSerialRecords.OfProduct(count.Product), cancellationToken).ConfigureAwait(false))
        {
            if (serial.Status == SerialStatus.InStock && new StockPlace(serial.Location, serial.Transfer) == place)
            {
                there.Add(serial);
                serials.Add(serial.Serial);
            }
        }

        var open = await step.OpenBookAsync(count.Product, [place], [.. serials], cancellationToken).ConfigureAwait(false);
        open.Require(count.Location);
        var since = await step.SinceAsync(open, count, cancellationToken).ConfigureAwait(false);
        var (missing, found) = open.Read.IsSerialized ? StockCounts.OfSerials(count, there, since.Came, since.Left) : StockCounts.Of(count, open.Book.At(place).OnHand, since.Quantity);
        if (missing.Quantity > open.Book.Available(place) || there.Exists(serial => serial.IsPicked && missing.Serials.AsEnumerable().Contains(serial.Serial, StringComparer.Ordinal)))
        {
            throw new RuleViolationException(
                InventoryErrors.Claimed,
                $"{Figures.Quantity(missing.Quantity)} are missing, and {Figures.Quantity(open.Book.At(place).Picked + open.Book.At(place).Reserved)} are picked or reserved: free those of which nothing is there first.",
                count.Product.Value,
                count.Location.Value);
        }

        foreach (var (quantity, named, isFound) in (ReadOnlySpan<(decimal, ValueList<string>, bool)>)[(missing.Quantity, missing.Serials, false), (found.Quantity, found.Serials, true)])
        {
            if (quantity > 0m)
            {
                open.Book.Post(open.New(step, StockMoveKind.Count) with
                {
                    From = isFound ? null : count.Location,
                    To = isFound ? count.Location : null,
                    Quantity = quantity,
                    Serials = named,
                    Given = isFound ? count.Value : null,
                    Reason = count.Reason,
                });
            }
        }

        step.Append(EventKinds.StockCounted, open.Book.At(place).Id, reason: count.Reason);
        return open.Book.Moves.Count > 0 ? (await step.WriteAsync(open, cancellationToken).ConfigureAwait(false)).ToValueList() : [];
    }

    /// <summary>Plays all moves of a product again.</summary>
    internal static async Task<StockCheck> VerifyStockAsync(this IPsaSession session, Id<Product> product, CancellationToken cancellationToken)
    {
        var open = await session.OpenBookAsync(product, places: null, [], cancellationToken, isRead: true).ConfigureAwait(false);
        await foreach (var serial in session.Of<StockSerial>().QueryAsync(StockSerialRecords.OfProduct(product), cancellationToken).ConfigureAwait(false))
        {
            open.Book.Add(serial);
        }

        var moves = await session.Of<StockMove>().QueryAsync(StockMoveRecords.Since(product, 0), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var again = StockReplay.Play(open.Read, moves, open.Settings.Scope, open.Settings.Currency, open.Kinds(), out var deviating);
        var isRight = deviating is null && again.Product == open.Read && StockReplay.AreSame(again, open.Book) && (open.Read.Ledger is null || open.Read.Ledger.InStock() == open.Book.ValueInStock());
        return new(product, moves.Count, isRight, deviating?.Sequence);
    }

    /// <summary>Gives what the moves until the end of a day come to.</summary>
    internal static async Task<StockOnDay> StockOnDayAsync(this IPsaSession session, Id<Product> product, LocalDate day, CancellationToken cancellationToken)
    {
        var open = await session.OpenBookAsync(product, [], [], cancellationToken, isRead: true).ConfigureAwait(false);
        var end = day.PlusDays(1).AtStartOfDayInZone(await session.ZoneAsync(cancellationToken).ConfigureAwait(false)).ToInstant();
        var moves = new List<StockMove>();
        await foreach (var move in session.Of<StockMove>().QueryAsync(StockMoveRecords.Since(product, 0), cancellationToken).ConfigureAwait(false))
        {
            if (move.At >= end)
            {
                break;
            }

            moves.Add(move);
        }

        var (quantity, book) = (0m, StockReplay.Play(open.Read, moves, open.Settings.Scope, open.Settings.Currency, open.Kinds(), out _));
        foreach (var balance in book.Balances)
        {
            quantity += balance.Location is null ? 0m : balance.OnHand;
        }

        return new(product, day, quantity, book.ValueInStock());
    }

    private static async Task<(decimal Quantity, HashSet<string> Came, HashSet<string> Left)> SinceAsync(this Step step, StockBooks.OpenBook open, StockCount count, CancellationToken cancellationToken)
    {
        var (quantity, came, left) = (0m, new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var move in step.Of<StockMove>().QueryAsync(StockMoveRecords.After(count.Product, count.At), cancellationToken).ConfigureAwait(false))
        {
            // what a count found didn't move since: it was there, or wasn't, before
            var (from, to) = move.Kind == StockMoveKind.Count ? (null, null) : StockFlow.Of(move, open.Kinds());
            if (from == new StockPlace(count.Location))
            {
                quantity -= move.Quantity;
                left.UnionWith(move.Serials);
                came.ExceptWith(move.Serials);
            }

            if (to == new StockPlace(count.Location))
            {
                quantity += move.Quantity;
                came.UnionWith(move.Serials);
                left.ExceptWith(move.Serials);
            }
        }

        return (quantity, came, left);
    }
}
