using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.Records;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Services;

/// <content>Billing orders.</content>
public sealed partial class OrderService
{
    /// <summary>
    /// Bills an order, or some of it: each line comes to its part by running totals, with its share of the order's discounts as a discount of its own, and freight is a line of its own. What is made are sales items, which a
    /// run or an invoice by hand takes up, with the order's own terms; at once, a draft invoice is written in the same commit.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="bill">What of it, and how.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The order, which is closed when nothing of it is left, the items, and the draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: at once, the payer's must be complete.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>order.not_submitted</c>; <c>order.bad_line</c>, <c>order.bad_quantity</c>, <c>order.over_invoiced</c>; <c>order.nothing_to_invoice</c>; <c>document.negative_total</c>: below zero at once; <c>document.far_date</c>;
    /// <c>billing_entity.inactive</c>; what the tax calculator refuses.
    /// </exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<BilledOrder> InvoiceAsync(Actor actor, Id<Order> id, OrderBill bill, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(bill);
        return AgainAsync(
            actor,
            async step =>
            {
                var order = await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                return await FindBilledAsync(step, order, bill, cancellationToken).ConfigureAwait(false)
                    ?? await InvoiceAsync(step, order, order, bill, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    // who billed at the same moment, between the reads of order and items, makes it seem that nothing is left: looked at again, the step says it in its own words
    private async Task<BilledOrder> AgainAsync(Actor actor, Func<Step, Task<BilledOrder>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await store.StepAsync(clock, actor, work, cancellationToken).ConfigureAwait(false);
        }
        catch (RuleViolationException refusal) when (refusal.Code == OrderErrors.NothingToInvoice && !store.IsInHostTransaction)
        {
            return await store.StepAsync(clock, actor, work, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<BilledOrder> InvoiceAsync(Step step, Order before, Order order, OrderBill bill, CancellationToken cancellationToken)
    {
        order.RequireSubmitted();
        if (bill.Date is { } date)
        {
            await step.RequireNearAsync(date, cancellationToken, nameof(bill.Date)).ConfigureAwait(false);
        }

        var upTo = OrderInvoicing.UpTo(order, bill.Quantities);
        var (billed, items) = await step.BillAsync(order, upTo, bill.Date, settlesFreight: true, cancellationToken).ConfigureAwait(false);
        if (items.Count == 0)
        {
            throw new RuleViolationException(
                OrderErrors.NothingToInvoice,
                !bill.Quantities.IsEmpty ? "So much of the order is invoiced already: quantities are those that are to be invoiced in all, with what was before."
                    : order.Invoicing == InvoicePolicy.Shipped ? "All that was delivered of the order is invoiced: tell first what else was." : "All of the order is invoiced that may be.",
                order.Id.Value);
        }

        var status = OrderLifecycle.Table.Next(billed.Status, OrderAction.Invoice, step.Actor, order.Id.Value);
        step.Append(EventKinds.OrderInvoiced, order.Id, to: items.Aggregate(Money.Zero(order.Currency), static (sum, item) => sum + item.Net).ToString());
        items.AddRange(bill.AtOnce
            ? await step.DeductAsync(billed, items, cancellationToken).ConfigureAwait(false)
            : await step.DeductWaitingAsync(billed, items, cancellationToken).ConfigureAwait(false));
        (var invoice, items) = bill.AtOnce ? await PlaceAsync(step, order, items, bill, cancellationToken).ConfigureAwait(false) : (null, items);
        step.AddItems(items);
        var followed = await step.FollowToEndAsync(before, billed with { Status = status }, _drafts, ids, cancellationToken).ConfigureAwait(false);
        await step.NoticeCreditAsync(followed, cancellationToken).ConfigureAwait(false);
        return new(followed, items.ToValueList(), invoice);
    }

    // a call that is repeated by the id of its invoice
    private static async Task<BilledOrder?> FindBilledAsync(Step step, Order order, OrderBill bill, CancellationToken cancellationToken)
    {
        if (bill.Invoice is not { } given || await step.Of<Invoice>().FindAsync(given, cancellationToken).ConfigureAwait(false) is not { } made)
        {
            return null;
        }

        var items = await step.ItemsOnAsync(made, cancellationToken).ConfigureAwait(false);
        return items.Exists(item => item.Source == SalesItemSource.Order && item.SourceId == order.Id.Value)
            ? new(order, items.ToValueList(), made)
            : throw new ConcurrencyConflictException(nameof(Invoice), given.Value, 0, made.Version);
    }

    private async Task<(Invoice? Draft, List<SalesItem> Items)> PlaceAsync(Step step, Order order, List<SalesItem> items, OrderBill bill, CancellationToken cancellationToken)
    {
        var (_, payer) = await step.GuardPayerAsync(order.ServedCustomer, cancellationToken).ConfigureAwait(false);
        var entity = (await step.Of<BillingEntity>().RequireAsync(order.BillingEntity, cancellationToken).ConfigureAwait(false)).RequireActive();
        var pending = items.FindAll(static item => item.Status != SalesItemStatus.Settled);
        var written = new WrittenInvoice
        {
            Id = bill.Invoice.OrNext(ids),
            PriceBehaviour = PriceBehaviour.Locked,
            PurchaseOrderNumber = order.PurchaseOrderNumber,
            BuyerReference = order.BuyerReference,
            ShipTo = order.ShipTo,
        };
        var date = bill.Date ?? await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        BillingInformationRules.RequireComplete(payer);
        var (draft, placed) = pending.Count == 0
            ? throw new RuleViolationException(DocumentErrors.NoLines, "What is billed comes to nothing by decisions on earlier items, and stands on no document: bill it without an invoice.", order.Id.Value)
            : await new DraftWriter(step, taxes, _languages).WriteAsync(payer, entity, pending, written, [], date, cancellationToken).ConfigureAwait(false);
        if (draft.Totals.TotalWithTax.Sign < 0)
        {
            throw new RuleViolationException(
                DocumentErrors.NegativeTotal, $"The invoice would come to {draft.Totals.TotalWithTax}: bill it without an invoice at once, and a run offsets it or makes a credit note.", order.Id.Value);
        }

        step.Append(EventKinds.InvoiceDrafted, draft.Id, to: draft.Totals.TotalWithTax.ToString());
        var byId = placed.ToDictionary(static item => item.Id);
        return (step.Of<Invoice>().Add(draft), items.ConvertAll(item => byId.GetValueOrDefault(item.Id, item)));
    }
}
