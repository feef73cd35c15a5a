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

        var all = await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPeriod(item.Source, item.SourceId, period), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        return (item, all.FindAll(other => other.PeriodKey() == item.PeriodKey() && other.Id != item.Id));
    }
}
