using System.IO.Compression;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Psa.Packages.Tests;

/// <summary>What stands in the packages that were packed: who installs one reads and resolves this.</summary>
public partial class PackageTests
{
    private const string Repository = "https://github.com/psa-sdk/psa-sdk";

    private static readonly string Version = Metadata("PackageVersion");

    /// <summary>What each package asks for, and from which version on.</summary>
    private static readonly Dictionary<string, string[]> Dependencies = new(StringComparer.Ordinal)
    {
        ["Psa.Abstractions"] = ["Ardalis.SmartEnum 2.1.0", "NodaTime 3.3.7"],
        ["Psa.AspNetCore"] = ["Microsoft.AspNetCore.OpenApi 10.0.13", Own("Psa.Abstractions")],
        ["Psa.Domain"] = ["Microsoft.Extensions.DependencyInjection.Abstractions 10.0.0", "Microsoft.Extensions.Logging.Abstractions 10.0.0", "Microsoft.Extensions.Options 10.0.0", Own("Psa.Abstractions")],
        ["Psa.EntityFrameworkCore"] = ["Microsoft.EntityFrameworkCore.Relational 10.0.0", Own("Psa.Abstractions")],
        ["Psa.EntityFrameworkCore.PostgreSql"] = ["Npgsql.EntityFrameworkCore.PostgreSQL 10.0.0", Own("Psa.EntityFrameworkCore")],
        ["Psa.EntityFrameworkCore.Sqlite"] = ["Microsoft.EntityFrameworkCore.Sqlite 10.0.0", Own("Psa.EntityFrameworkCore"), "SQLitePCLRaw.bundle_e_sqlite3 3.0.3"],
        ["Psa.Sdk"] = [Own("Psa.Domain"), Own("Psa.EntityFrameworkCore.Sqlite")],
        ["Psa.TestKit"] = [Own("Psa.Abstractions"), "xunit.v3.assert 3.2.2", "xunit.v3.extensibility.core 3.2.2"],
    };

    public static TheoryData<string> Names => [.. Dependencies.Keys];

    [Fact]
    public void These_packages_are_packed_and_no_others() =>
        Assert.Equal(Dependencies.Keys.Select(File), Directory.GetFiles(Metadata("Packages"), "*.nupkg").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_asks_for_what_it_uses_and_for_exactly_its_own_kind(string name)
    {
        var asked = Nuspec(name).Descendants().Where(one => one.Name.LocalName == "dependency").Select(one => $"{one.Attribute("id")!.Value} {one.Attribute("version")!.Value}");

        Assert.Equal(Dependencies[name], asked.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_says_what_it_is_and_where_it_comes_from(string name)
    {
        var nuspec = Nuspec(name);

        Assert.Equal((name, Version, Repository, "MIT", "icon.png", "README.md"), (Text("id"), Text("version"), Text("projectUrl"), Text("license"), Text("icon"), Text("readme")));
        Assert.All(["description", "tags", "releaseNotes", "authors"], part => Assert.True(Text(part)?.Length > 10, part));
        Assert.Contains("- ", Text("releaseNotes"), StringComparison.Ordinal);
        var repository = nuspec.Descendants().Single(one => one.Name.LocalName == "repository");
        Assert.Equal(("git", Repository + ".git"), (repository.Attribute("type")!.Value, repository.Attribute("url")!.Value));
        Assert.Matches("^[0-9a-f]{40}$", repository.Attribute("commit")!.Value);

        string? Text(string part) => nuspec.Descendants().SingleOrDefault(one => one.Name.LocalName == part)?.Value;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gallery_can_show_the_readme(string name)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Metadata("Packages"), File(name)));
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        var readme = reader.ReadToEnd();

        Assert.NotNull(package.GetEntry("icon.png"));
        Assert.DoesNotContain("```mermaid", readme, StringComparison.Ordinal);
        Assert.DoesNotContain("<", Code().Replace(readme, string.Empty), StringComparison.Ordinal);
        Assert.All(Links().Matches(readme), link => Assert.StartsWith(Repository + "/blob/main/", link.Groups["target"].Value, StringComparison.Ordinal));
        Assert.All(Dependencies.Keys, one => Assert.Contains($"`{one}`", readme, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_holds_its_assembly_and_its_documentation(string name)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Metadata("Packages"), File(name)));
        var files = package.Entries.Select(entry => entry.FullName).Where(file => file.StartsWith("lib/", StringComparison.Ordinal));

        Assert.Equal(name == "Psa.Sdk" ? [] : [$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"], files.Order(StringComparer.Ordinal));
    }

    private static XDocument Nuspec(string name)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Metadata("Packages"), File(name)));
        using var stream = package.GetEntry(name + ".nuspec")!.Open();
        return XDocument.Load(stream);
    }

    private static string Own(string name) => $"{name} [{Version}]";

    private static string File(string name) => $"{name}.{Version}.nupkg";

    private static string Metadata(string key) => typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == key).Value!;

    [GeneratedRegex(@"\]\((?<target>[^)]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();

    [GeneratedRegex("`[^`]*`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
