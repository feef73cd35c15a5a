using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Payments;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Payments, reversals, refunds and write-offs of issued invoices, and the credit of payers. Each call makes entries that are never changed. A call is known by its key: repeated with the same
/// data it gives the entries of the first, and makes nothing.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of entries and events.</param>
/// <param name="ids">Makes ids.</param>
public sealed partial class PaymentService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    /// <summary>Records a payment. The discount for paying early is taken with it when it becomes due.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its entries: one a part, one for what became credit, and those of discounts.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such invoice, order, payer or billing entity.</exception>
    /// <exception cref="CurrencyMismatchException"><c>money.currency_mismatch</c>: a part or a document is of another currency than the payment.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>payment.bad_value</c>, <c>payment.bad_parts</c>, <c>payment.bad_date</c>, <c>payment.key_reused</c>, <c>payment.not_issued</c>, <c>payment.not_invoice</c>, <c>payment.other_account</c>,
    /// <c>payment.account_missing</c>, <c>payment.exceeds_open</c>, <c>payment.discount_not_due</c>;
    /// <c>payment.order_ended</c>, <c>payment.other_order</c>.
    /// </exception>
    [RequiresPermission(Permission.RecordPayments)]
    public Task<ValueList<PaymentEntry>> RecordAsync(Actor actor, NewPayment payment, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.RecordPayments);
        Border.Check(payment);
        PaymentChecks.RequireAbove(payment.Amount, nameof(payment.Amount));
        PaymentRules.RequireParts(payment);
        return PostAsync(
            actor,
            new(payment.Key, Postings.Asked(payment, PsaJsonContext.Default.NewPayment), payment.Date, EventKinds.PaymentRecorded)
            {
                ValueDate = payment.ValueDate,
                Method = payment.Method,
                Reference = payment.Reference,
            },
            async (step, call) =>
            {
                var documents = new List<PostedDocument>(payment.Parts.Count);
                foreach (var part in payment.Parts)
                {
                    documents.Add(await step.PostedAsync(part.Invoice, cancellationToken).ConfigureAwait(false));
                }

                var order = await BoundAsync(step, payment.Order, cancellationToken).ConfigureAwait(false);
                var (payer, entity) = await AccountAsync(step, payment.Payer ?? order?.Customer, payment.BillingEntity ?? order?.BillingEntity, documents, cancellationToken).ConfigureAwait(false);
                Bind(step, order, payer, entity, payment.Amount.Currency);
                var posting = await OpenAsync(step, call, payer, entity, payment.Amount, documents, cancellationToken, order?.Id).ConfigureAwait(false);
                PaymentRules.Record(posting, payment);
                return posting;
            },
            cancellationToken);
    }

    /// <summary>Reverses a payment, or part of it. Discounts that hung on it are taken back; of credit that it made, what was applied is taken off its invoices again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="reversal">What is reversed, and why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its entries.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such payment.</exception>
    /// <exception cref="CurrencyMismatchException"><c>money.currency_mismatch</c>.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>payment.bad_value</c>, <c>payment.bad_date</c>, <c>payment.reason_missing</c>, <c>payment.key_reused</c>, <c>payment.not_reversible</c>, <c>payment.exceeds_payment</c>;
    /// <c>credit.exceeds_balance</c>: a payment in advance was refunded.
    /// </exception>
    [RequiresPermission(Permission.RecordPayments)]
    public Task<ValueList<PaymentEntry>> ReverseAsync(Actor actor, NewReversal reversal, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.RecordPayments);
        Border.Check(reversal);
        PaymentChecks.RequireReason(reversal.Reason);
        if (reversal.Amount is { } amount)
        {
            PaymentChecks.RequireAbove(amount, nameof(reversal.Amount));
        }

        return PostAsync(
            actor,
            new(reversal.Key, Postings.Asked(reversal, PsaJsonContext.Default.NewReversal), reversal.Date, EventKinds.PaymentReversed) { Reason = reversal.Reason },
            (step, call) => ReversedAsync(step, call, reversal, cancellationToken),
            cancellationToken);
    }

    /// <summary>Records that money went back: what an invoice owes, or customer credit.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="refund">The refund.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its entry.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such invoice, payer or billing entity.</exception>
    /// <exception cref="CurrencyMismatchException"><c>money.currency_mismatch</c>.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>payment.bad_value</c>, <c>payment.bad_date</c>, <c>payment.key_reused</c>, <c>payment.not_issued</c>, <c>payment.not_invoice</c>, <c>payment.other_account</c>,
    /// <c>payment.account_missing</c>, <c>payment.exceeds_owed</c>, <c>credit.exceeds_balance</c>.
    /// </exception>
    [RequiresPermission(Permission.RecordPayments)]
    public Task<ValueList<PaymentEntry>> RefundAsync(Actor actor, NewRefund refund, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.RecordPayments);
        Border.Check(refund);
        PaymentChecks.RequireAbove(refund.Amount, nameof(refund.Amount));
        return PostAsync(
            actor,
            new(refund.Key, Postings.Asked(refund, PsaJsonContext.Default.NewRefund), refund.Date, EventKinds.PaymentRefunded)
            {
                ValueDate = refund.ValueDate,
                Method = refund.Method,
                Reference = refund.Reference,
                Reason = refund.Reason,
            },
            async (step, call) =>
            {
                List<PostedDocument> documents = refund.Invoice is { } id ? [await step.PostedAsync(id, cancellationToken).ConfigureAwait(false)] : [];
                var (payer, entity) = await AccountAsync(step, refund.Payer, refund.BillingEntity, documents, cancellationToken).ConfigureAwait(false);
                var posting = await OpenAsync(step, call, payer, entity, refund.Amount, documents, cancellationToken, refund.Order).ConfigureAwait(false);
                PaymentRules.Refund(posting, refund.Invoice, refund.Amount, refund.Order);
                return posting;
            },
            cancellationToken);
    }

    /// <summary>Gives up what is open of an invoice.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="writeOff">How much, and why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its entry.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such invoice.</exception>
    /// <exception cref="CurrencyMismatchException"><c>money.currency_mismatch</c>.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>payment.bad_value</c>, <c>payment.bad_date</c>, <c>payment.reason_missing</c>, <c>payment.key_reused</c>, <c>payment.not_issued</c>, <c>payment.not_invoice</c>, <c>payment.exceeds_open</c>.
    /// </exception>
    [RequiresPermission(Permission.ManageCredit)]
    public Task<ValueList<PaymentEntry>> WriteOffAsync(Actor actor, NewWriteOff writeOff, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCredit);
        Border.Check(writeOff);
        PaymentChecks.RequireAbove(writeOff.Amount, nameof(writeOff.Amount));
        PaymentChecks.RequireReason(writeOff.Reason);
        return PostAsync(
            actor,
            new(writeOff.Key, Postings.Asked(writeOff, PsaJsonContext.Default.NewWriteOff), writeOff.Date, EventKinds.PaymentWrittenOff) { Reason = writeOff.Reason },
            async (step, call) =>
            {
                var document = await step.PostedAsync(writeOff.Invoice, cancellationToken).ConfigureAwait(false);
                var posting = await OpenAsync(step, call, document.Invoice.Customer, document.Invoice.BillingEntity, writeOff.Amount, [document], cancellationToken).ConfigureAwait(false);
                PaymentRules.WriteOff(posting, writeOff.Invoice, writeOff.Amount);
                return posting;
            },
            cancellationToken);
    }

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }
}
