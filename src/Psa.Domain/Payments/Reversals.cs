using NodaTime;
using Psa.Invoices;

namespace Psa.Payments;

/// <summary>How a payment is taken back (R-PAYMENT).</summary>
internal static class Reversals
{
    /// <summary>
    /// Reverses a payment, or part of it: what became credit first, then what its documents got, the last first. Of credit, what is free is taken back, then what was applied since the payment is
    /// taken off its documents again, the newest first; of what was bound to an order, what was freed since is free. What was refunded of it stays open on the payment's own document, above its total if need be.
    /// </summary>
    /// <param name="posting">The call, with all documents that the payment and the credit applied since are on.</param>
    /// <param name="parts">The entries of the payment.</param>
    /// <param name="reversed">What was reversed of them before.</param>
    /// <param name="applied">What of the credit was applied since the payment, the newest first; of credit that was bound to an order and freed since, also what was applied of free credit.</param>
    /// <param name="takenBack">What of that was taken off again before.</param>
    /// <param name="freed">What was freed since the payment of the credit that is bound to its order.</param>
    /// <param name="reversal">What is asked.</param>
    /// <exception cref="RuleViolationException"><c>payment.exceeds_payment</c>; <c>credit.exceeds_balance</c>: a payment in advance was refunded, and there is no document to stand open.</exception>
    public static void Reverse(
        Posting posting,
        IReadOnlyList<PaymentEntry> parts,
        IReadOnlyList<PaymentEntry> reversed,
        IReadOnlyList<PaymentEntry> applied,
        IReadOnlyList<PaymentEntry> takenBack,
        Money freed,
        NewReversal reversal)
    {
        var all = InOrder(parts, reversal.Invoice);
        var (left, total) = (all.ConvertAll(part => LeftOf(part, reversed)), Money.Zero(posting.Credit.Balance.Currency));
        foreach (var one in left)
        {
            total += one;
        }

        var asked = reversal.Amount ?? total;
        if (asked > total || asked.IsZero)
        {
            throw new RuleViolationException(
                PaymentErrors.ExceedsPayment,
                asked.IsZero ? "All of the payment is reversed: nothing is left of it." : $"{total} is left of the payment, and {asked} was asked for: reverse at most what is left.",
                reversal.Payment.Value).At(nameof(reversal.Amount));
        }

        for (var i = 0; i < all.Count && !asked.IsZero; i++)
        {
            var amount = Money.Min(left[i], asked);
            asked -= amount;
            if (all[i].Invoice is { } invoice)
            {
                posting.Add(PaymentKind.Reversal, amount, invoice, all[i].Id);
            }
            else
            {
                TakeBack(posting, all[i], amount, applied, takenBack, all, freed - FreeOf(all[i], reversed));
            }
        }

        posting.SettleDiscounts();
    }

    private static void TakeBack(
        Posting posting, PaymentEntry surplus, Money amount, IReadOnlyList<PaymentEntry> applied, IReadOnlyList<PaymentEntry> takenBack, List<PaymentEntry> parts, Money freed)
    {
        var unused = Money.Min(posting.CreditOf(surplus.Order).Balance, amount);
        posting.Add(PaymentKind.Reversal, unused, of: surplus.Id, order: surplus.Order);
        var rest = amount - unused;
        if (surplus.Order is not null && freed.Sign > 0)
        {
            unused = Money.Min(Money.Min(posting.Credit.Balance, freed), rest);
            posting.Add(PaymentKind.Reversal, unused, of: surplus.Id);
            rest -= unused;
        }

        foreach (var use in applied)
        {
            var again = Money.Min(LeftOf(use, takenBack), rest);

            // what was applied later than the reversal counts was there until then
            var on = LocalDate.Max(posting.Call.Date, use.Date);
            posting.Add(PaymentKind.CreditOut, again, use.Invoice, use.Id, on, order: use.Order);
            posting.Add(PaymentKind.Reversal, again, invoice: null, surplus.Id, on, order: use.Order);
            rest -= again;
        }

        if (rest.IsZero)
        {
            return;
        }

        if (parts.Find(static part => part.Invoice is not null)?.Invoice is not { } document)
        {
            throw new RuleViolationException(
                PaymentErrors.ExceedsCredit,
                $"{rest} of the payment in advance was refunded, and no document can stand open for it: reverse the other {amount - rest}, and charge what was refunded by an invoice.",
                surplus.Id.Value,
                surplus.Payer.Value);
        }

        posting.Add(PaymentKind.Reversal, rest, document, surplus.Id);
    }

    // credit first, then the documents from the last to the first
    private static List<PaymentEntry> InOrder(IReadOnlyList<PaymentEntry> parts, Id<Invoice>? only)
    {
        var order = new List<PaymentEntry>(parts.Count);
        foreach (var part in parts)
        {
            if (part.Kind == PaymentKind.Payment && (only is null || part.Invoice == only))
            {
                order.Add(part);
            }
        }

        order.Sort(static (left, right) => (left.Invoice is null) != (right.Invoice is null) ? (left.Invoice is null ? -1 : 1) : right.Place.CompareTo(left.Place));
        return order;
    }

    // what was taken back before of what had been freed
    private static Money FreeOf(PaymentEntry surplus, IReadOnlyList<PaymentEntry> reversed)
    {
        var taken = Money.Zero(surplus.Amount.Currency);
        foreach (var one in surplus.Order is null ? [] : reversed)
        {
            taken += one.Of == surplus.Id && one is { Kind: PaymentKind.Reversal, Invoice: null, Order: null } ? one.Amount : Money.Zero(taken.Currency);
        }

        return taken;
    }

    private static Money LeftOf(PaymentEntry entry, IReadOnlyList<PaymentEntry> since)
    {
        var left = entry.Amount;
        foreach (var one in since)
        {
            left -= one.Of == entry.Id && one.Kind is PaymentKind.Reversal or PaymentKind.CreditOut ? one.Amount : Money.Zero(left.Currency);
        }

        return left;
    }
}
