namespace Psa.Invoices;

/// <summary>The error codes of invoices and credit notes.</summary>
public static class InvoiceErrors
{
    /// <summary>The invoice stays below the entity's minimum.</summary>
    public const string BelowMinimum = "billing.below_minimum";
}
