namespace Psa.Samples.BillingRun;

/// <summary>Refuses options that name the same file, before one of them is written over by the other.</summary>
internal static class FileConflicts
{
    // what SQLite writes beside a database
    private static readonly string[] Beside = ["", "-wal", "-shm", "-journal"];

    /// <summary>Checks the files.</summary>
    /// <param name="options">The options.</param>
    /// <param name="database">The database file, or <see langword="null"/> when it is none.</param>
    /// <exception cref="SampleException"><see cref="SampleErrors.Conflict"/>.</exception>
    internal static void Refuse(SampleOptions options, string? database)
    {
        var files = new List<(string Option, string File)>();
        foreach (var file in options.Usage)
        {
            Add("--usage", file);
        }

        Add("--prices", options.Prices);
        Add("--json", options.Json);
        foreach (var end in database is null ? [] : Beside)
        {
            Add("--database", database + end);
        }

        for (var one = 0; one < files.Count; one++)
        {
            for (var other = one + 1; other < files.Count; other++)
            {
                if ((files[one].Option != files[other].Option || files[one].Option == "--usage") && IsSame(files[one].File, files[other].File))
                {
                    throw new SampleException(
                        SampleErrors.Conflict,
                        $"{files[one].Option} '{files[one].File}' and {files[other].Option} '{files[other].File}' are the same file: give one of them another name.");
                }
            }
        }

        void Add(string option, string? file)
        {
            if (file is not null)
            {
                files.Add((option, file));
            }
        }
    }

    private static bool IsSame(string one, string other)
    {
        try
        {
            return FilePlace.IsSame(one, other);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // no name of a file: whoever opens it says so
            return false;
        }
    }
}
