namespace Psa.Numbering;

/// <summary>The error codes of number series.</summary>
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

    /// <summary>The pattern would give the same number again: after a reset, under another code of the entity, or one that an earlier pattern or series gave.</summary>
    public const string NotUnique = "numbering.not_unique";

    /// <summary>The billing entity has a live series for that purpose already.</summary>
    public const string SeriesExists = "numbering.series_exists";

    /// <summary>The billing entity has no live number series for its documents.</summary>
    public const string NoSeries = "numbering.no_series";

    /// <summary>The series was retired: it gives no number and isn't confirmed or changed any more.</summary>
    public const string Retired = "numbering.retired";

    /// <summary>A run of the billing entity is giving out numbers.</summary>
    public const string InUse = "numbering.in_use";

    /// <summary>A series is retired without a reason.</summary>
    public const string ReasonMissing = "numbering.reason_missing";
}
