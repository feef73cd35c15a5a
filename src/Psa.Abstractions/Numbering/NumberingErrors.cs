namespace Psa.Numbering;

/// <summary>The error codes of number series and billing entities.</summary>
public static class NumberingErrors
{
    /// <summary>The series was never confirmed to continue the numbers of the accounting software.</summary>
    public const string NotConfirmed = "numbering.not_confirmed";

    /// <summary>The document's date is before that of the last one numbered.</summary>
    public const string DateBeforeLast = "numbering.date_before_last";

    /// <summary>The next number would be lower than it is.</summary>
    public const string OnlyRaise = "numbering.only_raise";

    /// <summary>The pattern can't be read: an unknown token, an open brace, a bad format of seq.</summary>
    public const string BadPattern = "numbering.bad_pattern";

    /// <summary>The pattern has no seq, or several.</summary>
    public const string OneSequence = "numbering.one_sequence";

    /// <summary>The pattern would give the same number again after a reset.</summary>
    public const string NotUnique = "numbering.not_unique";

    /// <summary>The billing entity has no code, or one with other characters than letters and digits.</summary>
    public const string BadEntityCode = "billing_entity.bad_code";

    /// <summary>A billing entity lacks something its documents must show.</summary>
    public const string IncompleteEntity = "billing_entity.incomplete";

    /// <summary>The minimum invoice amount is negative or of another currency.</summary>
    public const string BadMinimum = "billing_entity.bad_minimum";

    /// <summary>The billing entity has a series for that purpose already.</summary>
    public const string SeriesExists = "numbering.series_exists";

    /// <summary>Another billing entity has that code.</summary>
    public const string EntityCodeTaken = "billing_entity.code_taken";
}
