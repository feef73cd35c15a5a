using Psa.Access;
using Psa.Testing;

namespace Psa.Domain.Tests.Access;

public class ActorTests
{
    private static readonly TenantId Tenant = new(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a01"));
    private static readonly Guid Acme = Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02");
    private static readonly Guid Other = Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a03");

    [Fact]
    public void A_full_grant_reaches_every_customer()
    {
        var finance = Make([Role.Finance]);

        Assert.True(finance.May(Permission.ViewInvoices));
        Assert.True(finance.MayFor(Permission.ViewInvoices, Acme));
        Assert.True(finance.MayFor(Permission.ViewInvoices, Other));
    }

    [Fact]
    public void Own_reaches_the_own_customer_and_nothing_of_any_other()
    {
        var client = Make([Role.Client], Acme);

        Assert.True(client.MayFor(Permission.ViewInvoices, Acme));
        Assert.False(client.MayFor(Permission.ViewInvoices, Other));
        Assert.False(client.May(Permission.ViewInvoices));
        Assert.False(client.MayFor(Permission.EditContracts, Acme));
    }

    [Fact]
    public void Own_without_a_customer_reaches_nothing()
    {
        var client = Make([Role.Client]);

        Assert.False(client.MayFor(Permission.ViewInvoices, Acme));
        Assert.False(client.MayFor(Permission.ViewInvoices, Guid.Empty));
        Assert.False(Make([Role.Client], Guid.Empty).MayFor(Permission.ViewInvoices, Guid.Empty));
    }

    [Fact]
    public void Own_counts_only_when_the_record_is_the_customers()
    {
        var client = Make([Role.Client]);

        Assert.True(client.May(Permission.ViewInvoices, Grants.Own));
        Assert.False(client.May(Permission.EditContracts, Grants.Own));
        Assert.False(Make([Role.Engineer]).May(Permission.ViewInvoices, Grants.Own));
    }

    [Fact]
    public void Roles_add_up()
    {
        var both = Make([Role.GroupManager, Role.Client], Acme);

        Assert.True(both.May(Permission.ManageSalesItems));
        Assert.True(both.MayFor(Permission.ViewInvoices, Acme));
        Assert.Equal(Grants.Own, both.ReachOf(Permission.ViewInvoices));
    }

    [Fact]
    public void The_farther_of_two_grants_counts()
    {
        var both = Make([Role.Client, Role.Sales], Acme);

        Assert.Equal(Grants.Full, both.ReachOf(Permission.ViewInvoices));
        Assert.True(both.MayFor(Permission.ViewInvoices, Other));
    }

    [Fact]
    public void A_permission_needs_no_role()
    {
        var actor = Make([]).With(Permission.ManageBillingSetup);

        Assert.True(actor.May(Permission.ManageBillingSetup));
        Assert.False(actor.May(Permission.ManageCatalog));
    }

    [Fact]
    public void A_missing_permission_names_itself_and_the_records()
    {
        var refusal = Assert.Throws<PermissionDeniedException>(() => Make([Role.Engineer]).Require(Permission.OverridePrices, Acme, Other));

        Assert.Equal("access.denied", refusal.Code);
        Assert.Equal(nameof(Permission.OverridePrices), refusal.Permission);
        Assert.Equal([Acme, Other], refusal.Ids);
    }

    [Fact]
    public void Requiring_for_a_customer_asks_what_may_for_tells()
    {
        var client = Make([Role.ClientManager], Acme);

        client.RequireFor(Permission.ViewInvoices, Acme);
        Assert.Throws<PermissionDeniedException>(() => client.RequireFor(Permission.ViewInvoices, Other));
        client.Require(Permission.ViewInvoices, Grants.Own);
    }

    [Fact]
    public void The_automation_may_do_everything_in_its_tenant()
    {
        var system = Actor.System(Tenant);

        Assert.All(AccessTable.Permissions, permission => Assert.True(system.May(permission)));
        Assert.True(system.IsSystem);
        Assert.Equal(Tenant, system.Tenant);
        Assert.False(Make([Role.Administrator]).IsSystem);
    }

    [Fact]
    public void An_actor_needs_a_tenant_a_user_and_a_name()
    {
        Assert.Throws<ArgumentException>(() => Actor.Create(default, UserId.Of("ann"), "Ann", [], AccessTable.Default));
        Assert.Throws<ArgumentException>(() => Actor.Create(Tenant, default, "Ann", [], AccessTable.Default));
        Assert.Throws<ArgumentException>(() => Actor.Create(Tenant, UserId.Of("ann"), " ", [], AccessTable.Default));
        Assert.Throws<ArgumentException>(() => Actor.Create(Tenant, UserId.System, "Ann", [], AccessTable.Default));
    }

    [Fact]
    public void Actors_are_equal_when_they_may_do_the_same()
    {
        Assert.Equal(Make([Role.Sales]), Make([Role.Sales]));
        Assert.NotEqual(Make([Role.Sales]), Make([Role.Sales]).With(Permission.ManageBillingSetup));
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        var sales = Make([Role.Sales], Acme);
        Assert.Equal(0, Allocations.Of(() => _ = sales.May(Permission.OverridePrices) | sales.MayFor(Permission.ViewInvoices, Acme)));
    }

    private static Actor Make(ValueList<Role> roles, Guid? customer = null) =>
        Actor.Create(Tenant, UserId.Of("ann"), "Ann", roles, AccessTable.Default, customer);
}
