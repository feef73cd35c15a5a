namespace Psa.Adjustments;

/// <summary>The error codes of billing adjustments.</summary>
public static class AdjustmentErrors
{
    /// <summary>No line is selected.</summary>
    public const string NoLines = "adjustment.no_lines";

    /// <summary>Performed lines have no price, and the catalog has none at their dates; the message names them.</summary>
    public const string NoPrice = "adjustment.no_price";

    /// <summary>What was performed is in another currency than what was billed and no rate is given, or what was billed is in several; the message names the currencies.</summary>
    public const string Currencies = "adjustment.currencies";

    /// <summary>More would be credited than was billed and is left; the message says how much is.</summary>
    public const string ExceedsBilled = "adjustment.exceeds_billed";
}
