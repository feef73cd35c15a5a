using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Psa.Contracts;

namespace Psa.Domain.Tests.Contracts;

/// <summary>A scheme says all of itself in its class; its JSON name is the one thing that is listed a second time.</summary>
public sealed class PricingSchemeTests
{
    private static readonly Type[] Schemes = [.. typeof(PricingScheme).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PricingScheme)))];

    [Fact]
    public void Every_scheme_is_listed_for_json_by_the_name_it_says()
    {
        var listed = typeof(PricingScheme).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(one => (one.DerivedType, (string?)one.TypeDiscriminator));

        Assert.Equal(Schemes.Select(type => (type, (string?)Of(type).Kind)).OrderBy(one => one.Item2), listed.OrderBy(one => one.Item2));
    }

    [Fact]
    public void A_stored_name_never_changes() =>
        Assert.Empty(new[] { "cost_plus", "flat", "graduated", "included", "package", "per_unit", "volume" }.Except(Schemes.Select(type => Of(type).Kind), StringComparer.Ordinal));

    [Fact]
    public void The_family_is_closed()
    {
        Assert.All(Schemes, type => Assert.True(type.IsSealed, type.Name));
        Assert.DoesNotContain(
            typeof(PricingScheme).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic),
            constructor => constructor.GetParameters().Length == 0 && (constructor.IsPublic || constructor.IsFamily || constructor.IsFamilyOrAssembly));
    }

    [Fact]
    public void A_scheme_takes_its_price_from_one_place() =>
        Assert.All(Schemes.Select(Of), scheme => Assert.False(scheme.TakesPrice && scheme.TakesCost, scheme.Kind));

    [Fact]
    public void What_each_unit_costs_the_same_of_is_shown_as_quantity_and_price() =>
        Assert.All(Schemes.Select(Of).Where(scheme => scheme.IsProportional), scheme => Assert.Equal(7m, scheme.LineQuantity(7m)));

    private static PricingScheme Of(Type type) => (PricingScheme)RuntimeHelpers.GetUninitializedObject(type);
}
