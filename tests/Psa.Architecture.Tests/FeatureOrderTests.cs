using System.Reflection;
using Psa.Storage;

namespace Psa.Architecture.Tests;

public class FeatureOrderTests
{
    /// <summary>Services of facts: they announce what changed, and whoever bills listens.</summary>
    private static readonly string[] OfFacts =
        ["CatalogService", "ContractDrafting", "ContractService", "ContractWizardService", "CustomerService", "DraftItems", "NumberingService", "SalesItemService", "UsageBatch", "UsageService"];

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
    public void A_room_uses_only_rooms_before_it() =>
        Rule.Holds(Uses
            .Where(use => Features.Place(use.Used.Namespace) > Features.Place(use.User.Namespace))
            .Select(use => $"{use.User.FullName} uses {use.Used.FullName}"));

    [Fact]
    public void No_rooms_use_each_other() => Rule.Holds(Circles.In(Uses.Select(use => (use.User.Namespace!, use.Used.Namespace!))));

    [Fact]
    public void No_service_of_facts_names_charges_or_runs()
    {
        Assert.All(OfFacts, name => Assert.Contains(Uses, use => use.User.Name == name));
        Rule.Holds(Uses
            .Where(use => OfFacts.Contains(use.User.Name, StringComparer.Ordinal) && use.Used.Namespace is ("Psa.Charges" or "Psa.Runs"))
            .Select(use => $"{use.User.FullName} uses {use.Used.FullName}"));
    }

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
