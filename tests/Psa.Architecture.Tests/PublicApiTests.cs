using System.Reflection;
using Psa.Testing;

namespace Psa.Architecture.Tests;

public class PublicApiTests
{
    public static TheoryData<string> Packages => Shipped.NameData;

    /// <summary>What hosts compile against changes on purpose only: the difference is read in review.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_api_is_the_approved_one(string package) =>
        Approved.Check($"tests/Psa.Architecture.Tests/approved/{package}.txt", PublicApi.Describe(Assembly.Load(package)));
}
