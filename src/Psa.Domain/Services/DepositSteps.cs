using System.Linq;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>What happens to deposits in the steps of orders, sales items and credit notes: they are given back and left over. Whoever changes what is left of one writes its record, so that two of them conflict.</summary>
internal static class DepositSteps
{
    /// <summary>Lets deposits follow what a step did to a sales item that asks for one or deducts it; of other items nothing follows.</summary>
    internal static Task FollowAsync(this Step step, SalesItem item, CancellationToken cancellationToken) =>
        item.Source == SalesItemSource.Deposit ? step.FollowAsync(new Id<Deposit>(item.SourceId), cancellationToken) : Task.CompletedTask;

    /// <summary>Lets the deposits follow what a step did to credit notes of a document that asks for them or deducts them.</summary>
    internal static async Task FollowDepositsAsync(this Step step, Invoice invoice, CancellationToken cancellationToken)
    {
        if (!invoice.Items.AsEnumerable().Any(static item => item.Source == SalesItemSource.Deposit))
        {
            return;
        }

        var items = await step.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices([invoice.Id]), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var deposit in items.Where(static item => item.Source == SalesItemSource.Deposit).Select(static item => item.SourceId).Distinct().Order())
        {
            await step.FollowAsync(new Id<Deposit>(deposit), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the customer's people see the deposits on an order: it is submitted in this step.</summary>
    internal static async Task AgreeDepositsAsync(this Step step, Order order, CancellationToken cancellationToken)
    {
        foreach (var deposit in await step.Of<Deposit>().QueryAsync(DepositRecords.OfOrder(order.Id), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var known = await step.KnowAsync(deposit.Id, cancellationToken).ConfigureAwait(false);
            step.Deposits.Known[deposit.Id] = step.Of<Deposit>().Update(known with { IsAgreed = true });
        }
    }

    /// <summary>Writes a deposit as what is left of it says, and tells what was deducted, and whether it closed or is open again.</summary>
    internal static async Task FollowAsync(this Step step, Id<Deposit> id, CancellationToken cancellationToken)
    {
        var deposit = await step.KnowAsync(id, cancellationToken).ConfigureAwait(false);
        var order = await step.Of<Order>().RequireAsync(deposit.Order, cancellationToken).ConfigureAwait(false);
        var state = await step.StateOfAsync(deposit, order, cancellationToken).ConfigureAwait(false);
        if (!step.Deposits.Told.TryGetValue(id, out var before))
        {
            before = await step.CommittedAsync(state, cancellationToken).ConfigureAwait(false);
        }

        if (before != state.Deducted)
        {
            step.Append(EventKinds.DepositDeducted, id, before.ToString(), state.Deducted.ToString());
        }

        step.Deposits.Told[id] = state.Deducted;
        if (state.Status != deposit.Status && (state.Status == DepositStatus.Closed || deposit.Status == DepositStatus.Closed))
        {
            step.Append(EventKinds.DepositClosed, id, deposit.Status.Name, state.Status.Name);
        }

        step.Deposits.Known[id] = step.Of<Deposit>().Update(deposit with { Status = state.Status });
    }

    // what was deducted before the step
    private static async Task<Money> CommittedAsync(this Step step, DepositState state, CancellationToken cancellationToken)
    {
        var (deducted, deposit) = (Money.Zero(state.Asked.Currency), state.Deposit);
        await foreach (var item in step.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPeriod(SalesItemSource.Deposit, deposit.Id.Value, deposit.Date), cancellationToken).ConfigureAwait(false))
        {
            deducted -= item.Id != deposit.Item && !item.Released ? item.Borne() : Money.Zero(deducted.Currency);
        }

        return deducted;
    }
}
