namespace Psa.Documents;

/// <summary>The error codes of lines and totals.</summary>
public static class DocumentErrors
{
    /// <summary>The document discounts take more than the document's lines come to.</summary>
    public const string DiscountExceedsDetail = "document.discount_exceeds_detail";

    /// <summary>A charge can't be spread because no line has its sign: it needs a tax of its own.</summary>
    public const string ChargeNeedsTax = "document.charge_needs_tax";

    /// <summary>The date of a document is more than 92 days after today.</summary>
    public const string FarDate = "document.far_date";
}
