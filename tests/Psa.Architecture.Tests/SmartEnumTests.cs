using System.Collections;
using System.Reflection;
using System.Xml.Linq;
using Ardalis.SmartEnum;

namespace Psa.Architecture.Tests;

public class SmartEnumTests
{
    private static readonly Type[] Statuses = [.. Shipped.AllTypes.Where(type => !type.IsAbstract && typeof(ISmartEnum).IsAssignableFrom(type))];

    public static TheoryData<string> Names => [.. Statuses.Select(type => type.AssemblyQualifiedName!)];

    [Fact]
    public void Trimming_keeps_every_status()
    {
        var kept = Shipped.Assemblies.SelectMany(Descriptors).Order(StringComparer.Ordinal);

        Assert.Equal(Statuses.Select(type => type.FullName!).Order(StringComparer.Ordinal), kept);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_names_are_unique(string name)
    {
        var members = Members(Type.GetType(name)!);

        Assert.NotEmpty(members);
        Assert.Equal(members.Length, members.Select(member => Read(member, "Value")).Distinct().Count());
        Assert.Equal(members.Length, members.Select(member => Read(member, "Name")).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void All_holds_every_member_in_declared_order(string name)
    {
        var type = Type.GetType(name)!;
        var all = (IEnumerable)type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

        Assert.Equal(Members(type), all.Cast<object>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_member_is_named_like_its_field(string name) =>
        Assert.All(Fields(Type.GetType(name)!), field => Assert.Equal(field.Name, Read(field.GetValue(null)!, "Name")));

    private static IEnumerable<string> Descriptors(Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream("ILLink.Descriptors.xml");
        return stream is null ? [] : [.. XDocument.Load(stream).Descendants("type").Where(type => (string?)type.Attribute("preserve") == "all").Select(type => (string)type.Attribute("fullname")!)];
    }

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(field => field.FieldType == type);

    private static object[] Members(Type type) => [.. Fields(type).Select(field => field.GetValue(null)!)];

    private static object Read(object member, string property) => member.GetType().GetProperty(property)!.GetValue(member)!;
}
