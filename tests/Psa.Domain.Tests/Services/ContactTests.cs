using Psa.Access;
using Psa.Customers;
using static Psa.Domain.Tests.Services.AnOffice;

namespace Psa.Domain.Tests.Services;

/// <summary>Phones, job titles and company contacts belong to customers that manage their own profile (R-CONTACT-VIEW).</summary>
public sealed class ContactTests
{
    private static readonly Contact Bob = new("Bob", "bob@contoso.example", "+32 9 1", "Buyer", IsCompanyContact: true) { User = UserId.Of("bob") };
    private static readonly Contact Cleo = new("Cleo", "cleo@contoso.example", "+32 9 2") { User = UserId.Of("cleo") };

    [Fact]
    public async Task They_are_shown_to_all_who_view_the_customer_while_it_manages_its_profile()
    {
        var (office, customer) = await AnOfficeWithContactsAsync();

        foreach (var actor in new[] { Ann, Of(Role.Warehouse), Client(customer, "bob"), Manager(customer) })
        {
            var shown = await office.Customers.FindAsync(actor, customer.Id);
            Assert.Equal([Bob, Cleo], shown!.Contacts.Select(contact => contact with { Id = null }));
        }
    }

    [Fact]
    public async Task They_are_shown_to_nobody_else_and_what_is_stored_stays()
    {
        var (office, customer) = await AnOfficeWithContactsAsync();
        var closed = await office.Customers.UpdateAsync(Ann, customer with { ProfileManagedByCustomer = false });
        Assert.All([closed, (await office.Customers.FindAsync(Ann, customer.Id))!, (await office.Customers.FindByNumberAsync(Client(customer, "bob"), customer.Number))!], AssertClosed);

        // an everyday change of what was read, and a contact more
        var renamed = await office.Customers.UpdateAsync(Ann, closed with { Name = "Contoso NV", Contacts = [new("Dan"), .. closed.Contacts] });
        AssertClosed(renamed);
        var open = await office.Customers.UpdateAsync(Ann, renamed with { ProfileManagedByCustomer = true });
        Assert.Equal([new("Dan"), Bob, Cleo], open.Contacts.Select(contact => contact with { Id = null }));

        var taken = await office.Customers.UpdateAsync(Ann, open with { Contacts = [open.Contacts[1] with { Phone = null }] });
        Assert.Equal(Bob with { Phone = null }, Assert.Single(taken.Contacts.ToArray()) with { Id = null });
    }

    [Fact]
    public async Task They_are_asked_of_nobody_while_it_does_not()
    {
        var office = await OpenAsync();
        var closed = new NewCustomer { Number = "1", Name = "Contoso", Contacts = [new("Bob", Phone: "+32 9 1")] };

        await RefusedAsync(CustomerErrors.ContactNotOpen, () => office.Customers.CreateAsync(Ann, closed));
        var customer = await office.Customers.CreateAsync(Ann, closed with { Contacts = [new("Bob") { User = UserId.Of("bob") }] });
        var bob = customer.Contacts[0];
        await RefusedAsync(CustomerErrors.ContactNotOpen, () => office.Customers.UpdateAsync(Ann, customer with { Contacts = [bob with { JobTitle = "Buyer" }] }));
        await RefusedAsync(CustomerErrors.ContactNotOpen, () => office.Customers.ChangeContactAsync(Ann, customer.Id, bob.Id!.Value, new("+32 9 1")));
        await RefusedAsync(CustomerErrors.ContactNotOpen, () => office.Customers.ChangeContactAsync(Manager(customer), customer.Id, bob.Id!.Value, new("+32 9 1")));
        await RefusedAsync(CustomerErrors.ContactNotOpen, () => office.Customers.ChangeContactAsync(Client(customer, "bob"), customer.Id, bob.Id!.Value, new("+32 9 1")));

        var open = await office.Customers.UpdateAsync(Ann, customer with { ProfileManagedByCustomer = true, Contacts = [bob with { JobTitle = "Buyer" }] });
        Assert.Equal("Buyer", open.Contacts[0].JobTitle);
    }

    [Fact]
    public async Task A_client_edits_the_own_contact_a_manager_all_of_the_customers_and_of_those_it_pays_for()
    {
        var (office, customer) = await AnOfficeWithContactsAsync();
        var (bob, cleo) = (customer.Contacts[0].Id!.Value, customer.Contacts[1].Id!.Value);
        var payee = await office.Customers.CreateAsync(Ann, new()
        {
            Number = "2",
            Name = "Payee",
            Parent = customer.Id,
            ConsolidateBilling = true,
            ProfileManagedByCustomer = true,
            Contacts = [new("Eve")],
        });
        var other = await office.Customers.CreateAsync(Ann, new() { Number = "3", Name = "Other", ProfileManagedByCustomer = true, Contacts = [new("Fay")] });

        Assert.Equal(new Contact("Bob", Bob.Email, "1", "2") { Id = bob, User = Bob.User }, await office.Customers.ChangeContactAsync(Client(customer, "bob"), customer.Id, bob, new("1", "2")));
        await RefusedAsync(PsaErrors.AccessDenied, () => office.Customers.ChangeContactAsync(Client(customer, "bob"), customer.Id, cleo, new("1")));
        Assert.Equal("3", (await office.Customers.ChangeContactAsync(Manager(customer), customer.Id, cleo, new("3"))).Phone);
        Assert.Equal("4", (await office.Customers.ChangeContactAsync(Manager(customer), payee.Id, payee.Contacts[0].Id!.Value, new("4"))).Phone);
        Assert.Equal("5", (await office.Customers.ChangeContactAsync(Of(Role.GroupManager), customer.Id, cleo, new("5"))).Phone);
        await RefusedAsync(PsaErrors.NotFound, () => office.Customers.ChangeContactAsync(Manager(customer), other.Id, other.Contacts[0].Id!.Value, new("6")));
        await RefusedAsync(PsaErrors.NotFound, () => office.Customers.ChangeContactAsync(Manager(customer), customer.Id, other.Contacts[0].Id!.Value, new("6")));
        await RefusedAsync(PsaErrors.AccessDenied, () => office.Customers.ChangeContactAsync(Of(Role.Engineer), customer.Id, cleo, new("6")));
        Assert.Equal("5", (await office.Customers.FindAsync(Ann, customer.Id))!.Contacts[1].Phone);
    }

    [Fact]
    public async Task Clients_see_their_own_customer_and_managers_its_billing_information_and_contracts()
    {
        var office = await OpenAsync();
        var (mine, other) = (await office.ABillableCustomerAsync(), await office.ABillableCustomerAsync("2"));
        var (contract, parts) = await office.AnActiveContractAsync(mine, APart());
        var (foreign, _) = await office.AnActiveContractAsync(other, [APart()], "C-2");

        Assert.Null(await office.Customers.FindAsync(Client(mine, "bob"), other.Id));
        Assert.Null(await office.Customers.FindByNumberAsync(Manager(mine), other.Number));
        Assert.Null((await office.Customers.FindAsync(Client(mine, "bob"), mine.Id))!.BillingInformation);
        Assert.Null((await office.Customers.FindAsync(Of(Role.Engineer), mine.Id))!.BillingInformation);
        Assert.NotNull((await office.Customers.FindAsync(Manager(mine), mine.Id))!.BillingInformation);
        Assert.NotNull((await office.Customers.FindAsync(Of(Role.GroupManager), mine.Id))!.BillingInformation);

        Assert.Equal(contract, await office.Contracts.FindAsync(Manager(mine), contract.Id));
        Assert.Equal(parts, await office.Contracts.PartsOfAsync(Manager(mine), contract.Id));
        Assert.Null(await office.Contracts.FindAsync(Manager(mine), foreign.Id));
        await RefusedAsync(PsaErrors.NotFound, () => office.Contracts.PartsOfAsync(Manager(mine), foreign.Id));
        await RefusedAsync(PsaErrors.AccessDenied, () => office.Contracts.FindAsync(Client(mine, "bob"), contract.Id));
        Assert.NotNull(await office.Contracts.FindAsync(Of(Role.GroupManager), foreign.Id));
    }

    private static async Task<(AnOffice Office, Customer Customer)> AnOfficeWithContactsAsync()
    {
        var office = await OpenAsync();
        return (office, await office.Customers.CreateAsync(Ann, new() { Number = "1", Name = "Contoso", ProfileManagedByCustomer = true, Contacts = [Bob, Cleo] }));
    }

    private static void AssertClosed(Customer customer) =>
        Assert.All(customer.Contacts.ToArray(), contact => Assert.Equal(((string?)null, (string?)null, false), (contact.Phone, contact.JobTitle, contact.IsCompanyContact)));

    private static Actor Of(Role role) => Actor.Create(Tenant, UserId.Of("someone"), "Someone", [role], AccessTable.Default);

    private static Actor Client(Customer customer, string user) => Actor.Create(Tenant, UserId.Of(user), user, [Role.Client], AccessTable.Default, customer.Id.Value);

    private static Actor Manager(Customer customer) => Actor.Create(Tenant, UserId.Of("boss"), "Boss", [Role.ClientManager], AccessTable.Default, customer.Id.Value);

    private static async Task RefusedAsync(string code, Func<Task> call) => Assert.Equal(code, (await Assert.ThrowsAnyAsync<PsaException>(call)).Code);
}
