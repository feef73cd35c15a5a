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

    /// <summary>Text isn't what it should be.</summary>
    public const string BadText = "value.bad_text";
}
