namespace Psa.Architecture.Tests;

public class LayoutTests
{
    private const int MaxLines = 400;

    private const string Extensions = "Microsoft.Extensions.DependencyInjection";

    [Fact]
    public void A_namespace_is_its_feature_folder()
    {
        var wrong = Sources.Files
            .Where(file => !file.IsMigration && file.Namespace is not null && file.Namespace != Expected(file))
            .Select(file => $"{file.Path}: {file.Namespace} instead of {Expected(file)}");

        Rule.Holds(wrong);
    }

    [Fact]
    public void Every_folder_is_a_feature()
    {
        var folders = Sources.Files
            .Where(file => !file.IsAdapter && file.Folders.Length > 0)
            .Select(file => file.Folders[0])
            .Distinct(StringComparer.Ordinal);

        Assert.All(folders, folder => Assert.True(Features.Place(Features.NamespaceOf(folder)) >= 0, folder));
    }

    [Fact]
    public void A_file_holds_one_public_type_and_is_named_after_it()
    {
        var wrong = Sources.Files
            .Select(file => (file.Path, Public: file.Types.Where(type => type.IsPublic).ToArray(), file.Name))
            .Where(file => file.Public.DistinctBy(type => type.Name, StringComparer.Ordinal).Count() > 1 || (file.Public.Length == 1 && !IsNamedAfter(file.Name, file.Public[0])))
            .Select(file => $"{file.Path}: {string.Join(", ", file.Public.Select(type => type.Name))}");

        Rule.Holds(wrong);
    }

    [Fact]
    public void A_file_with_internal_types_is_named_after_one()
    {
        // the database's columns and queries are many one-liners, sorted into a few files
        var wrong = Sources.Files
            .Where(file => !file.IsAdapter)
            .Select(file => (file.Path, Types: file.Types.ToArray(), file.Name))
            .Where(file => file.Types.Length > 0 && !Array.Exists(file.Types, type => IsNamedAfter(file.Name, type)))
            .Select(file => file.Path);

        Rule.Holds(wrong);
    }

    [Fact]
    public void No_file_is_long() =>
        Rule.Holds(Sources.Files.Where(file => !file.IsMigration && file.Text.Length > MaxLines).Select(file => $"{file.Path}: {file.Text.Length} lines"));

    [Fact]
    public void No_type_is_named_like_a_namespace()
    {
        var namespaces = Shipped.AllTypes.Select(type => type.Namespace).OfType<string>().SelectMany(name => name.Split('.')).ToHashSet(StringComparer.Ordinal);

        Rule.Holds(Shipped.AllTypes.Where(type => namespaces.Contains(type.Name)).Select(type => type.FullName));
    }

    /// <summary>The folders below a feature sort files, not names; extensions of the container live in its namespace.</summary>
    private static string Expected(SourceFile file) => file switch
    {
        { Namespace: Extensions, Folders: [] } => Extensions,
        { IsAdapter: true } => file.Package,
        { Folders: [] } => "Psa",
        _ => Features.NamespaceOf(file.Folders[0]),
    };

    /// <summary>Id.cs holds Id&lt;T&gt;; Lifecycle{TStatus,TAction}.cs stands beside Lifecycle.cs; ContractService.Parts.cs is the part of a type.</summary>
    private static bool IsNamedAfter(string file, (bool IsPublic, string Name, string Generic) type) =>
        file == type.Name
        || file == type.Name + type.Generic.Replace('<', '{').Replace('>', '}').Replace(" ", string.Empty, StringComparison.Ordinal)
        || file.StartsWith(type.Name + ".", StringComparison.Ordinal);
}
