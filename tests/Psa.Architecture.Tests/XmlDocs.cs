using System.Reflection;
using System.Xml.Linq;

namespace Psa.Architecture.Tests;

/// <summary>The documentation files that the compiler wrote beside the packages.</summary>
internal static class XmlDocs
{
    private static readonly Dictionary<string, XElement> Members = Shipped.Names
        .SelectMany(name => XDocument.Load(Path.Combine(AppContext.BaseDirectory, name + ".xml")).Descendants("member"))
        .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    /// <summary>Finds a member by the compiler's id, such as <c>F:Psa.MoneyErrors.Overflow</c>.</summary>
    internal static XElement? Find(string id) => Members.GetValueOrDefault(id);

    /// <summary>Gives the ids of a type's members with a name, whatever their parameters.</summary>
    internal static IEnumerable<(string Id, XElement Docs)> Of(char kind, Type type, string name)
    {
        var id = $"{kind}:{Name(type)}.{name.Replace('.', '#')}";
        return Members
            .Where(member => member.Key.StartsWith(id, StringComparison.Ordinal) && (member.Key.Length == id.Length || member.Key[id.Length] is '(' or '`' or '~'))
            .Select(member => (member.Key, member.Value));
    }

    internal static string Name(Type type) => type.FullName!.Replace('+', '.');

    /// <summary>Gives a constant's summary as text of one line.</summary>
    internal static string Summary(FieldInfo field) => Text(Find($"F:{Name(field.DeclaringType!)}.{field.Name}")?.Element("summary"));

    internal static string Text(XElement? element) =>
        element is null ? string.Empty : string.Join(' ', string.Concat(element.Nodes().Select(Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference when ((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name")) is { } target => $"`{Short(target)}`",
        XElement other => string.Concat(other.Nodes().Select(Text)),
        XText text => text.Value,
        _ => string.Empty,
    };

    private static string Short(string target) => target.Split('(')[0].Split('.')[^1].Split(':')[^1].Split('`')[0];
}
