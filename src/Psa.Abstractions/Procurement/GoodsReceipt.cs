namespace Psa.Procurement;

/// <summary>A purchase order after goods of it were received.</summary>
/// <param name="Order">The order.</param>
/// <param name="Warnings">What speaks against the credit of those to whom goods went straight, and didn't stop it.</param>
public sealed record GoodsReceipt(PurchaseOrder Order, ValueList<Problem> Warnings);
