using System.Linq;
using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>Bills orders: makes their sales items and counts what is invoiced of each line, in the commit of what asks for it.</summary>
internal static class OrderBilling
{
    /// <summary>Makes the items of an order up to given quantities; <see cref="ItemSteps.AddItems"/> stages them.</summary>
    /// <param name="step">The step.</param>
    /// <param name="order">The order as the step leaves it otherwise.</param>
    /// <param name="upTo">How much of each line is to be invoiced in all, by places.</param>
    /// <param name="date">The day from which they may be invoiced, or <see langword="null"/> for today.</param>
    /// <param name="settlesFreight">Whether its charges are looked at too.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order with what is invoiced of it now, and the items: the caller stages both.</returns>
    internal static async Task<(Order Order, List<SalesItem> Items)> BillAsync(
        this Step step, Order order, decimal[] upTo, LocalDate? date, bool settlesFreight, CancellationToken cancellationToken)
    {
        var known = await step.ItemsOfAsync(order, cancellationToken).ConfigureAwait(false);
        var day = date ?? await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var made = OrderItems.Next(AsBilled(order), known, upTo, day, settlesFreight);
        if (made.Count == 0)
        {
            return (order, made);
        }

        var (_, payer) = await step.GuardPayerAsync(order.ServedCustomer, cancellationToken).ConfigureAwait(false);
        made = (await step.LeaveOpenAsync(made, known, cancellationToken).ConfigureAwait(false)).ConvertAll(item => item.WaitingFor(payer.CanBeBilled()));
        return (Counted(order, [.. known, .. made]), made);
    }

    /// <summary>
    /// Settles orders of which somebody decided on items or released some, in the same commit: what was released is open again, and billed anew at once where nothing else of the order is open; what a decision leaves
    /// to be billed or given back is, and the deductions of deposits follow. An order that ends with it ends its deposits, and what credit is bound to it is freed.
    /// </summary>
    /// <param name="step">The step, which stages the items.</param>
    /// <param name="changed">The items as the step staged them, of any source.</param>
    /// <param name="drafts">Drafts credit notes.</param>
    /// <param name="ids">Makes ids of entries.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task SettleOrdersAsync(this Step step, IReadOnlyCollection<SalesItem> changed, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken)
    {
        foreach (var own in changed.Where(static item => item.Source == SalesItemSource.Order).GroupBy(static item => item.SourceId))
        {
            foreach (var item in own)
            {
                step.Keep(item);
            }

            var before = await step.Of<Order>().RequireAsync(new(own.Key), cancellationToken).ConfigureAwait(false);
            var known = await step.ItemsOfAsync(before, cancellationToken).ConfigureAwait(false);
            var after = Counted(before, known);
            var settlesFreight = after.InvoicingProgress == OrderProgress.Full || own.Any(static item => item is { SourceLine: null, Released: false });
            var made = OrderItems.Next(AsBilled(after), known, OrderInvoicing.Settled(after), await step.TodayAsync(cancellationToken).ConfigureAwait(false), settlesFreight);
            if (made.Count > 0)
            {
                var (_, payer) = await step.GuardPayerAsync(after.ServedCustomer, cancellationToken).ConfigureAwait(false);
                made = (await step.LeaveOpenAsync(made, known, cancellationToken).ConfigureAwait(false)).ConvertAll(item => item.WaitingFor(payer.CanBeBilled()));
                step.AddItems(made);
            }

            after = Counted(after, [.. known, .. made]);
            step.AddItems(await step.RededuceAsync(after, made, cancellationToken).ConfigureAwait(false));
            await step.FollowToEndAsync(before, after, drafts, ids, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Bills what an order asks to be billed after something of it was delivered or given up: what was invoiced and may not be any more is given back at once, and nothing more is billed than was asked for.</summary>
    /// <param name="step">The step, which stages order and items.</param>
    /// <param name="before">The order as it was.</param>
    /// <param name="after">The order as it is otherwise.</param>
    /// <param name="drafts">Drafts credit notes.</param>
    /// <param name="ids">Makes ids of entries.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="upTo">How much of each line is to be invoiced, by places; <see langword="null"/> for what is, as far as it may be.</param>
    internal static async Task<Order> SettleAsync(
        this Step step, Order before, Order after, CreditNoteDrafts drafts, IIdGenerator ids, CancellationToken cancellationToken, decimal[]? upTo = null)
    {
        if (after.SubmittedOn is null)
        {
            return await step.FollowToEndAsync(before, after, drafts, ids, cancellationToken).ConfigureAwait(false);
        }

        var (settled, items) = await step.BillAsync(after, upTo ?? OrderInvoicing.Settled(after), date: null, settlesFreight: true, cancellationToken).ConfigureAwait(false);
        items.AddRange(await step.DeductWaitingAsync(settled, items, cancellationToken).ConfigureAwait(false));
        step.AddItems(items);
        return await step.FollowToEndAsync(before, settled, drafts, ids, cancellationToken).ConfigureAwait(false);
    }

    private static Order Counted(Order order, List<SalesItem> items)
    {
        foreach (var line in OrderedLine.Of(order))
        {
            order = line.With(order, order.Quantities[line.Place] with { Invoiced = OrderItems.InvoicedOf(items, line.Place), Noted = OrderItems.NotedOf(items, line.Place) });
        }

        return order;
    }

    /// <summary>Gives an order with its lines as documents bill them: where the treatment of the customer frees prices of the tax in them, its nets are agreed without it, and so is their tax.</summary>
    internal static Order AsBilled(Order order)
    {
        if (!order.Lines.AsEnumerable().Any(static line => line.Tax?.Freed is not null))
        {
            return order;
        }

        var frame = new SalesItem
        {
            Id = default,
            Tenant = order.Tenant,
            Customer = order.ServedCustomer,
            BillingEntity = order.BillingEntity,
            Currency = order.Currency,
            Source = SalesItemSource.Manual,
            BillingDate = order.IssueDate,
            Status = SalesItemStatus.Draft,
            Lines = order.Lines,
            TotalBeforeDiscount = Money.Zero(order.Currency),
            Computed = Money.Zero(order.Currency),
            Net = Money.Zero(order.Currency),
        };
        var billed = FreedLines.Billed(frame, order.Lines, order.Rounding);
        return order with { Lines = billed.AsEnumerable().Select(static line => line.Tax is { } tax ? line with { Tax = tax with { IsKept = true, Freed = null } } : line).ToValueList() };
    }
}
