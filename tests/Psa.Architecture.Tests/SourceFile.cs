namespace Psa.Architecture.Tests;

/// <summary>One source file; the path starts with the package: <c>Psa.Domain/Charges/Usages.cs</c>.</summary>
internal sealed record SourceFile(string Path, string[] Text)
{
    internal string Package => Path.Split('/')[0];

    /// <summary>Gets the folders between package and file.</summary>
    internal string[] Folders => Path.Split('/')[1..^1];

    internal string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Gets whether the package joins the library to something else, as a database or a web framework: it has no rooms.</summary>
    internal bool IsAdapter => Package is not ("Psa.Abstractions" or "Psa.Domain");

    internal bool IsMigration => Folders.Contains("Migrations", StringComparer.Ordinal);

    /// <summary>Gets the lines without their comments.</summary>
    internal IEnumerable<string> Code => Text.Select(line => Sources.Comment.Replace(line, string.Empty));

    internal string? Namespace => Text.FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';', ' ');

    /// <summary>Gets the types declared outside other types.</summary>
    internal IEnumerable<(bool IsPublic, string Name, string Generic)> Types =>
        Text.Select(line => Sources.TypeDeclaration.Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups["access"].Value == "public", match.Groups["name"].Value, match.Groups["generic"].Value));
}
