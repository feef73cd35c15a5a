namespace Psa.Catalog;

/// <summary>The error codes of taxes.</summary>
public static class TaxErrors
{
    /// <summary>The tax table has no such code.</summary>
    public const string UnknownCode = "tax.unknown_code";

    /// <summary>The tax code has no rate yet on that day.</summary>
    public const string NoRate = "tax.no_rate";

    /// <summary>No tax code was given and the table has no default.</summary>
    public const string NoDefault = "tax.no_default";

    /// <summary>A rate is negative, zero where the category is the standard one, or not zero where the category takes none.</summary>
    public const string BadRate = "tax.bad_rate";

    /// <summary>The category needs a reason why no tax is charged.</summary>
    public const string ReasonMissing = "tax.reason_missing";

    /// <summary>A taxed category carries a reason why no tax is charged.</summary>
    public const string ReasonNotAllowed = "tax.reason_not_allowed";

    /// <summary>A tax code is empty, or there twice.</summary>
    public const string BadCode = "tax.bad_code";

    /// <summary>A tax code has two rates from the same day.</summary>
    public const string DuplicateRateDate = "tax.duplicate_date";

    /// <summary>The tenant has no tax table.</summary>
    public const string NoTaxTable = "tax.no_table";
}
