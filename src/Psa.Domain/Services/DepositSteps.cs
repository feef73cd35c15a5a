using System.Linq;
using NodaTime;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>What happens to deposits in the steps of orders, sales items and credit notes: they are deducted, given back and left over. Whoever changes what is left of one writes its record, so that two of them conflict.</summary>
internal static class DepositSteps
{
    /// <summary>Lets what is billed of an order deduct the issued deposits on it, in the same commit: makes the deductions, which stand on the same document. The caller stages them.</summary>
    /// <param name="step">The step.</param>
    /// <param name="order">The order with what is invoiced of it, this counted.</param>
    /// <param name="made">The sales items of the order that are made now.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The deductions.</returns>
    internal static async Task<List<SalesItem>> DeductAsync(this Step step, Order order, IReadOnlyList<SalesItem> made, CancellationToken cancellationToken)
    {
        var states = made.Count == 0 ? [] : await step.DepositsOfAsync(order, cancellationToken).ConfigureAwait(false);
        return states.Count == 0 ? [] : await step.DeductAsync(order, states, [.. await step.ItemsOfAsync(order, cancellationToken).ConfigureAwait(false), .. made], made, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<SalesItem>> DeductAsync(
        this Step step, Order order, List<DepositState> states, IReadOnlyList<SalesItem> items, IReadOnlyList<SalesItem> made, CancellationToken cancellationToken)
    {

        var billing = made.Where(item => item.Customer == order.ServedCustomer && item.Status != SalesItemStatus.Settled && item.Status != SalesItemStatus.Canceled).ToList();
        var ordered = OrderedCode.Of(order).GroupBy(static code => code.Tax.Code, StringComparer.Ordinal)
            .ToDictionary(static code => code.Key, code => code.Aggregate(Money.Zero(order.Currency), static (sum, one) => sum + one.Amount), StringComparer.Ordinal);
        var deductions = DepositDeductions.Of(
            states,
            OrderedCodes.Sum(order, billing),
            OrderedCodes.Sum(order, items.Where(static item => !item.Released)),
            ordered,
            order.InvoicingProgress == OrderProgress.Full,
            order.Rounding);
        var added = new List<SalesItem>();
        foreach (var (state, line, amount) in deductions)
        {
            var item = Deduction(order, state, line, amount, billing[0], state.Deductions.Count + 1 + added.Count(one => one.SourceId == state.Deposit.Id.Value));
            added.Add(item);
        }

        step.Deposits.Made.AddRange(added);
        foreach (var state in states.Where(state => added.Exists(item => item.SourceId == state.Deposit.Id.Value)))
        {
            await step.FollowAsync(state.Deposit.Id, cancellationToken).ConfigureAwait(false);
        }

        return added;
    }

    /// <summary>Lets deposits follow what a step did to a sales item that asks for one or deducts it; of other items nothing follows.</summary>
    internal static Task FollowAsync(this Step step, SalesItem item, CancellationToken cancellationToken) =>
        item.Source == SalesItemSource.Deposit ? step.FollowAsync(new Id<Deposit>(item.SourceId), cancellationToken) : Task.CompletedTask;

    /// <summary>Lets the deductions that wait with an item of an order follow what somebody decided on that: they are made anew for what is still billed with them.</summary>
    /// <param name="step">The step.</param>
    /// <param name="decided">The item as the step leaves it; of other items, and of those on documents, nothing follows.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task RededuceAsync(this Step step, SalesItem decided, CancellationToken cancellationToken)
    {
        if (decided.Source != SalesItemSource.Order || decided.Invoice is not null)
        {
            return;
        }

        var order = await step.Of<Order>().RequireAsync(new(decided.SourceId), cancellationToken).ConfigureAwait(false);
        var waiting = (await step.DepositsOfAsync(order, cancellationToken).ConfigureAwait(false))
            .SelectMany(static state => state.Deductions).Where(item => Waits(item, decided.BillingDate)).ToList();
        if (waiting.Count == 0)
        {
            return;
        }

        foreach (var item in waiting)
        {
            var withdrawn = item.Withdraw("What is billed with it was decided otherwise.");
            step.Of<SalesItem>().Update(withdrawn);
            step.Append(EventKinds.SalesItemReleased, item.Id, item.Status.Name, withdrawn.Status.Name, withdrawn.CancelReason);
        }

        var items = new List<SalesItem>();
        await foreach (var item in step.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPeriod(SalesItemSource.Order, order.Id.Value, decided.PeriodStart!.Value), cancellationToken).ConfigureAwait(false))
        {
            items.Add(await step.Of<SalesItem>().FindAsync(item.Id, cancellationToken).ConfigureAwait(false) ?? item);
        }

        var states = await step.DepositsOfAsync(order, cancellationToken).ConfigureAwait(false);
        step.AddItems(await step.DeductAsync(order, states, items, items.FindAll(item => Waits(item, decided.BillingDate)), cancellationToken).ConfigureAwait(false));
        foreach (var deposit in waiting.Select(static item => item.SourceId).Distinct())
        {
            await step.FollowAsync(new Id<Deposit>(deposit), cancellationToken).ConfigureAwait(false);
        }
    }

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

    /// <summary>
    /// Ends the deposits on an order that is closed or canceled in this step: what is left of an issued one is credited by a draft for somebody to issue, and what nobody was asked for yet isn't any more.
    /// One that stands on a draft stays, for whoever issues or deletes that.
    /// </summary>
    internal static async Task EndDepositsAsync(this Step step, Order order, CreditNoteDrafts drafts, CancellationToken cancellationToken)
    {
        foreach (var state in await step.DepositsOfAsync(order, cancellationToken).ConfigureAwait(false))
        {
            if (state.Deposit.Status == DepositStatus.Open && (state.Number is not null || state.Asked.Invoice is null))
            {
                await step.EndAsync(state, drafts, reason: null, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends a deposit: credits what is left of its invoice by a draft, or cancels the item that asks for it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="state">The deposit.</param>
    /// <param name="drafts">Drafts credit notes.</param>
    /// <param name="reason">Why, or <see langword="null"/> because its order has ended.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft, or nothing.</returns>
    internal static async Task<Invoice?> EndAsync(this Step step, DepositState state, CreditNoteDrafts drafts, string? reason, CancellationToken cancellationToken)
    {
        if (state.Number is null)
        {
            if (state.Asked.IsEditable())
            {
                var canceled = state.Asked.Cancel(reason ?? "Its order has ended.", step.Actor);
                step.Of<SalesItem>().Update(canceled);
                step.Append(EventKinds.SalesItemCanceled, canceled.Id, state.Asked.Status.Name, canceled.Status.Name, canceled.CancelReason);
                await step.FollowAsync(state.Deposit.Id, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }

        var left = state.Lines.Where(static line => !line.Left.IsZero).Select(line => new CreditLine(state.FirstLine + line.Place, Amount: line.Left)).ToValueList();
        return left.IsEmpty ? null : await drafts.OfDepositAsync(step, state.Asked.Invoice!.Value, left, reason, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a deposit as what is left of it says, and tells what was deducted, and whether it closed or is open again.</summary>
    private static async Task FollowAsync(this Step step, Id<Deposit> id, CancellationToken cancellationToken)
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

    // what stands on no document yet and is billed from one day on goes on one document
    private static bool Waits(SalesItem item, LocalDate date) => item.IsEditable() && item.Invoice is null && item.BillingDate == date;

    private static SalesItem Deduction(Order order, DepositState state, DepositLine line, Money amount, SalesItem like, int ordinal)
    {
        var deposit = state.Deposit;
        var deduction = new DocumentLine
        {
            Text = line.Line.Text,
            Remark = new(LineRemarkKind.Deposit, Reason: state.Number),
            Quantity = -amount.Sign,
            UnitPrice = UnitPrice.Of(amount.Abs().Amount, amount.Currency),
            Amount = -amount,
            TaxCode = line.Line.TaxCode,
            IsTaxOverride = line.Line.IsTaxOverride,
            Tax = line.Line.Tax! with { IsKept = true, Freed = null },
        };
        return DepositItems.Item(order, deposit, ordinal, [deduction], like.BillingDate) with { SourceLine = line.Place, Status = like.Status, Payer = like.Payer, KeepsPayer = like.KeepsPayer, Contract = like.Contract };
    }
}
