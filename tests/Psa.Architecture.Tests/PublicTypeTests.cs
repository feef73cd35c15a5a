using System.Reflection;
using System.Runtime.CompilerServices;
using Psa.Services;

namespace Psa.Architecture.Tests;

public class PublicTypeTests
{
    private static readonly Type[] Inexact = [typeof(DateTime), typeof(DateTimeOffset), typeof(double), typeof(float)];

    /// <summary>Classes that hosts catch by their base: a refusal of any kind, of a store, of a rule.</summary>
    private static readonly Type[] Open = [];

    [Fact]
    public void Public_classes_are_sealed_static_or_abstract() =>
        Assert.Equal(Open, Shipped.PublicTypes.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }));

    /// <summary>But for options: the host sets them while it registers, and nothing does afterwards.</summary>
    [Fact]
    public void Nothing_public_can_be_set_after_it_was_made()
    {
        var settable = Shipped.PublicTypes
            .Where(type => type != typeof(PsaOptions))
            .SelectMany(type => type.GetProperties(Shipped.Declared))
            .Where(property => property.SetMethod is { } set && Shipped.IsVisible(set) && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Select(property => $"{property.DeclaringType!.FullName}.{property.Name}");

        Rule.Holds(settable);
    }

    [Fact]
    public void No_public_field_can_change() =>
        Rule.Holds(Shipped.PublicTypes
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => field is { IsInitOnly: false, IsLiteral: false, IsSpecialName: false })
            .Select(field => $"{field.DeclaringType!.FullName}.{field.Name}"));

    [Fact]
    public void What_waits_takes_a_cancellation_token_last()
    {
        var wrong = Methods()
            .Where(method => IsAwaited(method.ReturnType) && method.Name != nameof(IAsyncDisposable.DisposeAsync))
            .Where(method => method.GetParameters() is not [.., { ParameterType: var last }] || last != typeof(CancellationToken))
            .Select(Describe);

        Rule.Holds(wrong);
    }

    [Fact]
    public void What_waits_says_so_in_its_name() =>
        Rule.Holds(Methods().Where(method => IsAwaited(method.ReturnType) != method.Name.EndsWith("Async", StringComparison.Ordinal)).Select(Describe));

    [Fact]
    public void Dates_and_amounts_are_exact()
    {
        var wrong = Methods().Where(method => Signature(method).SelectMany(Shipped.Parts).Intersect(Inexact).Any()).Select(Describe)
            .Concat(Shipped.PublicTypes
                .SelectMany(type => type.GetProperties(Shipped.Declared))
                .Where(property => Shipped.IsVisible(property.GetMethod) && Shipped.Parts(property.PropertyType).Intersect(Inexact).Any())
                .Select(property => $"{property.DeclaringType!.FullName}.{property.Name}"));

        Rule.Holds(wrong);
    }

    [Fact]
    public void Storage_exposes_no_queryable() =>
        Rule.Holds(Methods().Where(method => Signature(method).SelectMany(Shipped.Parts).Any(type => type == typeof(IQueryable<>) || type == typeof(IQueryable))).Select(Describe));

    [Fact]
    public void Entities_and_values_are_sealed_records()
    {
        var entities = Shipped.PublicTypes
            .Where(type => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntity<>)))
            .ToArray();

        Assert.NotEmpty(entities);
        Assert.All(entities, type => Assert.True(type.IsSealed && type.GetMethod("<Clone>$") is not null, type.FullName));
    }

    private static IEnumerable<MethodInfo> Methods() =>
        Shipped.PublicTypes
            .Where(type => !typeof(Delegate).IsAssignableFrom(type) && !type.Namespace!.EndsWith(".Migrations", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(Shipped.Declared))
            .Where(method => Shipped.IsVisible(method) && !method.IsSpecialName && !Shipped.IsCompilerGenerated(method));

    private static IEnumerable<Type> Signature(MethodInfo method) => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType);

    private static bool IsAwaited(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)));

    private static string Describe(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
