using System.Reflection;
using Psa.Services;

namespace Psa.Architecture.Tests;

public class DocumentationTests
{
    [Fact]
    public void Every_public_type_is_documented() =>
        Rule.Holds(Types().Where(type => !HasSummary(XmlDocs.Find("T:" + XmlDocs.Name(type)))).Select(type => type.FullName));

    [Fact]
    public void Every_public_member_is_documented()
    {
        var missing = Types()
            .Where(type => !typeof(Delegate).IsAssignableFrom(type))
            .SelectMany(type => Members(type).Where(member => !IsDocumented(type, member)).Select(member => $"{type.FullName}.{member.Name}"));

        Rule.Holds(missing);
    }

    [Fact]
    public void Every_summary_is_a_sentence()
    {
        var bad = Types()
            .SelectMany(type => Members(type).SelectMany(member => XmlDocs.Of(Kind(member), type, Name(member))).Append((Id: type.FullName!, Docs: XmlDocs.Find("T:" + XmlDocs.Name(type))!)))
            .Where(member => XmlDocs.Text(member.Docs.Element("summary")) is { Length: > 0 } text && !(text[^1] is '.' or ')' or ':' or '`'))
            .Select(member => member.Id);

        Rule.Holds(bad.Distinct(StringComparer.Ordinal));
    }

    private static IEnumerable<Type> Types() => Shipped.PublicTypes.Where(type => !type.Namespace!.EndsWith(".Migrations", StringComparison.Ordinal));

    private static bool IsDocumented(Type type, MemberInfo member) => XmlDocs.Of(Kind(member), type, Name(member)).Any(found => HasSummary(found.Docs));

    private static bool HasSummary(System.Xml.Linq.XElement? docs) =>
        docs is not null && (docs.Element("inheritdoc") is not null || XmlDocs.Text(docs.Element("summary")).Length > 0);

    private static IEnumerable<MemberInfo> Members(Type type)
    {
        // properties that stand as parameters of a record are documented there
        var parameters = type.GetMethod("Deconstruct")?.GetParameters().Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        return type.GetMembers(Shipped.Declared).Where(member => !Shipped.IsCompilerGenerated(member) && !parameters.Contains(member.Name) && member switch
        {
            ConstructorInfo constructor => Shipped.IsVisible(constructor) && constructor.GetParameters().Length > 0 && XmlDocs.Of('M', type, "#ctor").Any(),
            MethodInfo method => Shipped.IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
            PropertyInfo property => Shipped.IsVisible(property.GetMethod),
            FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
            _ => false,
        });
    }

    private static string Name(MemberInfo member) => member is ConstructorInfo ? "#ctor" : member.Name;

    private static char Kind(MemberInfo member) => member switch
    {
        MethodBase => 'M',
        PropertyInfo => 'P',
        FieldInfo => 'F',
        _ => 'T',
    };
}
