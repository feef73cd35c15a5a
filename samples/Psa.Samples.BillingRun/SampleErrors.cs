namespace Psa.Samples.BillingRun;

/// <summary>The error codes of the sample itself; the library's own are printed as they are.</summary>
public static class SampleErrors
{
    /// <summary>The command line can't be read: an unknown option, a missing or bad value.</summary>
    public const string BadOption = "cli.bad_option";

    /// <summary>Two options contradict each other.</summary>
    public const string Conflict = "cli.conflicting_options";

    /// <summary>The usage file isn't there or can't be opened.</summary>
    public const string UsageUnreadable = "usage.unreadable";

    /// <summary>The usage file is no FOCUS table.</summary>
    public const string UsageMalformed = "usage.malformed";

    /// <summary>The price file isn't there, can't be opened or has no prices.</summary>
    public const string PricesUnreadable = "prices.unreadable";

    /// <summary>No row of the usage file can be used.</summary>
    public const string UsageEmpty = "usage.no_usable_row";

    /// <summary>Rows of the usage or price files were not imported; all others are billed.</summary>
    public const string RowsRefused = "usage.rows_not_imported";

    /// <summary>The database file can't be created or opened.</summary>
    public const string DatabaseUnusable = "database.unusable";

    /// <summary>The database holds another world.</summary>
    public const string OtherWorld = "database.other_world";

    /// <summary>Another process works on the same run.</summary>
    public const string RunBusy = "database.run_busy";

    /// <summary>The JSON file can't be written.</summary>
    public const string JsonUnwritable = "json.unwritable";

    /// <summary>The output took no more, so the rest of the story is missing; the work was done nevertheless.</summary>
    public const string OutputLost = "output.lost";

    /// <summary>The operating system refused to read or write a file.</summary>
    public const string FileTrouble = "file.trouble";
}
