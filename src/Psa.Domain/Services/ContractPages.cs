using Psa.Contracts;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads contracts page by page, also where some can't be read.</summary>
internal static class ContractPages
{
    internal const int PageSize = 50;

    /// <summary>Reads the next contracts in the order of their ids into a page, with those that can't be read; gives the last one read, <see langword="null"/> when there are no more.</summary>
    internal static async Task<Id<Contract>?> ReadAfterAsync(
        this IPsaSession session, Id<Contract>? after, (List<Contract> Contracts, List<PsaException> Unreadable) page, CancellationToken cancellationToken)
    {
        var last = after;
        while (page.Contracts.Count + page.Unreadable.Count < PageSize)
        {
            var before = last;
            try
            {
                await foreach (var contract in session.Of<Contract>().QueryAsync(ContractRecords.After(last).Take(PageSize - page.Contracts.Count), cancellationToken).ConfigureAwait(false))
                {
                    page.Contracts.Add(contract);
                    last = contract.Id;
                }

                return last == before || page.Contracts.Count < PageSize ? null : last;
            }
            catch (StoreException broken) when (broken is { Code: StoreErrors.Unreadable, Ids.Count: 1 })
            {
                page.Unreadable.Add(broken);
                last = new(broken.Ids[0]);
            }
        }

        return last;
    }

    /// <summary>Reads contracts by their ids into a page; one that isn't there, or can't be read, is among the unreadable.</summary>
    internal static async Task<Id<Contract>?> ReadEachAsync(
        this IPsaSession session, IEnumerable<Id<Contract>> ids, (List<Contract> Contracts, List<PsaException> Unreadable) page, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            try
            {
                page.Contracts.Add(await session.Of<Contract>().RequireAsync(id, cancellationToken).ConfigureAwait(false));
            }
            catch (PsaException broken) when (broken.Code is StoreErrors.Unreadable or PsaErrors.NotFound)
            {
                page.Unreadable.Add(broken);
            }
        }

        return null;
    }
}
