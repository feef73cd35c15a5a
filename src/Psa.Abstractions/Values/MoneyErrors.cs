namespace Psa;

/// <summary>The error codes of values: money, prices, percents, periods.</summary>
public static class MoneyErrors
{
    /// <summary>Two currencies met in one calculation.</summary>
    public const string CurrencyMismatch = "money.currency_mismatch";

    /// <summary>No such ISO 4217 currency, or one that isn't money.</summary>
    public const string UnknownCurrency = "money.unknown_currency";

    /// <summary>More decimals than the currency, price, quantity or percent may have.</summary>
    public const string TooManyDecimals = "money.too_many_decimals";

    /// <summary>The amount doesn't fit: beyond ± 9.2 × 10¹⁸ minor units.</summary>
    public const string Overflow = "money.overflow";

    /// <summary>The weights of an allocation are all zero, or of both signs.</summary>
    public const string BadWeights = "money.bad_weights";

    /// <summary>A period ends before or when it starts.</summary>
    public const string BadPeriod = "period.end_before_start";

    /// <summary>Payment terms have instalments that are fewer than 2 or more than 36, that weigh nothing, or that aren't due one after the other.</summary>
    public const string BadInstalments = "payment_terms.bad_instalments";

    /// <summary>Text isn't what it should be; or an identifier has a character that nobody sees.</summary>
    public const string BadText = "value.bad_text";

    /// <summary>What was given lacks something that it needs, or has a default value in its place: <see cref="ValidationFailedException"/>, with the place.</summary>
    public const string Missing = "value.missing";

    /// <summary>A date or moment before 1900 or after 2999, or a date that isn't of the ISO calendar. What has no end is left open, not given a far date.</summary>
    public const string BadDate = "value.bad_date";

    /// <summary>A number is beyond what is computed with: quantities and prices up to 10¹², amounts up to 10¹⁵ minor units. Or a text is longer than its property says.</summary>
    public const string OutOfRange = "value.out_of_range";

    /// <summary>A host's own keys are too many or too long, or hold what can't be kept.</summary>
    public const string BadMetadata = "value.bad_metadata";

    /// <summary>A value of an enumeration that has no name.</summary>
    public const string Unknown = "value.unknown";
}
