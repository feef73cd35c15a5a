using System.Reflection;
using Psa.Storage;

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
            .Where(type => Features.Place(type.Namespace) >= 0 && !IsService(Shipped.Outermost(type)))
            .SelectMany(type => UsedTypes.Of(type)
                .Where(used => Features.Place(Shipped.Outermost(used).Namespace) > Features.Place(type.Namespace))
                .Select(used => $"{Shipped.Outermost(type).FullName} uses {Shipped.Outermost(used).FullName}"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();

        Rule.Holds(uses.Except(Exceptions.Keys, StringComparer.Ordinal));
        Rule.Holds(Exceptions.Keys.Except(uses, StringComparer.Ordinal));
    }

    /// <summary>Services and their steps stand on top: they open or take a session, which names every repository.</summary>
    private static bool IsService(Type type) =>
        type.Name.EndsWith("Service", StringComparison.Ordinal)
        || (type.IsNotPublic && type.GetMethods(Shipped.Declared).Cast<MethodBase>().Concat(type.GetConstructors(Shipped.Declared))
            .SelectMany(method => method.GetParameters())
            .Any(parameter => parameter.ParameterType == typeof(IPsaSession) || parameter.ParameterType == typeof(IPsaStore)));
}
