namespace Psa.Invoices;

/// <summary>What can happen to an invoice or credit note.</summary>
internal enum InvoiceAction
{
    /// <summary>Give it its number; from then on it never changes.</summary>
    Issue,

    /// <summary>Throw a draft away.</summary>
    Delete,
}
