namespace Psa.Numbering;

/// <summary>What a number series numbers.</summary>
public enum NumberPurpose
{
    /// <summary>Invoices.</summary>
    Invoice = 0,

    /// <summary>Credit notes.</summary>
    CreditNote = 1,

    /// <summary>Quotes.</summary>
    Quote = 2,

    /// <summary>Sales orders.</summary>
    Order = 3,

    /// <summary>Purchase orders.</summary>
    PurchaseOrder = 4,

    /// <summary>Contracts.</summary>
    Contract = 5,
}
