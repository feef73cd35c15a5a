namespace Psa.Invoices;

/// <summary>The error codes of what is done with issued documents.</summary>
public static class InvoiceErrors
{
    /// <summary>A draft can't be sent, exported or paid: issue it first.</summary>
    public const string NotIssued = "invoice.not_issued";

    /// <summary>It isn't said to whom the document was sent.</summary>
    public const string RecipientMissing = "invoice.recipient_missing";

    /// <summary>A payment link is no absolute address of the web (http or https).</summary>
    public const string BadPaymentLink = "invoice.bad_payment_link";
}
