namespace Psa.Payments;

/// <summary>The error codes of payments and customer credit.</summary>
public static class PaymentErrors
{
    /// <summary>An amount that isn't above zero, or a key that is missing, longer than 200 characters, or begins with <c>psa:</c>, which is the library's own.</summary>
    public const string BadValue = "payment.bad_value";

    /// <summary>The parts of a payment are more than the payment, or name one document twice.</summary>
    public const string BadParts = "payment.bad_parts";

    /// <summary>A date before that of the document or payment it belongs to, or more than 92 days after today.</summary>
    public const string BadDate = "payment.bad_date";

    /// <summary>No reason is given where one is needed.</summary>
    public const string ReasonMissing = "payment.reason_missing";

    /// <summary>The document isn't issued: a draft asks for nothing.</summary>
    public const string NotIssued = "payment.not_issued";

    /// <summary>The document is a credit note: it is settled, not paid.</summary>
    public const string NotInvoice = "payment.not_invoice";

    /// <summary>The documents of a payment aren't of one payer and one billing entity, or of others than it says.</summary>
    public const string OtherAccount = "payment.other_account";

    /// <summary>It isn't said whose payment in advance it is, or with which billing entity.</summary>
    public const string AccountMissing = "payment.account_missing";

    /// <summary>More would be paid, applied or written off than is open.</summary>
    public const string ExceedsOpen = "payment.exceeds_open";

    /// <summary>More would be reversed than is left of the payment.</summary>
    public const string ExceedsPayment = "payment.exceeds_payment";

    /// <summary>More would be refunded, or moved to credit, than the document owes the customer.</summary>
    public const string ExceedsOwed = "payment.exceeds_owed";

    /// <summary>Only payments are reversed: no reversal, refund, write-off, discount or use of credit.</summary>
    public const string NotReversible = "payment.not_reversible";

    /// <summary>The key belongs to a call with other data.</summary>
    public const string KeyReused = "payment.key_reused";

    /// <summary>The discount for paying early can't be had any more, or the terms give none, or too little was paid for it.</summary>
    public const string DiscountNotDue = "payment.discount_not_due";

    /// <summary>The order is closed or canceled: nothing is bound to it any more.</summary>
    public const string OrderEnded = "payment.order_ended";

    /// <summary>The order is of another payer, billing entity or currency, or the invoice bills nothing of it.</summary>
    public const string OtherOrder = "payment.other_order";

    /// <summary>More credit would be used than the payer has.</summary>
    public const string ExceedsCredit = "credit.exceeds_balance";
}
