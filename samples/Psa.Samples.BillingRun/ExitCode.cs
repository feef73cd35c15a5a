namespace Psa.Samples.BillingRun;

/// <summary>What the process tells its caller.</summary>
public static class ExitCode
{
    /// <summary>All that was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>A fault of the program: please report it.</summary>
    public const int Failed = 1;

    /// <summary>
    /// An option, a file, the database or an output can't be used, or has no space left. The message says what to do, and "Nothing was changed." when that is so.
    /// </summary>
    public const int BadInput = 2;

    /// <summary>Interrupted between two commits; the same command resumes where it stopped.</summary>
    public const int Interrupted = 3;

    /// <summary>All is done, but rows of the usage or price files were refused: the error output says how many, and how much money is billed to nobody.</summary>
    public const int RowsRefused = 4;
}
