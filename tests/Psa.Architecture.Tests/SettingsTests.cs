using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Psa.Access;
using Psa.Records;

namespace Psa.Architecture.Tests;

/// <summary>
/// Every setting is obeyed (R-SETTINGS): what a fact or a request lets somebody say, a rule, the drafting of documents or a query reads. Looking whether it is right, comparing it as a whole and
/// writing it as JSON is not reading it.
/// </summary>
public class SettingsTests
{
    /// <summary>What nothing reads, and why it is there all the same.</summary>
    private static readonly Dictionary<string, string> Unread = new(StringComparer.Ordinal)
    {
        ["ElectronicAddress"] = "stands on documents as a whole",
        ["QuoteAcceptance"] = "a device may send a whole quote: its content is taken, and all else is told as a claim",
        ["QuoteApproval"] = "a device may send a whole quote: its content is taken, and all else is told as a claim",
        ["QuoteSending"] = "a device may send a whole quote: its content is taken, and all else is told as a claim",
        ["Fulfilment"] = "as of an order: told as a claim",
        ["DocumentAdjustment"] = "of a whole document that a device sends: computed anew",
        ["DocumentTotals"] = "of a whole document that a device sends: computed anew",
        ["TaxGroup"] = "of a whole document that a device sends: computed anew",
        ["Adjustment.CancelReason"] = "of a whole adjustment that is reported: why, for people and the event",
        ["Opportunity.ExpectedOn"] = "what people plan by",
        ["Opportunity.Metadata"] = "the host's own keys: carried, never read",
        ["QuoteTemplate.Metadata"] = "the host's own keys: carried, never read",
        ["Customer.Kind"] = "what the host says a customer is: kept and given back",
        ["Customer.Metadata"] = "the host's own keys: carried, never read",
        ["Contract.Metadata"] = "the host's own keys: carried, never read",
        ["ContractPart.Metadata"] = "the host's own keys: carried, never read",
        ["TaxTableEntry.Name"] = "what people choose a code by",
        ["Termination.Reason"] = "why, for people and the event",
        ["Withdrawal"] = "who withdrew an entry, when and why, for people",
        ["UsageReading.Defect"] = "why a file's reader couldn't read the row: it is refused with it",
        ["ContractWizard.Step"] = "where the wizard stands, for who shows it: each step is checked by what it needs",
        ["ContractWizard.CustomerName"] = "what the wizard shows",
        ["Vendor.Address"] = "stands on the order that the host sends",
        ["Vendor.Email"] = "where the host sends the order",
        ["Vendor.PaymentTerms"] = "stands on the order that the host sends",
        ["ProductVendor.Number"] = "what the vendor calls it: stands on the order that the host sends",
        ["PurchasedProduct.Product"] = "its id says it",
        ["ReorderLine.Available"] = "what a suggestion was made of, for who shows it",
        ["ReorderLine.InTransit"] = "what a suggestion was made of, for who shows it",
        ["PurchaseReceipt.InvoiceNumber"] = "what people find the vendor's invoice by",
        ["VendorService.VendorUnit"] = "what the wizard shows",
    };

    private static readonly HashSet<MethodBase> Read = [.. Shipped.AllTypes.Where(IsReader).SelectMany(MethodsOf).Where(IsRule).SelectMany(UsedMembers.CalledBy)];

    [Fact]
    public void Every_setting_is_read() =>
        Rule.Holds(Settings().Where(setting => !Unread.ContainsKey(NameOf(setting)) && !Unread.ContainsKey(setting.DeclaringType!.Name) && !IsRead(setting)).Select(NameOf).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_excepted_exists_and_is_not_read()
    {
        var unread = Settings().Where(setting => !IsRead(setting)).ToArray();

        Assert.All(Unread.Keys, name => Assert.Contains(unread, setting => name == NameOf(setting) || name == setting.DeclaringType!.Name));
    }

    [Fact]
    public void There_are_settings_to_look_at() => Assert.True(Settings().Count() > 150);

    /// <summary>The properties of facts and requests that can be set, and those of what they hold.</summary>
    private static IEnumerable<PropertyInfo> Settings()
    {
        var requests = Shipped.PublicTypes
            .Where(type => type.Namespace == "Psa.Services")
            .SelectMany(type => type.GetMethods(Shipped.Declared))
            .Where(method => method.IsDefined(typeof(RequiresPermissionAttribute)))
            .SelectMany(method => method.GetParameters(), (_, parameter) => parameter.ParameterType);
        var pending = new Stack<Type>(RecordTypes.All.Where(type => type.IsFact).Select(type => type.Type).Concat(requests));
        var seen = new HashSet<Type>();
        while (pending.TryPop(out var type))
        {
            foreach (var part in Given(type).Where(part => Shipped.Names.Contains(part.Assembly.GetName().Name) && seen.Add(part)))
            {
                foreach (var derived in part.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false))
                {
                    pending.Push(derived.DerivedType);
                }

                foreach (var property in part.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                {
                    pending.Push(property.PropertyType);
                    if (property.SetMethod is { IsPublic: true })
                    {
                        yield return property;
                    }
                }
            }
        }
    }

    // an id names a record and holds none; progress is told, not given
    private static IEnumerable<Type> Given(Type type) =>
        type.HasElementType ? Given(type.GetElementType()!)
        : !type.IsGenericType ? [type]
        : type.GetGenericTypeDefinition() is var generic && (generic == typeof(Id<>) || generic == typeof(IProgress<>)) ? []
        : type.GetGenericArguments().SelectMany(Given).Prepend(generic);

    private static bool IsRead(PropertyInfo setting)
    {
        var (type, getter) = (setting.DeclaringType!, setting.GetMethod!);
        return Read.Contains(getter)
            || type.GetInterfaces().Any(one => Shipped.Names.Contains(one.Assembly.GetName().Name) && IsReadThrough(type, one, getter))
            || (type.GetMethod("Deconstruct") is { } taken && Read.Contains(taken) && taken.GetParameters().Any(parameter => parameter.Name == setting.Name));
    }

    private static bool IsReadThrough(Type type, Type one, MethodInfo getter)
    {
        if (one.ContainsGenericParameters || type.IsInterface)
        {
            return false;
        }

        var map = type.GetInterfaceMap(one);
        return map.TargetMethods.Select((target, i) => target == getter && Read.Contains(UsedMembers.Definition(map.InterfaceMethods[i]))).Any(isRead => isRead);
    }

    // what the compiler makes of JSON is no rule
    private static bool IsReader(Type type) =>
        type.Assembly.GetName().Name is "Psa.Abstractions" or "Psa.Domain"
        && !typeof(JsonSerializerContext).IsAssignableFrom(Shipped.Outermost(type));

    private static IEnumerable<MethodBase> MethodsOf(Type type) => type.GetMethods(Shipped.Declared).Cast<MethodBase>().Concat(type.GetConstructors(Shipped.Declared));

    // equality, printing and copies of records are made by the compiler; lambdas and local functions carry the name of what they stand in
    private static bool IsRule(MethodBase method) =>
        (!method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name.Contains('<', StringComparison.Ordinal))
        && !SourceName(method).StartsWith("Validate", StringComparison.Ordinal)
        && !SourceName(method).StartsWith("Check", StringComparison.Ordinal);

    private static string SourceName(MethodBase method)
    {
        // the states of asynchronous methods are types of their own, named after the method
        var name = method.Name == "MoveNext" ? method.DeclaringType!.Name : method.Name;
        return name.StartsWith('<') ? name[1..name.IndexOf('>', StringComparison.Ordinal)] : name;
    }

    private static string NameOf(PropertyInfo setting) => $"{setting.DeclaringType!.Name}.{setting.Name}";
}
