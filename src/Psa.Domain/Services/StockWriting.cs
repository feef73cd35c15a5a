using Psa.Events;
using Psa.Inventory;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Writes what a step did in the book of a product's stock. Whoever moves a product writes it, so that of two who take the last unit one reads again.</summary>
internal static class StockWriting
{
    /// <summary>
    /// Stages all that was done in a book, with its events, and gives the moves as they are stored. What became free goes to the demands that lack it, unless that is done by hand: demands that the step changes are staged before.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="open">The book.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="assigns">Whether what became free is assigned.</param>
    internal static async Task<List<StockMove>> WriteAsync(this Step step, StockBooks.OpenBook open, CancellationToken cancellationToken, bool assigns = true)
    {
        var book = open.Book;
        var own = book.Moves.Count;
        if (assigns && book.HasMoreFree())
        {
            await step.AssignFreeAsync(open, cancellationToken).ConfigureAwait(false);
        }

        if (await step.StockSettingsAsync(cancellationToken).ConfigureAwait(false) is { IsInUse: false } settings)
        {
            step.Of<StockSettings>().Update(settings with { IsInUse = true });
        }

        step.Of<StockedProduct>().Update(book.Product);
        foreach (var (read, now) in book.ChangedBalances())
        {
            await step.TellMinimumAsync(book, read, now, cancellationToken).ConfigureAwait(false);
            Stage(step.Of<StockBalance>(), read, now, isOver: now.Transfer is not null && now.IsEmpty());
        }

        foreach (var (read, now) in book.ChangedSerials())
        {
            Stage(step.Of<StockSerial>(), read, now, isOver: false);
        }

        var stored = new List<StockMove>(book.Moves.Count);
        foreach (var move in book.Moves)
        {
            stored.Add(step.Of<StockMove>().Add(move));
            step.Append(EventKinds.StockMoved, move.Id, to: move.Kind.ToString(), reason: move.Reason);
            if (!move.Difference.IsZero && move.Kind is StockMoveKind.LandedCost or StockMoveKind.CancelReceipt or StockMoveKind.ReturnToVendor or StockMoveKind.Restock or StockMoveKind.CostCorrection)
            {
                step.Append(EventKinds.StockCostCorrected, move.Id, reason: move.Reason);
            }
        }

        // not those that followed
        return stored.GetRange(0, own);
    }

    private static void Stage<T>(IRepository<T> repository, T? read, T now, bool isOver)
        where T : class, IEntity<T>
    {
        if (read is null && !isOver)
        {
            repository.Add(now);
        }
        else if (read is not null && isOver)
        {
            repository.Remove(read);
        }
        else if (read is not null)
        {
            repository.Update(now);
        }
    }

    // once, when what is available falls below it
    private static async Task TellMinimumAsync(this Step step, StockBook book, StockBalance? read, StockBalance now, CancellationToken cancellationToken)
    {
        if (now.Location is { } location && now.Transfer is null
            && await step.Of<StockItem>().FindAsync(StockBooks.ItemOf(step.Tenant, now.Product, location), cancellationToken).ConfigureAwait(false) is { } item
            && book.Available(now.Place()) < item.Minimum && (read?.Free() ?? 0m) >= item.Minimum)
        {
            step.Append(EventKinds.StockMinimumBreached, item.Id);
        }
    }
}
