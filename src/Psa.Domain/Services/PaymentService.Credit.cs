using Psa.Access;
using Psa.Payments;
using Psa.Records;

namespace Psa.Services;

/// <content>What is done with customer credit.</content>
public sealed partial class PaymentService
{
    /// <summary>Makes what an invoice owes its payer customer credit.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="move">How much of which invoice.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its entry.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such invoice or order.</exception>
    /// <exception cref="CurrencyMismatchException"><c>money.currency_mismatch</c>.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>payment.bad_value</c>, <c>payment.bad_date</c>, <c>payment.key_reused</c>, <c>payment.not_issued</c>, <c>payment.not_invoice</c>, <c>payment.exceeds_owed</c>;
    /// <c>payment.order_ended</c>, <c>payment.other_order</c>.
    /// </exception>
    [RequiresPermission(Permission.RecordPayments)]
    public Task<ValueList<PaymentEntry>> MoveToCreditAsync(Actor actor, NewCreditMove move, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.RecordPayments);
        Border.Check(move);
        PaymentChecks.RequireAbove(move.Amount, nameof(move.Amount));
        return PostAsync(
            actor,
            new(move.Key, Postings.Asked(move, PsaJsonContext.Default.NewCreditMove), move.Date, Event: null),
            async (step, call) =>
            {
                var document = await step.PostedAsync(move.Invoice, cancellationToken).ConfigureAwait(false);
                var order = await BoundAsync(step, move.Order, cancellationToken).ConfigureAwait(false);
                Bind(step, order, document.Invoice.Customer, document.Invoice.BillingEntity, move.Amount.Currency);
                var posting = await OpenAsync(step, call, document.Invoice.Customer, document.Invoice.BillingEntity, move.Amount, [document], cancellationToken, order?.Id).ConfigureAwait(false);
                PaymentRules.MoveToCredit(posting, move.Invoice, move.Amount, order?.Id);
                return posting;
            },
            cancellationToken);
    }

    /// <summary>Lets a payer's credit pay issued invoices: one, or all that are open, the oldest first.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="application">How much of it, and for which.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its entries: one an invoice, and those of discounts that became due.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such invoice, payer or billing entity.</exception>
    /// <exception cref="CurrencyMismatchException"><c>money.currency_mismatch</c>.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>payment.bad_value</c>, <c>payment.bad_date</c>, <c>payment.key_reused</c>, <c>payment.not_issued</c>, <c>payment.not_invoice</c>, <c>payment.other_account</c>,
    /// <c>payment.account_missing</c>, <c>payment.exceeds_open</c>, <c>credit.exceeds_balance</c>; <c>payment.other_order</c>: the invoice bills nothing of the order.
    /// </exception>
    [RequiresPermission(Permission.RecordPayments)]
    public Task<ValueList<PaymentEntry>> ApplyCreditAsync(Actor actor, CreditApplication application, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.RecordPayments);
        Border.Check(application);
        PaymentChecks.RequireAbove(application.Amount, nameof(application.Amount));
        return PostAsync(
            actor,
            new(application.Key, Postings.Asked(application, PsaJsonContext.Default.CreditApplication), application.Date, Event: null),
            async (step, call) =>
            {
                var documents = application.Invoice is { } id
                    ? [await step.PostedAsync(id, cancellationToken).ConfigureAwait(false)]
                    : await step.OpenOfAsync(application.Payer, application.BillingEntity, application.Amount.Currency, application.Date, cancellationToken).ConfigureAwait(false);
                if (application.Order is { } order)
                {
                    documents = await step.BillingAsync(order, documents, isNamed: application.Invoice is not null, cancellationToken).ConfigureAwait(false);
                }

                var (payer, entity) = await AccountAsync(step, application.Payer, application.BillingEntity, documents, cancellationToken).ConfigureAwait(false);
                var posting = await OpenAsync(step, call, payer, entity, application.Amount, documents, cancellationToken, application.Order).ConfigureAwait(false);
                if (application.Invoice is { } invoice)
                {
                    PaymentRules.Apply(posting, invoice, application.Amount, application.Order);
                }
                else
                {
                    PaymentRules.ApplyOldestFirst(posting, application.Amount, application.Order);
                }

                return posting;
            },
            cancellationToken);
    }
}
