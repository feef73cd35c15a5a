using NodaTime;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads items together with what decides about them.</summary>
internal static class PeriodItems
{
    /// <summary>Reads an item and the other items of the same charge, period and line, in the order of their ordinals; items without a period have none.</summary>
    internal static async Task<(SalesItem Item, List<SalesItem> Others)> WithOthersAsync(this IPsaSession session, Id<SalesItem> id, CancellationToken cancellationToken)
    {
        var item = await session.Of<SalesItem>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (item.PeriodStart is not { } period)
        {
            return (item, []);
        }

        return (item, await session.OthersAsync(item, period, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads what corrections correct of which it isn't known yet who is invoiced for them, by their ids.</summary>
    internal static async Task<Dictionary<Id<SalesItem>, BilledPeriod>> CorrectedAsync(this IPsaSession session, IEnumerable<SalesItem> items, CancellationToken cancellationToken)
    {
        var corrected = new Dictionary<Id<SalesItem>, BilledPeriod>();
        foreach (var item in items)
        {
            if (item.IsOpenCorrection())
            {
                var before = (await session.OthersAsync(item, item.PeriodStart!.Value, cancellationToken).ConfigureAwait(false)).FindAll(other => other.Ordinal < item.Ordinal);
                corrected.Add(item.Id, BilledPeriod.Of(before, item.Currency, await session.DraftsOfAsync(before, cancellationToken).ConfigureAwait(false)));
            }
        }

        return corrected;
    }

    /// <summary>Gives the documents on which items stand and that aren't issued: drafts, and what was deleted since the items were read.</summary>
    internal static async Task<HashSet<Id<Invoice>>> DraftsOfAsync(this IPsaSession session, IEnumerable<SalesItem> items, CancellationToken cancellationToken)
    {
        var (drafts, known) = (new HashSet<Id<Invoice>>(), new HashSet<Id<Invoice>>());
        foreach (var item in items)
        {
            if (item is { Released: false, Invoice: { } id } && known.Add(id) && (await session.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false))?.Status != InvoiceStatus.Issued)
            {
                drafts.Add(id);
            }
        }

        return drafts;
    }

    private static async Task<List<SalesItem>> OthersAsync(this IPsaSession session, SalesItem item, LocalDate period, CancellationToken cancellationToken)
    {
        var all = await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPeriod(item.Source, item.SourceId, period), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        return all.FindAll(other => other.PeriodKey() == item.PeriodKey() && other.Id != item.Id);
    }
}
