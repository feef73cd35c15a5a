using System.Linq;
using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Reads lots of hours, and stages what a step took of them and gave back.</summary>
internal static class WorkBlocks
{
    /// <summary>Reads the lots that work since a day may take.</summary>
    /// <param name="step">The step.</param>
    /// <param name="book">Takes the lots, with their balances.</param>
    /// <param name="customer">The customer of the work.</param>
    /// <param name="contract">The contract that the work names, or <see langword="null"/> for all of the customer.</param>
    /// <param name="since">The earliest worked date.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<BlockScope> BlocksAsync(this Step step, LotBook book, Id<Customer> customer, Contract? contract, LocalDate since, CancellationToken cancellationToken)
    {
        var parts = await step.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(IdRange<Customer>.Of(contract?.Customer ?? customer)), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        parts.RemoveAll(part => part.Block is null || (contract is not null && part.Contract != contract.Id));
        var (scope, contracts) = (new List<(Contract, ContractPart, List<Lot>)>(parts.Count), new Dictionary<Id<Contract>, Contract>());
        foreach (var part in parts.OrderBy(static part => part.Id))
        {
            if (!contracts.TryGetValue(part.Contract, out var own))
            {
                contracts.Add(part.Contract, own = await step.Of<Contract>().RequireAsync(part.Contract, cancellationToken).ConfigureAwait(false));
            }

            if (!own.Status.IsBilled)
            {
                continue;
            }

            var lots = (await step.LotsAsync(own, part, since, cancellationToken).ConfigureAwait(false)).FindAll(one => one.Lot.Minutes > 0 && one.Lot.CarriedThrough >= since);
            lots.ForEach(one => book.Add(one.Lot, one.Balance));
            scope.Add((own, part, lots.ConvertAll(static one => one.Lot)));
        }

        return new(scope);
    }

    /// <summary>Reads the lots that entries took, for what gives back to them.</summary>
    internal static async Task ReadTakenAsync(this Step step, LotBook book, IEnumerable<TimeEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var share in entries.SelectMany(static entry => (entry.Approval?.Blocks ?? []).AsEnumerable()))
        {
            if (!book.Has(BlockBalances.IdOf(step.Tenant, share.Part, share.PeriodStart)))
            {
                var part = await step.Of<ContractPart>().RequireAsync(share.Part, cancellationToken).ConfigureAwait(false);
                var contract = await step.Of<Contract>().RequireAsync(part.Contract, cancellationToken).ConfigureAwait(false);
                var items = await step.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPeriod(SalesItemSource.ContractPart, part.Id.Value, share.PeriodStart), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                await step.AddAsync(book, Lots.Of(contract, part, share.PeriodStart, items), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Stages the balances that a step changed, and tells of the thresholds that they reached.</summary>
    internal static void Stage(this Step step, LotBook book)
    {
        foreach (var (balance, announced) in book.Changes())
        {
            step.Put(balance);
            foreach (var threshold in announced)
            {
                var percent = threshold.ToString(System.Globalization.CultureInfo.InvariantCulture);
                step.Events.Append(PsaEvent.By(step.Actor, step.Now, EventKinds.BlockThreshold, balance.Id, null, percent) with { WholeId = balance.Part.Value });
            }
        }
    }

    /// <summary>Refuses to let go of the price of a lot of which something is consumed. The balance is written, so that an approval that takes of the lot at the same time conflicts.</summary>
    /// <exception cref="RuleViolationException"><c>block.consumed</c>.</exception>
    internal static async Task RequireUnconsumedAsync(this Step step, SalesItem item, CancellationToken cancellationToken)
    {
        if (!Lots.Sells(item) || await step.Of<ContractPart>().FindAsync(new(item.SourceId), cancellationToken).ConfigureAwait(false) is not { Block: not null } part)
        {
            return;
        }

        var balance = await step.BalanceAsync(part.Id, item.PeriodStart!.Value, cancellationToken).ConfigureAwait(false);
        if (balance.Consumed() > 0m)
        {
            throw new RuleViolationException(WorkErrors.BlockConsumed, "Hours of the block that the item sells are consumed: take the approvals of the time back first, or bill it.", item.Id.Value);
        }

        step.Put(balance);
    }

    /// <summary>Reads what became of the lots of a contract from a day to another, in the order of their parts and periods.</summary>
    internal static async Task<ValueList<BlockStatement>> StatementsAsync(this IPsaSession session, Contract contract, LocalDate from, LocalDate through, CancellationToken cancellationToken)
    {
        var statements = new List<BlockStatement>();
        foreach (var part in await session.PartsOfAsync(contract, cancellationToken).ConfigureAwait(false))
        {
            if (part.Block is null)
            {
                continue;
            }

            // what was left the day before expires within the days
            var before = from.PlusDays(-1);
            foreach (var (lot, balance) in await session.LotsAsync(contract, part, before, cancellationToken).ConfigureAwait(false))
            {
                if (lot.FirstDay <= through && lot.CarriedThrough >= before && (lot.Minutes > 0 || balance.Consumed() > 0m))
                {
                    statements.Add(lot.Between(balance, from, through));
                }
            }
        }

        return statements.ToValueList();
    }

    // balances first: who cancels an item writes its lot's balance, so that what is read of items here is no older than the balances, or the commit conflicts
    private static async Task<List<(Lot Lot, BlockBalance Balance)>> LotsAsync(this IPsaSession session, Contract contract, ContractPart part, LocalDate day, CancellationToken cancellationToken)
    {
        var since = Lots.EarliestStart(contract, part, day);
        var balances = await session.Of<BlockBalance>().QueryAsync(BlockBalanceRecords.OfPart(part.Id, since), cancellationToken).ToDictionaryAsync(static balance => balance.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
        var items = await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfSource(SalesItemSource.ContractPart, part.Id.Value, since), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        return Lots.Of(contract, part, items).ConvertAll(lot => (lot, balances.GetValueOrDefault(lot.Id) ?? BlockBalances.New(part.Tenant, part.Id, lot.PeriodStart)));
    }

    private static async Task AddAsync(this Step step, LotBook book, Lot lot, CancellationToken cancellationToken)
    {
        if (!book.Has(lot.Id))
        {
            book.Add(lot, await step.BalanceAsync(lot.Part, lot.PeriodStart, cancellationToken).ConfigureAwait(false));
        }
    }

    private static async Task<BlockBalance> BalanceAsync(this Step step, Id<ContractPart> part, LocalDate periodStart, CancellationToken cancellationToken) =>
        await step.Of<BlockBalance>().FindAsync(BlockBalances.IdOf(step.Tenant, part, periodStart), cancellationToken).ConfigureAwait(false)
        ?? BlockBalances.New(step.Tenant, part, periodStart);

    private static void Put(this Step step, BlockBalance balance) => _ = balance.Version == 0 ? step.Of<BlockBalance>().Add(balance) : step.Of<BlockBalance>().Update(balance);
}
