using System.Reflection;
using Psa.Storage;

namespace Psa.Architecture.Tests;

public class FeatureOrderTests
{
    private const string OneRepositoryARecord = "a session names one repository a record, until it gives them by the type of the record";

    /// <summary>Types that use rooms after their own, each with its reason; keep this short.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
    };

    /// <summary>What a type of a room uses of the rooms; types as they stand in the source.</summary>
    private static readonly (Type User, Type Used)[] Uses =
    [
        .. Shipped.AllTypes
            .Where(type => Features.Place(type.Namespace) >= 0)
            .SelectMany(type => UsedTypes.Of(type).Select(used => (User: Shipped.Outermost(type), Used: Shipped.Outermost(used))))
            .Where(use => Features.Place(use.Used.Namespace) >= 0 && use.User != use.Used)
            .Distinct(),
    ];

    [Fact]
    public void A_room_uses_only_rooms_before_it()
    {
        var wrong = Uses.Where(use => Features.Place(use.Used.Namespace) > Features.Place(use.User.Namespace)).ToArray();

        Rule.Holds(wrong.Where(use => !Exceptions.ContainsKey(use.User.FullName!)).Select(use => $"{use.User.FullName} uses {use.Used.FullName}"));
        Rule.Holds(Exceptions.Keys.Except(wrong.Select(use => use.User.FullName!), StringComparer.Ordinal));
    }

    [Fact]
    public void No_rooms_use_each_other() =>
        Rule.Holds(Circles.In(Uses
            .Where(use => !Exceptions.ContainsKey(use.User.FullName!))
            .Select(use => (use.User.Namespace!, use.Used.Namespace!))));

    [Fact]
    public void No_services_use_each_other() =>
        Rule.Holds(Circles.In(Uses
            .Where(use => use.User.Namespace == Features.Services && use.Used.Namespace == Features.Services)
            .Select(use => (use.User.Name, use.Used.Name))));

    [Fact]
    public void Only_services_open_or_take_a_session()
    {
        var wrong = Shipped.AllTypes
            .Where(type => Features.Place(type.Namespace) >= 0 && type.Namespace is not (Features.Services or "Psa.Storage"))
            .Where(type => type.GetMethods(Shipped.Declared).Cast<MethodBase>().Concat(type.GetConstructors(Shipped.Declared))
                .SelectMany(method => method.GetParameters())
                .Any(parameter => parameter.ParameterType == typeof(IPsaSession) || parameter.ParameterType == typeof(IPsaStore)))
            .Select(type => type.FullName);

        Rule.Holds(wrong);
    }

    [Fact]
    public void A_circle_is_found()
    {
        (string From, string To)[] edges = [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")];

        Assert.Equal(["b → c", "c → b"], Circles.In(edges));
        Assert.Empty(Circles.In([("a", "b"), ("a", "c"), ("b", "c")]));
    }
}
