namespace Psa.Invoices;

/// <summary>What can happen to an invoice or credit note.</summary>
public enum InvoiceAction
{
    /// <summary>Give it its number; from then on it never changes.</summary>
    Issue,

    /// <summary>Throw a draft away.</summary>
    Delete,

    /// <summary>Note a payment that doesn't cover it.</summary>
    PayInPart,

    /// <summary>Note the payment that covers it.</summary>
    Pay,

    /// <summary>Note that credit notes cover it.</summary>
    Credit,
}
