using Psa.Access;
using Psa.Customers;
using Psa.Documents;
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
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The submitted order, with what speaks against it.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such order.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: ask for it and repeat the step.</exception>
    /// <exception cref="ValidationFailedException"><c>document.pricing_error</c>, <c>price.stale</c>: each line with its place.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>order.not_active</c>; <c>order.empty</c>; <c>billing_entity.inactive</c>; <c>document.discount_exceeds_detail</c>; <c>credit.on_hold</c>, <c>credit.limit_exceeded</c>.
    /// </exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<OrderSubmission> SubmitAsync(Actor actor, Id<Order> id, string? passReason = null, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.CheckOptional(passReason);
        return store.StepAsync(clock, actor, async step => await SubmitAsync(step, id, passReason, cancellationToken).ConfigureAwait(false), cancellationToken);
    }

    private async Task<OrderSubmission> SubmitAsync(Step step, Id<Order> id, string? passReason, CancellationToken cancellationToken)
    {
        var before = (await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).RequireActive();
        var whose = await step.WhoseAsync(before, cancellationToken).ConfigureAwait(false);
        BillingInformationRules.RequireComplete(whose.Payer);
        whose.Entity.RequireActive();
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var current = await Writer(step).WriteAsync(before, whose, before.Lines, before.Charges.AsWritten(), cancellationToken).ConfigureAwait(false);
        var submitted = current.Submit(step.Actor, step.Now, today);
        var warnings = await step.AskCreditAsync(whose.Payer.Id, before.Currency, submitted.Totals.TotalWithTax, passReason, id.Value, cancellationToken).ConfigureAwait(false);
        step.Append(EventKinds.OrderSubmitted, id, before.Status.Name, submitted.Status.Name, passReason);
        return new(step.Of<Order>().Update(submitted), warnings);
    }
}
