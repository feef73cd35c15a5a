namespace Psa.Procurement;

/// <summary>What is done with a purchase order as a whole.</summary>
internal enum PurchaseOrderAction
{
    /// <summary>It is sent to the vendor.</summary>
    Submit = 0,

    /// <summary>It is taken back.</summary>
    Cancel = 1,
}
