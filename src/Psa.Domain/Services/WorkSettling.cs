using System.Linq;
using Psa.Catalog;
using Psa.Customers;
using Psa.Events;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Bills tickets and projects: makes or replaces their sales items in the commit of what asks for it.</summary>
internal static class WorkSettling
{
    /// <summary>Settles the tickets and projects of which somebody decided on items or released some, in the same commit: what was released is billed anew, and what a decision leaves to be billed or given back is.</summary>
    /// <param name="step">The step, which stages the items.</param>
    /// <param name="changed">The items as the step leaves them, of any source.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task SettleWorkAsync(this Step step, IReadOnlyCollection<SalesItem> changed, CancellationToken cancellationToken)
    {
        foreach (var own in changed.Where(static item => item.Source is SalesItemSource.Ticket or SalesItemSource.Project).GroupBy(static item => (item.Source, item.SourceId)))
        {
            // queries see what is committed, so the rule is told what this step changes
            var now = own.ToDictionary(static item => item.Id);
            var read = await WorkInHand.ReadAsync(step, own.Key.Source, own.Key.SourceId, cancellationToken).ConfigureAwait(false);
            var work = (read with { Items = read.Items.ConvertAll(item => now.GetValueOrDefault(item.Id, item)) }).Stage(step, new Dictionary<Id<TimeEntry>, TimeEntry>(), read.Billing);
            var (_, payer) = await step.GuardPayerAsync(work.Customer, cancellationToken).ConfigureAwait(false);
            await step.SettleAsync(work, payer, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Settles a ticket or project.</summary>
    /// <param name="step">The step, which stages the item.</param>
    /// <param name="work">What is settled, as the step leaves it.</param>
    /// <param name="payer">Who pays for its customer, guarded.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task SettleAsync(this Step step, WorkInHand work, Customer payer, CancellationToken cancellationToken)
    {
        if (work.Billing is not { } billing)
        {
            return;
        }

        var (contract, _) = await work.ContractAsync(step, cancellationToken).ConfigureAwait(false);
        var entity = await step.Of<BillingEntity>().RequireAsync(billing.BillingEntity, cancellationToken).ConfigureAwait(false);
        var facts = new WorkFacts(
            work.AsSource(step.Tenant, billing, contract?.Id),
            work.Entries,
            work.Items,
            await step.ActivitiesAsync(work, cancellationToken).ConfigureAwait(false),
            await step.KindsAsync(cancellationToken).ConfigureAwait(false),
            entity.Rounding);
        await step.StageSettledAsync(WorkItems.Next(facts), work.Items, work.Customer, payer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stages the items that a settlement made or replaced, each with an event.</summary>
    /// <param name="step">The step.</param>
    /// <param name="settled">The items.</param>
    /// <param name="known">The items as they were.</param>
    /// <param name="customer">The customer of what is billed.</param>
    /// <param name="payer">Who pays for it, guarded.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task StageSettledAsync(this Step step, List<SalesItem> settled, List<SalesItem> known, Id<Customer> customer, Customer payer, CancellationToken cancellationToken)
    {
        foreach (var made in await step.LeaveOpenAsync(settled, known, cancellationToken).ConfigureAwait(false))
        {
            // of what was moved another pays, and of what is given back perhaps who paid before
            var isOfPayer = made.Payer is { } kept ? kept == payer.Id : made.Customer == customer;
            var who = isOfPayer ? payer : await step.WhoPaysAsync(made, cancellationToken).ConfigureAwait(false);
            var next = made.WaitingFor(who.CanBeBilled());
            if (known.Find(item => item.Id == next.Id) is not { } before)
            {
                step.AddItems([next]);
                continue;
            }

            step.Of<SalesItem>().Update(next);
            step.Append(
                next.Released ? EventKinds.SalesItemCanceled : EventKinds.SalesItemChanged,
                next.Id,
                next.Released ? before.Status.Name : before.Net.ToString(),
                next.Released ? next.Status.Name : next.Net.ToString(),
                next.CancelReason);
        }
    }

    /// <summary>Reads all work kinds, with regular work, by id.</summary>
    internal static async Task<Dictionary<Id<WorkKind>, WorkKind>> KindsAsync(this IPsaSession session, CancellationToken cancellationToken)
    {
        var kinds = new Dictionary<Id<WorkKind>, WorkKind> { [WorkKinds.RegularOf(session.Tenant)] = WorkKinds.Regular(session.Tenant) };
        await foreach (var kind in session.Of<WorkKind>().QueryAsync(RecordType<WorkKind>.All, cancellationToken).ConfigureAwait(false))
        {
            kinds[kind.Id] = kind;
        }

        return kinds;
    }

    private static async Task<Dictionary<Id<Product>, Product>> ActivitiesAsync(this Step step, WorkInHand work, CancellationToken cancellationToken)
    {
        var asked = new HashSet<Id<Product>>();
        foreach (var item in work.Items)
        {
            asked.UnionWith(item.Work.AsEnumerable().Select(static share => share.Activity));
        }

        foreach (var entry in work.Entries)
        {
            if (entry.Approval is { Cover: TimeCover.Priced, Activity: { } activity })
            {
                asked.Add(activity);
            }
        }

        return await step.FindEachAsync(asked, cancellationToken).ConfigureAwait(false);
    }
}
