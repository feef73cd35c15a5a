namespace Psa.Sellers;

/// <summary>The error codes of billing entities.</summary>
public static class SellerErrors
{
    /// <summary>The billing entity has no code, or one with other characters than letters and digits.</summary>
    public const string BadEntityCode = "billing_entity.bad_code";

    /// <summary>Another billing entity has that code.</summary>
    public const string EntityCodeTaken = "billing_entity.code_taken";

    /// <summary>A billing entity lacks something its documents must show.</summary>
    public const string IncompleteEntity = "billing_entity.incomplete";

    /// <summary>The billing entity no longer issues documents: no new contract, sales item or run takes it. Drafts it has are issued or deleted.</summary>
    public const string InactiveEntity = "billing_entity.inactive";

    /// <summary>The minimum invoice amount is negative or of another currency.</summary>
    public const string BadMinimum = "billing_entity.bad_minimum";

    /// <summary>A step of payable amounts is zero or less, of no currency, or the second one of its currency.</summary>
    public const string BadPayableStep = "billing_entity.bad_payable_step";

    /// <summary>The time zone database has no zone of that name.</summary>
    public const string UnknownTimeZone = "settings.unknown_time_zone";

    /// <summary>The days after which payers are held by themselves are below 0 or above 3650.</summary>
    public const string BadHoldDays = "settings.bad_hold_days";

    /// <summary>The days for which quotes hold are out of range.</summary>
    public const string BadValidityDays = "settings.bad_validity_days";

    /// <summary>A kind of service document has no code or no name, or one that another has.</summary>
    public const string BadServiceKind = "settings.bad_service_kind";

    /// <summary>A footer has a placeholder that doesn't exist.</summary>
    public const string UnknownPlaceholder = "document.unknown_placeholder";
}
