namespace Psa.Documents;

/// <summary>The error codes of lines and totals.</summary>
public static class DocumentErrors
{
    /// <summary>Lines have pricing errors, and the document can take no step with them.</summary>
    public const string PricingError = "document.pricing_error";

    /// <summary>The document discounts take more than the document's lines come to.</summary>
    public const string DiscountExceedsDetail = "document.discount_exceeds_detail";

    /// <summary>A charge can't be spread because no line has its sign: it needs a tax of its own.</summary>
    public const string ChargeNeedsTax = "document.charge_needs_tax";

    /// <summary>A document needs a line that bills something.</summary>
    public const string NoLines = "document.no_lines";

    /// <summary>An invoice by hand comes to less than nothing: that is a credit note.</summary>
    public const string NegativeTotal = "document.negative_total";

    /// <summary>The date of a document is more than 92 days after today.</summary>
    public const string FarDate = "document.far_date";

    /// <summary>Items that have not all in common what the items of a document must have.</summary>
    public const string OtherKey = "document.other_key";

    /// <summary>A document is held back without a reason.</summary>
    public const string ReasonMissing = "document.reason_missing";
}
