using System.Reflection;

namespace Psa.Architecture.Tests;

public class DependencyTests
{
    /// <summary>What names no database.</summary>
    private static readonly string[] Relational =
    [
        "Psa.Abstractions", "NodaTime", "Ardalis.SmartEnum", "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational",
        "Microsoft.Extensions.Logging.Abstractions",
    ];

    /// <summary>What each package may use beside the framework: arrows point EntityFrameworkCore.* → EntityFrameworkCore → Abstractions ← Domain, and AspNetCore → Abstractions.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Psa.Abstractions"] = ["NodaTime", "Ardalis.SmartEnum"],
        ["Psa.Domain"] =
        [
            "Psa.Abstractions", "NodaTime", "Ardalis.SmartEnum",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
        ],
        ["Psa.EntityFrameworkCore"] = Relational,
        ["Psa.EntityFrameworkCore.Sqlite"] =
        [
            .. Relational, "Psa.EntityFrameworkCore", "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.Data.Sqlite", "SQLitePCLRaw.core",
        ],
        ["Psa.EntityFrameworkCore.PostgreSql"] =
        [
            .. Relational, "Psa.EntityFrameworkCore", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Caching.Abstractions",
            "Npgsql", "Npgsql.EntityFrameworkCore.PostgreSQL",
        ],
        ["Psa.AspNetCore"] = ["Psa.Abstractions", "NodaTime", "Microsoft.OpenApi"],
    };

    public static TheoryData<string> Packages => Shipped.NameData;

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_uses_only_what_it_may(string package)
    {
        var used = Assembly.Load(package).GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => !IsFramework(name) && !(package == "Psa.AspNetCore" && IsWebFramework(name)));

        Rule.Holds(used.Except(Allowed[package], StringComparer.Ordinal));
    }

    [Fact]
    public void Internals_are_open_to_the_own_packages_and_their_tests_only()
    {
        var friends = Shipped.Assemblies
            .SelectMany(assembly => assembly.GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>())
            .Select(attribute => attribute.AssemblyName);

        Assert.All(friends, name => Assert.StartsWith("Psa.", name, StringComparison.Ordinal));
    }

    private static bool IsFramework(string name) =>
        name is "System" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal);

    /// <summary>ASP.NET Core brings its parts, and those of Microsoft.Extensions.</summary>
    private static bool IsWebFramework(string name) =>
        name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);
}
