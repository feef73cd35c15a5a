using System.Reflection;
using System.Text.RegularExpressions;
using Psa.Access;
using Psa.Events;

namespace Psa.Architecture.Tests;

/// <summary>What the library names it does: a permission is asked for, an event happens, a value is yielded or obeyed. What isn't built yet has no name yet.</summary>
public class PromiseTests
{
    /// <summary>Values that no rule names, and why they are there all the same.</summary>
    private static readonly Dictionary<string, string> Unnamed = new(StringComparer.Ordinal)
    {
        ["TaxCategory"] = "the list of EN 16931: rules read a category's code, its reasons and whether it is taxed, never its name",
        ["CustomerKind"] = "what the host says a customer is: kept and given back",
        ["DeliveryMethod"] = "documents are grouped by it, whichever it is",
        ["PaymentMethod.Manual"] = "documents are grouped by it, whichever it is",
        ["EffectiveDayRule.LastDayOfOld"] = "the other of two: a rule asks for the first",
        ["CostKind.Standard"] = "the other of two: a rule asks for the first",
        ["RepricingTime.OnStep"] = "the other of two: a rule asks for the first",
        ["CostMethod"] = "what a method does is said in one class each",
        ["TicketWaiting"] = "what people say of a ticket that waits: kept and given back",
        ["PartKind.DeviceOrUserCount"] = "billed as a service is, by what a counter reports",
    };

    private static readonly (SourceFile File, string Code)[] Read =
        [.. Sources.Files.Where(file => !file.IsMigration).Select(file => (file, string.Join('\n', file.Code)))];

    [Fact]
    public void Every_permission_is_asked_for_by_a_service()
    {
        var asked = Shipped.AllTypes
            .Where(type => type.Namespace == "Psa.Services")
            .SelectMany(type => type.GetMethods(Shipped.Declared))
            .Select(method => method.GetCustomAttribute<RequiresPermissionAttribute>()?.Permission)
            .OfType<Permission>()
            .ToHashSet();

        // what only some arguments of a call need is asked for beside what the call needs
        var code = Code(file => file.Package == "Psa.Domain");
        asked.UnionWith(Enum.GetValues<Permission>().Where(permission => code.Contains($"actor.Require(Permission.{permission}", StringComparison.Ordinal)));
        Rule.Holds(Enum.GetValues<Permission>().Where(permission => !asked.Contains(permission)).Select(permission => permission.ToString()));
    }

    [Fact]
    public void Every_permission_is_granted_to_somebody_by_default() =>
        Rule.Holds(AccessTable.Permissions.Except(AccessTable.Default.ToCells().Select(cell => cell.Permission)).Select(permission => permission.ToString()));

    [Fact]
    public void Every_kind_of_event_is_appended_by_the_domain()
    {
        var code = Code(file => file.Package == "Psa.Domain");

        Rule.Holds(typeof(EventKinds).GetFields(Shipped.Declared).Select(field => $"{nameof(EventKinds)}.{field.Name}").Where(name => !IsNamed(code, name)));
    }

    [Fact]
    public void Every_value_is_yielded_or_obeyed()
    {
        var unused = Shipped.PublicTypes
            .SelectMany(type => Values(type).Select(value => (Type: type, Value: value)))
            .Where(value => !Unnamed.ContainsKey(value.Type.Name) && !Unnamed.ContainsKey($"{value.Type.Name}.{value.Value}"))
            .Where(value => !IsUsed(value.Type, value.Value))
            .Where(value => !IsUnspoken(value.Type, value.Value))
            .Select(value => $"{value.Type.FullName}.{value.Value}");

        Rule.Holds(unused);
    }

    [Fact]
    public void What_is_excepted_exists_and_needs_it()
    {
        var values = Shipped.PublicTypes.SelectMany(type => Values(type).Select(value => (Type: type, Value: value))).ToArray();

        Assert.All(Unnamed.Keys, name => Assert.Contains(
            values,
            value => (name == value.Type.Name || name == $"{value.Type.Name}.{value.Value}") && !IsUsed(value.Type, value.Value)));
    }

    /// <summary>The default of an enumeration holds when no other value is given: it is used when another one is.</summary>
    private static bool IsUnspoken(Type type, string value) =>
        type.IsEnum && Convert.ToInt64(Enum.Parse(type, value), System.Globalization.CultureInfo.InvariantCulture) == 0 && Values(type).Any(other => other != value && IsUsed(type, other));

    private static bool IsUsed(Type type, string value) =>
        IsNamed(Code(file => file.Name != type.Name), $"{type.Name}.{value}")
        || IsNamed(Code(file => file.Name != type.Name && file.Text.Contains($"using static {type.FullName};")), value);

    private static IEnumerable<string> Values(Type type) =>
        type.IsEnum ? Enum.GetNames(type)
        : typeof(Ardalis.SmartEnum.ISmartEnum).IsAssignableFrom(type) ? type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(field => field.FieldType == type).Select(field => field.Name)
        : [];

    private static bool IsNamed(string code, string name) =>
        Regex.IsMatch(code, $@"(?<![\w.]){Regex.Escape(name)}\b", RegexOptions.None, TimeSpan.FromSeconds(10));

    private static string Code(Func<SourceFile, bool> isRead) => string.Join('\n', Read.Where(file => isRead(file.File)).Select(file => file.Code));
}
