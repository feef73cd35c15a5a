namespace Psa.Invoices;

/// <summary>The error codes of credit notes.</summary>
public static class CreditNoteErrors
{
    /// <summary>A credit note without a reason.</summary>
    public const string ReasonMissing = "credit_note.reason_missing";

    /// <summary>A credit note dated before its invoice.</summary>
    public const string BeforeInvoice = "credit_note.before_invoice";

    /// <summary>It would credit more than was billed and is left: of a line, a charge, a tax group or the document.</summary>
    public const string ExceedsBilled = "credit_note.exceeds_billed";

    /// <summary>It would credit more of a period, or of a sales item, than the customer still bears.</summary>
    public const string ExceedsBorne = "credit_note.exceeds_borne";

    /// <summary>Only issued invoices can be credited.</summary>
    public const string NotCreditable = "credit_note.not_creditable";

    /// <summary>It says nothing to credit, or several things that exclude each other, or something the invoice doesn't have.</summary>
    public const string BadRequest = "credit_note.bad_request";

    /// <summary>An invoice of which something is credited by hand can't be voided.</summary>
    public const string PartlyCredited = "invoice.partly_credited";
}
