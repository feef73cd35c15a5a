namespace Psa.Architecture.Tests;

public class FeatureOrderTests
{
    /// <summary>Uses against the order, each with its reason; keep this short.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public void A_feature_uses_only_features_before_it()
    {
        var uses = Shipped.AllTypes
            .Where(type => Features.Place(type.Namespace) >= 0 && !IsService(type))
            .SelectMany(type => UsedTypes.Of(type)
                .Where(used => Features.Place(Shipped.Outermost(used).Namespace) > Features.Place(type.Namespace))
                .Select(used => $"{Shipped.Outermost(type).FullName} uses {Shipped.Outermost(used).FullName}"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();

        Rule.Holds(uses.Except(Exceptions.Keys, StringComparer.Ordinal));
        Rule.Holds(Exceptions.Keys.Except(uses, StringComparer.Ordinal));
    }

    /// <summary>Services stand on top: they open sessions, which name every repository.</summary>
    private static bool IsService(Type type) => Shipped.Outermost(type).Name.EndsWith("Service", StringComparison.Ordinal);
}
