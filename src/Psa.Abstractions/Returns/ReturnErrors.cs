namespace Psa.Returns;

/// <summary>The error codes of returns; those of goods are among those of stock.</summary>
public static class ReturnErrors
{
    /// <summary>The product wasn't taken back when it was delivered, or it is of a bundle, which is billed as one.</summary>
    public const string NotReturnable = "product.not_returnable";

    /// <summary>Who asked for a return doesn't authorize it: let another do it.</summary>
    public const string Own = "return.own";

    /// <summary>A return is denied, or credited with less than was billed, without a note.</summary>
    public const string NoteMissing = "return.note_missing";

    /// <summary>A return says no reason, or what its kind can't have.</summary>
    public const string BadValue = "return.bad_value";

    /// <summary>Goods are still at the vendor, or lie where what came back does: they come, and are restocked, disposed of or delivered first.</summary>
    public const string GoodsOpen = "return.goods_open";

    /// <summary>Only what came to be repaired goes back to its customer.</summary>
    public const string NotOfCustomer = "return.not_of_customer";

    /// <summary>What came to be repaired is the customer's own: it is neither restocked nor thrown away, and no vendor keeps it.</summary>
    public const string OfCustomer = "return.of_customer";
}
