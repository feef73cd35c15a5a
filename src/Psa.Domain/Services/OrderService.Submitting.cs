using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.Records;
using Psa.Sellers;

namespace Psa.Services;

/// <content>Agreeing to orders.</content>
public sealed partial class OrderService
{
    /// <summary>
    /// Agrees to an order: its content never changes from then on, and it can be fulfilled and invoiced. Prices that follow the catalog are compared with it once more before, and priced anew or refused.
    /// When the payer owes more than its credit limit with it, or is held, the tenant's policy decides: the answer warns, or it is refused.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The order.</param>
    /// <param name="passReason">Why it is to pass although the policy refuses it; it needs <see cref="Permission.ManageCredit"/> then, and stands in the event. Else it isn't needed.</param>
    /// <param name="thenInvoice">What of it is to be billed in the same commit, and how; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The submitted order, with what speaks against it, and the draft of its invoice where that was asked for at once.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: ask for it and repeat the step.</exception>
    /// <exception cref="ValidationFailedException"><c>document.pricing_error</c>, <c>price.stale</c>: each line with its place.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>order.not_active</c>; <c>order.empty</c>; <c>billing_entity.inactive</c>; <c>document.discount_exceeds_detail</c>; <c>credit.on_hold</c>, <c>credit.limit_exceeded</c>;
    /// where it is billed too, as for <see cref="InvoiceAsync(Actor, Id{Order}, OrderBill, CancellationToken)"/>.
    /// </exception>
    [RequiresPermission(Permission.ManageOrders)]
    public async Task<OrderSubmission> SubmitAsync(Actor actor, Id<Order> id, string? passReason = null, OrderBill? thenInvoice = null, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.CheckOptional(passReason);
        Border.CheckOptional(thenInvoice);
        var submission = await store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = (await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireActive();
                var (submitted, warnings) = await SubmitAsync(step, before, passReason, cancellationToken).ConfigureAwait(false);
                if (thenInvoice is null)
                {
                    var followed = await step.FollowToEndAsync(before, submitted, _drafts, ids, cancellationToken).ConfigureAwait(false);
                    await step.NoticeCreditAsync(followed, cancellationToken).ConfigureAwait(false);
                    return new(followed, warnings);
                }

                var billed = await InvoiceAsync(step, before, submitted, thenInvoice, cancellationToken).ConfigureAwait(false);
                return new OrderSubmission(billed.Order, warnings, billed.Invoice);
            },
            cancellationToken).ConfigureAwait(false);
        await store.EnsureDemandsAsync(clock, actor, id, cancellationToken).ConfigureAwait(false);
        return submission;
    }

    private async Task<(Order Submitted, ValueList<Problem> Warnings)> SubmitAsync(Step step, Order before, string? passReason, CancellationToken cancellationToken)
    {
        var whose = await step.WhoseAsync(before, cancellationToken).ConfigureAwait(false);
        BillingInformationRules.RequireComplete(whose.Payer);
        whose.Entity.RequireActive();
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var current = await Writer(step).FreshAsync(step, before, whose, cancellationToken).ConfigureAwait(false);
        HandPrices.RequirePriced(OrderBilling.AsBilled(current).Lines, before.Id.Value);
        var submitted = current.Submit(step.Actor, step.Now, today);
        var warnings = await step.AskCreditAsync(whose.Payer.Id, before.Currency, submitted.Totals.TotalWithTax, passReason, before.Id.Value, cancellationToken).ConfigureAwait(false);
        await step.AgreeDepositsAsync(submitted, cancellationToken).ConfigureAwait(false);
        step.Append(EventKinds.OrderSubmitted, before.Id, before.Status.Name, submitted.Status.Name, passReason);
        return (submitted, warnings);
    }
}
