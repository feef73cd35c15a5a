namespace Psa.Testing;

/// <summary>Where the cases lie that tests are held against: <c>PSA_CASES</c>, else <c>../shared/cases</c> beside the repository.</summary>
public static class SharedCases
{
    /// <summary>Says why a test was skipped that needs them.</summary>
    public const string Missing = "The folder of cases is missing: set PSA_CASES, or put it at ../shared/cases.";

    /// <summary>Gives the folder beside the repository, or <see langword="null"/> when it isn't there.</summary>
    public static string? Beside => Existing(System.IO.Path.GetFullPath(System.IO.Path.Combine(Approved.Root, "..", "shared", "cases")));

    /// <summary>Gives the folder, or <see langword="null"/> when it isn't there.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("PSA_CASES") is { Length: > 0 } given
        ? Existing(given)
        : Beside;

    /// <summary>Gives a file of it, or <see langword="null"/> when it isn't there.</summary>
    public static string? File(string name) => Path is { } folder && System.IO.File.Exists(System.IO.Path.Combine(folder, name)) ? System.IO.Path.Combine(folder, name) : null;

    private static string? Existing(string folder) => Directory.Exists(folder) ? folder : null;
}
