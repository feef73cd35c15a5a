using System.Linq;
using NodaTime;
using Psa.Customers;
using Psa.Documents;
using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>Lets what is billed of orders deduct the issued deposits on them (R-DEPOSIT): on the same document, in the same commit.</summary>
internal static class DepositDeducting
{
    /// <summary>Deducts deposits from what is put on a document of its own at once. The caller stages the deductions.</summary>
    /// <param name="step">The step.</param>
    /// <param name="order">The order with what is invoiced of it, this counted.</param>
    /// <param name="made">The sales items of the order that are made now.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The deductions.</returns>
    internal static Task<List<SalesItem>> DeductAsync(this Step step, Order order, IReadOnlyList<SalesItem> made, CancellationToken cancellationToken) =>
        step.DeductAsync(order, made, waits: false, cancellationToken);

    /// <summary>Deducts deposits from what waits for a run: where something is given back, what waits with it deducts no more than is left of it. The caller stages the deductions.</summary>
    /// <param name="step">The step.</param>
    /// <param name="order">The order with what is invoiced of it, this counted.</param>
    /// <param name="made">The sales items of the order that are made now.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The deductions.</returns>
    internal static Task<List<SalesItem>> DeductWaitingAsync(this Step step, Order order, IReadOnlyList<SalesItem> made, CancellationToken cancellationToken) =>
        step.DeductAsync(order, made, waits: true, cancellationToken);

    /// <summary>Lets the deductions that wait with an item of an order follow what somebody did to that: they are made anew for what is still billed with them.</summary>
    /// <param name="step">The step.</param>
    /// <param name="changed">The item as the step staged it; of other items, and of those on documents, nothing follows.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task RededuceAsync(this Step step, SalesItem changed, CancellationToken cancellationToken)
    {
        if (changed is { Source: SalesItemSource.Order, Invoice: null })
        {
            step.Keep(changed);
            var order = await step.Of<Order>().RequireAsync(new(changed.SourceId), cancellationToken).ConfigureAwait(false);
            step.AddItems(await step.RededuceAsync(order, [], cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Makes the deductions that wait anew for what is billed with them once a step changed that. The caller stages the deductions.</summary>
    /// <param name="step">The step.</param>
    /// <param name="order">The order with what is invoiced of it.</param>
    /// <param name="made">The sales items of the order that the step made.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The deductions.</returns>
    internal static Task<List<SalesItem>> RededuceAsync(this Step step, Order order, IReadOnlyList<SalesItem> made, CancellationToken cancellationToken) =>
        step.AnewAsync(order, made, made.Count > 0, cancellationToken);

    /// <summary>
    /// Lets what waits to be billed of an order deduct a deposit that is issued by now, or off a draft that vanished. What waits is written too, so that a run that takes it up meanwhile conflicts.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task DeductLaterAsync(this Step step, Order order, CancellationToken cancellationToken)
    {
        var waiting = (await step.ItemsOfAsync(order, cancellationToken).ConfigureAwait(false)).FindAll(item => Waits(item) && Bills(order, item));
        if (waiting.Count == 0 || !(await step.DepositsOfAsync(order, cancellationToken).ConfigureAwait(false)).Exists(static state => state.IsLeft))
        {
            return;
        }

        foreach (var item in waiting)
        {
            step.Keep(step.Of<SalesItem>().Update(item));
        }

        step.AddItems(await step.RededuceAsync(order, waiting, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Gives back what is left of a deposit that was set off on a credit note, which can't be credited: it waits for a run, which sets it off or makes a credit note. It is staged.</summary>
    internal static async Task GiveBackAsync(this Step step, Order order, DepositState state, CancellationToken cancellationToken)
    {
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var (_, payer) = await step.GuardPayerAsync(order.ServedCustomer, cancellationToken).ConfigureAwait(false);
        var like = DepositItems.Item(order, state.Deposit, state.Deductions.Count + 1, [], today).WaitingFor(payer.CanBeBilled());
        var given = new List<SalesItem>();
        foreach (var line in state.Lines.Where(static line => !line.Left.IsZero))
        {
            given.Add(Deduction(order, state, line, line.Left, like, state.Deductions.Count + 1 + given.Count));
        }

        step.Deposits.Made.AddRange(given);
        step.AddItems(given);
        await step.FollowAsync(given, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<SalesItem>> DeductAsync(this Step step, Order order, IReadOnlyList<SalesItem> made, bool waits, CancellationToken cancellationToken)
    {
        var billing = made.Where(item => Bills(order, item)).ToList();
        if (billing.Count == 0 || await step.DepositsOfAsync(order, cancellationToken).ConfigureAwait(false) is not { Count: > 0 } states)
        {
            return [];
        }

        var items = await step.ItemsWithAsync(order, made, cancellationToken).ConfigureAwait(false);
        if (waits && GivesBack(order, items))
        {
            return await step.AnewAsync(order, made, isMore: true, cancellationToken).ConfigureAwait(false);
        }

        var deductions = Make(step, order, states, items, OrderedCodes.Sum(order, billing), billing[0], isLast: true);
        await step.FollowAsync(deductions, cancellationToken).ConfigureAwait(false);
        return deductions;
    }

    // withdraws the deductions that wait, and makes what all that waits allows, by days: what is given back on a later one is taken off those before it, so that whatever a run takes up together is not below zero
    private static async Task<List<SalesItem>> AnewAsync(this Step step, Order order, IReadOnlyList<SalesItem> made, bool isMore, CancellationToken cancellationToken)
    {
        var waiting = (await step.DepositsOfAsync(order, cancellationToken).ConfigureAwait(false)).SelectMany(static state => state.Deductions).Where(Waits).ToList();
        if (waiting.Count == 0 && !isMore)
        {
            return [];
        }

        var items = await step.ItemsWithAsync(order, made, cancellationToken).ConfigureAwait(false);
        if (waiting.Count == 0 && !GivesBack(order, items))
        {
            return await step.DeductAsync(order, made, cancellationToken).ConfigureAwait(false);
        }

        step.Withdraw(waiting, "What is billed with it was decided otherwise.");
        var days = items.Where(item => Waits(item) && Bills(order, item)).GroupBy(static item => item.BillingDate).OrderBy(static day => day.Key).ToList();
        var (allowed, deductions) = (Allowed(order, days), new List<SalesItem>());
        for (var i = 0; i < days.Count; i++)
        {
            var states = await step.DepositsOfAsync(order, cancellationToken).ConfigureAwait(false);
            deductions.AddRange(Make(step, order, states, items, allowed[i], days[i].First(), isLast: i == days.Count - 1));
        }

        await step.FollowAsync([.. waiting, .. deductions], cancellationToken).ConfigureAwait(false);
        return deductions;
    }

    // all items of an order, those too that the step made and didn't stage yet
    private static async Task<List<SalesItem>> ItemsWithAsync(this Step step, Order order, IReadOnlyList<SalesItem> made, CancellationToken cancellationToken)
    {
        var items = await step.ItemsOfAsync(order, cancellationToken).ConfigureAwait(false);
        items.AddRange(made.Where(one => !items.Exists(item => item.Id == one.Id)));
        return items;
    }

    // what each day allows by code, once what later ones give back is taken off
    private static List<Dictionary<string, Money>> Allowed(Order order, List<IGrouping<LocalDate, SalesItem>> days)
    {
        var (allowed, back) = (new List<Dictionary<string, Money>>(), new Dictionary<string, Money>(StringComparer.Ordinal));
        foreach (var day in days.AsEnumerable().Reverse())
        {
            var sums = OrderedCodes.Sum(order, day);
            foreach (var (code, later) in back)
            {
                sums[code] = sums.GetValueOrDefault(code, Money.Zero(order.Currency)) + later;
            }

            back = sums.Where(static sum => sum.Value.Sign < 0).ToDictionary(static sum => sum.Key, static sum => sum.Value, StringComparer.Ordinal);
            allowed.Insert(0, sums.Where(static sum => sum.Value.Sign > 0).ToDictionary(static sum => sum.Key, static sum => sum.Value, StringComparer.Ordinal));
        }

        return allowed;
    }

    private static List<SalesItem> Make(Step step, Order order, List<DepositState> states, List<SalesItem> items, Dictionary<string, Money> billing, SalesItem like, bool isLast)
    {
        var ordered = OrderedCode.Of(order).GroupBy(static code => code.Tax.Code, StringComparer.Ordinal)
            .ToDictionary(static code => code.Key, code => code.Aggregate(Money.Zero(order.Currency), static (sum, one) => sum + one.Amount), StringComparer.Ordinal);
        var billed = OrderedCodes.Sum(order, items.Where(static item => !item.Released));
        var added = new List<SalesItem>();
        foreach (var (state, line, amount) in DepositDeductions.Of(states, billing, billed, ordered, isLast && order.InvoicingProgress == OrderProgress.Full, order.Rounding))
        {
            added.Add(Deduction(order, state, line, amount, like, state.Deductions.Count + 1 + added.Count(one => one.SourceId == state.Deposit.Id.Value)));
        }

        step.Deposits.Made.AddRange(added);
        return added;
    }

    private static async Task FollowAsync(this Step step, IEnumerable<SalesItem> deductions, CancellationToken cancellationToken)
    {
        foreach (var deposit in deductions.Select(static item => item.SourceId).Distinct().Order())
        {
            await step.FollowAsync(new Id<Deposit>(deposit), cancellationToken).ConfigureAwait(false);
        }
    }

    // what goes to the order's customer, and on a document
    private static bool Bills(Order order, SalesItem item) =>
        item.Customer == order.ServedCustomer && item.Status != SalesItemStatus.Settled && item.Status != SalesItemStatus.Canceled;

    // something that waits is given back
    private static bool GivesBack(Order order, List<SalesItem> items) => items.Exists(item => Waits(item) && Bills(order, item) && item.Net.Sign < 0);

    private static bool Waits(SalesItem item) => item.IsEditable() && item.Invoice is null;

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
