using System.Security.Claims;
using Psa.Access;

namespace Psa.Domain.Tests.Access;

public class ClaimsTests
{
    private const string Tenant = "0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a01";
    private const string Customer = "0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02";

    [Fact]
    public void Claims_make_an_actor()
    {
        var actor = Read(
            new(PsaClaimTypes.Tenant, Tenant),
            new("sub", "auth0|ann"),
            new(ClaimTypes.Name, "Ann"),
            new(ClaimTypes.Role, "Client"),
            new(ClaimTypes.Role, "SomebodyElsesRole"),
            new(PsaClaimTypes.Customer, Customer),
            new(PsaClaimTypes.Permission, nameof(Permission.ManageCatalog)));

        Assert.Equal(TenantId.Parse(Tenant), actor.Tenant);
        Assert.Equal(UserId.Of("auth0|ann"), actor.User);
        Assert.Equal("Ann", actor.DisplayName);
        Assert.Equal([Role.Client], actor.Roles);
        Assert.Equal(Guid.Parse(Customer), actor.Customer);
        Assert.True(actor.May(Permission.ManageCatalog));
        Assert.True(actor.MayFor(Permission.ViewInvoices, Guid.Parse(Customer)));
    }

    [Theory]
    [InlineData("sub", "name", "role")]
    [InlineData(ClaimTypes.NameIdentifier, ClaimTypes.Name, ClaimTypes.Role)]
    public void The_usual_claim_types_are_understood(string id, string name, string role)
    {
        var actor = Read(new(PsaClaimTypes.Tenant, Tenant), new(id, "ann"), new(name, "Ann"), new(role, "Finance"));

        Assert.Equal("Ann", actor.DisplayName);
        Assert.Equal([Role.Finance], actor.Roles);
    }

    [Fact]
    public void An_identity_names_its_own_role_claim()
    {
        var identity = new ClaimsIdentity(
            [new(PsaClaimTypes.Tenant, Tenant), new("sub", "ann"), new("nick", "Ann"), new("group", "Sales")], "test", "nick", "group");

        var actor = Actor.FromClaims(new(identity), AccessTable.Default);

        Assert.Equal("Ann", actor.DisplayName);
        Assert.Equal([Role.Sales], actor.Roles);
    }

    [Fact]
    public void A_user_without_a_name_is_called_by_their_id() =>
        Assert.Equal("ann", Read(new(PsaClaimTypes.Tenant, Tenant), new("sub", "ann")).DisplayName);

    [Fact]
    public void A_role_of_the_hosts_own_table_counts()
    {
        var table = AccessTable.Default.With(Role.Of("Dispatcher"), Permission.ManageCatalog, Grants.Full);
        var identity = new ClaimsIdentity([new(PsaClaimTypes.Tenant, Tenant), new("sub", "ann"), new(ClaimTypes.Role, "Dispatcher")], "test");

        Assert.True(Actor.FromClaims(new(identity), table).May(Permission.ManageCatalog));
    }

    public static TheoryData<string[]> Malformed =>
    [
        new string[] { "sub=ann" },
        new string[] { $"{PsaClaimTypes.Tenant}={Tenant}" },
        new string[] { $"{PsaClaimTypes.Tenant}={Tenant}", "sub= " },
        new string[] { $"{PsaClaimTypes.Tenant}={Tenant}", "sub=system" },
        new string[] { $"{PsaClaimTypes.Tenant}={Tenant}", "sub=ann", "sub=bob" },
        new string[] { $"{PsaClaimTypes.Tenant}=acme", "sub=ann" },
        new string[] { $"{PsaClaimTypes.Tenant}=00000000-0000-0000-0000-000000000000", "sub=ann" },
        new string[] { $"{PsaClaimTypes.Tenant}={Tenant}", $"{PsaClaimTypes.Tenant}={Customer}", "sub=ann" },
        new string[] { $"{PsaClaimTypes.Tenant}={Tenant}", "sub=ann", $"{PsaClaimTypes.Customer}=acme" },
        new string[] { $"{PsaClaimTypes.Tenant}={Tenant}", "sub=ann", $"{PsaClaimTypes.Customer}={Tenant}", $"{PsaClaimTypes.Customer}={Customer}" },
        new string[] { $"{PsaClaimTypes.Tenant}={Tenant}", "sub=ann", $"{PsaClaimTypes.Permission}=Everything" },
        new string[] { $"{PsaClaimTypes.Tenant}={Tenant}", "sub=ann", $"{PsaClaimTypes.Permission}=4" },
        new string[] { $"{PsaClaimTypes.Tenant}={Tenant}", "sub=ann", $"{PsaClaimTypes.Permission}=EditContracts, IssueInvoices" },
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Claims_that_do_not_say_who_it_is_are_refused(string[] claims)
    {
        var list = claims.Select(claim => claim.Split('=', 2)).Select(pair => new Claim(pair[0], pair[1])).ToArray();

        Assert.Equal(PsaErrors.BadClaims, Assert.Throws<InvalidDataPsaException>(() => Read(list)).Code);
    }

    [Fact]
    public void Who_is_not_signed_in_is_nobody()
    {
        var identity = new ClaimsIdentity([new(PsaClaimTypes.Tenant, Tenant), new("sub", "ann")]);

        Assert.Equal(PsaErrors.BadClaims, Assert.Throws<InvalidDataPsaException>(() => Actor.FromClaims(new(identity), AccessTable.Default)).Code);
        Assert.Equal(PsaErrors.BadClaims, Assert.Throws<InvalidDataPsaException>(() => Actor.FromClaims(new(), AccessTable.Default)).Code);
    }

    [Fact]
    public void Claims_of_an_identity_that_nobody_vouched_for_count_for_nothing()
    {
        var forged = new ClaimsIdentity(
        [
            new(PsaClaimTypes.Tenant, "0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a99"),
            new("sub", "mallory"),
            new(ClaimTypes.Role, "Administrator"),
            new("role", "Director"),
            new(PsaClaimTypes.Permission, nameof(Permission.IssueInvoices)),
        ]);
        var signedIn = new ClaimsIdentity([new(PsaClaimTypes.Tenant, Tenant), new("sub", "ann"), new(ClaimTypes.Role, "Client"), new(PsaClaimTypes.Customer, Customer)], "test");
        foreach (var principal in new[] { new ClaimsPrincipal([forged, signedIn]), new ClaimsPrincipal([signedIn, forged]) })
        {
            var actor = Actor.FromClaims(principal, AccessTable.Default);
            Assert.Equal((TenantId.Parse(Tenant), UserId.Of("ann")), (actor.Tenant, actor.User));
            Assert.Equal([Role.Client], actor.Roles);
            Assert.False(actor.May(Permission.IssueInvoices));
        }
    }

    private static Actor Read(params Claim[] claims) => Actor.FromClaims(new(new ClaimsIdentity(claims, "test")), AccessTable.Default);
}
