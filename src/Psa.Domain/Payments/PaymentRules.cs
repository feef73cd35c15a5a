using Psa.Customers;
using Psa.Invoices;
using Psa.Orders;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>How money, and what takes its place, settles documents (R-PAYMENT, R-CUSTOMER-CREDIT). Each posts entries, or refuses and posts nothing that is kept.</summary>
internal static class PaymentRules
{
    /// <summary>Records a payment: its parts on their documents, what is beyond them as credit, and the discounts that it makes due.</summary>
    /// <exception cref="RuleViolationException">
    /// <c>payment.bad_parts</c>, <c>payment.exceeds_open</c>, <c>payment.discount_not_due</c>.
    /// </exception>
    /// <exception cref="CurrencyMismatchException"><c>money.currency_mismatch</c>.</exception>
    public static void Record(Posting posting, NewPayment payment)
    {
        var rest = payment.Amount;
        foreach (var part in payment.Parts)
        {
            rest -= part.Amount;
        }

        if (rest.Sign < 0)
        {
            throw new RuleViolationException(
                PaymentErrors.BadParts, $"The parts come to {payment.Amount - rest}, which is more than the payment of {payment.Amount}: correct one of them.").At(nameof(payment.Parts));
        }

        foreach (var part in payment.Parts)
        {
            var document = posting[part.Invoice];
            var paid = part.Amount;
            if (paid > document.Open)
            {
                if (!payment.SurplusToCredit)
                {
                    throw ExceedsOpen(document, part.Amount, "pay that, and let the rest be credit (SurplusToCredit)");
                }

                (paid, rest) = (document.Open, rest + part.Amount - document.Open);
            }

            posting.Add(PaymentKind.Payment, paid, part.Invoice);
        }

        posting.Add(PaymentKind.Payment, rest, order: rest.IsZero ? null : payment.Order);
        posting.SettleDiscounts();
        foreach (var part in payment.Parts)
        {
            if (part.WithEarlyDiscount)
            {
                RequireDiscount(posting[part.Invoice]);
            }
        }
    }

    /// <summary>Refunds what a document owes, or credit.</summary>
    /// <exception cref="RuleViolationException"><c>payment.exceeds_owed</c>, <c>credit.exceeds_balance</c>.</exception>
    public static void Refund(Posting posting, Id<Invoice>? invoice, Money amount, Id<Order>? order = null)
    {
        if (invoice is { } id)
        {
            RequireOwed(posting[id], amount);
        }
        else
        {
            RequireCredit(posting, amount, order);
        }

        posting.Add(PaymentKind.Refund, amount, invoice, order: invoice is null ? order : null);
    }

    /// <summary>Writes off what is open.</summary>
    /// <exception cref="RuleViolationException"><c>payment.exceeds_open</c>.</exception>
    public static void WriteOff(Posting posting, Id<Invoice> invoice, Money amount)
    {
        RequireOpen(posting[invoice], amount);
        posting.Add(PaymentKind.WriteOff, amount, invoice);
    }

    /// <summary>Makes what a document owes credit.</summary>
    /// <exception cref="RuleViolationException"><c>payment.exceeds_owed</c>.</exception>
    public static void MoveToCredit(Posting posting, Id<Invoice> invoice, Money amount, Id<Order>? order = null)
    {
        RequireOwed(posting[invoice], amount);
        posting.Add(PaymentKind.CreditOut, amount, invoice, order: order);
    }

    /// <summary>Applies credit to one document.</summary>
    /// <exception cref="RuleViolationException"><c>credit.exceeds_balance</c>, <c>payment.exceeds_open</c>.</exception>
    public static void Apply(Posting posting, Id<Invoice> invoice, Money amount, Id<Order>? order = null)
    {
        RequireCredit(posting, amount, order);
        RequireOpen(posting[invoice], amount);
        posting.Add(PaymentKind.CreditIn, amount, invoice, order: order);
        posting.SettleDiscounts();
    }

    /// <summary>Applies credit to all documents of the call, the oldest first: by date, number and id. What none of them needs is left.</summary>
    /// <exception cref="RuleViolationException"><c>credit.exceeds_balance</c>; <c>payment.exceeds_open</c>: nothing is open.</exception>
    public static void ApplyOldestFirst(Posting posting, Money amount, Id<Order>? order = null)
    {
        RequireCredit(posting, amount, order);
        var left = amount;
        foreach (var document in OldestFirst(posting.Documents))
        {
            var applied = document.Open < left ? document.Open : left;
            posting.Add(PaymentKind.CreditIn, applied, document.Invoice.Id, order: order);
            left -= applied;
        }

        if (left == amount)
        {
            throw new RuleViolationException(
                PaymentErrors.ExceedsOpen, $"No invoice of the payer in {amount.Currency} that is dated up to {posting.Call.Date:R} is open{(order is null ? string.Empty : " and bills something of the order")}: there is nothing to apply credit to.", posting.Credit.Payer.Value);
        }

        posting.SettleDiscounts();
    }

    /// <summary>Refuses parts that are none: not above zero, of another currency than the payment, or two of one document.</summary>
    /// <exception cref="RuleViolationException"><c>payment.bad_value</c>, <c>payment.bad_parts</c>.</exception>
    /// <exception cref="CurrencyMismatchException"><c>money.currency_mismatch</c>.</exception>
    public static void RequireParts(NewPayment payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        var seen = new HashSet<Id<Invoice>>();
        foreach (var part in payment.Parts)
        {
            PaymentChecks.RequireAbove(part.Amount, nameof(payment.Parts));
            PaymentChecks.RequireCurrency(payment.Amount.Currency, part.Amount);
            if (!seen.Add(part.Invoice))
            {
                throw new RuleViolationException(PaymentErrors.BadParts, "Two parts of the payment are for one document: give it one.", part.Invoice.Value).At(nameof(payment.Parts));
            }
        }
    }

    /// <summary>Refuses to reverse what is no payment.</summary>
    /// <exception cref="RuleViolationException"><c>payment.not_reversible</c>.</exception>
    public static void RequireReversible(PaymentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Kind != PaymentKind.Payment)
        {
            throw new RuleViolationException(
                PaymentErrors.NotReversible, $"The entry is no payment but {entry.Kind}, which isn't reversed: name the payment, or record what happened as a payment or refund of its own.", entry.Id.Value).At("Payment");
        }
    }

    /// <summary>Refuses a document that isn't an issued invoice.</summary>
    /// <exception cref="RuleViolationException"><c>payment.not_issued</c>, <c>payment.not_invoice</c>.</exception>
    public static void RequirePayable(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        if (invoice.Status == InvoiceStatus.Draft || invoice.Status == InvoiceStatus.Deleted)
        {
            throw new RuleViolationException(
                PaymentErrors.NotIssued, $"The document is {invoice.Status.Name} and asks for nothing: issue it first, or record the payment in advance, without it.", invoice.Id.Value);
        }

        if (invoice.Kind == InvoiceKind.CreditNote)
        {
            throw new RuleViolationException(PaymentErrors.NotInvoice, $"{invoice.Number} is a credit note: it is settled, not paid.", invoice.Id.Value);
        }
    }

    /// <summary>Refuses a document of another account than the call's.</summary>
    /// <exception cref="RuleViolationException"><c>payment.other_account</c>.</exception>
    public static void RequireAccount(Invoice invoice, Id<Customer> payer, Id<BillingEntity> entity)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        if (invoice.Customer != payer || invoice.BillingEntity != entity)
        {
            throw new RuleViolationException(
                PaymentErrors.OtherAccount,
                $"{invoice.Number} is of another payer or billing entity than the rest: what is paid in one call is on one account. Record a payment for each.",
                invoice.Id.Value,
                payer.Value,
                entity.Value);
        }
    }

    internal static IEnumerable<PostedDocument> OldestFirst(IEnumerable<PostedDocument> documents)
    {
        var sorted = new List<PostedDocument>(documents);
        sorted.Sort(static (left, right) =>
            left.Invoice.IssueDate.CompareTo(right.Invoice.IssueDate) is not 0 and var byDate ? byDate
            : string.CompareOrdinal(left.Invoice.Number, right.Invoice.Number) is not 0 and var byNumber ? byNumber
            : left.Invoice.Id.CompareTo(right.Invoice.Id));
        return sorted;
    }

    private static void RequireOpen(PostedDocument document, Money amount)
    {
        if (amount > document.Open)
        {
            throw ExceedsOpen(document, amount, "take at most that");
        }
    }

    private static void RequireOwed(PostedDocument document, Money amount)
    {
        if (amount > document.Owed)
        {
            throw new RuleViolationException(
                PaymentErrors.ExceedsOwed, $"{document.Invoice.Number} owes {document.Owed} of what was paid for it, and {amount} was asked for: take at most what is owed.", document.Invoice.Id.Value);
        }
    }

    private static void RequireCredit(Posting posting, Money amount, Id<Order>? order)
    {
        var balance = posting.CreditOf(order).Balance;
        if (amount > balance)
        {
            throw new RuleViolationException(
                PaymentErrors.ExceedsCredit, $"The payer's {(order is null ? "free credit" : "credit that is bound to the order")} is {balance}, and {amount} was asked for: take at most what there is.", posting.Credit.Payer.Value, posting.Credit.BillingEntity.Value);
        }
    }

    private static void RequireDiscount(PostedDocument document)
    {
        var (invoice, balance) = (document.Invoice, document.Balance);
        if (!balance.Open.IsZero || EarlyPayment.TakenOf(invoice, document.Entries).Sign <= 0)
        {
            var lastDay = invoice.PaymentTerms.LastDiscountDay(invoice.IssueDate);
            throw new RuleViolationException(
                PaymentErrors.DiscountNotDue,
                lastDay is { } day
                    ? $"The discount of {invoice.Number} is {EarlyPayment.DiscountOf(invoice, balance)} when all the rest is paid up to {day:R}, and it isn't: ask for what is open, {balance.Open}, or write it off."
                    : $"The terms of {invoice.Number}, '{invoice.PaymentTerms}', give no discount for paying early: ask for what is open, {balance.Open}, or write it off.",
                invoice.Id.Value);
        }
    }

    private static RuleViolationException ExceedsOpen(PostedDocument document, Money amount, string next) => new(
        PaymentErrors.ExceedsOpen, $"{document.Open} of {document.Invoice.Number} is open, and {amount} was given: {next}.", document.Invoice.Id.Value);
}
