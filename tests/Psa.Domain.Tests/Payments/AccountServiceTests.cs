using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Domain.Tests.Services;
using Psa.Invoices;
using Psa.Payments;
using Psa.Services;
using static Psa.Domain.Tests.Payments.Issued;

namespace Psa.Domain.Tests.Payments;

/// <summary>Accounts through the service: who sees which, of one payer and of all.</summary>
public sealed class AccountServiceTests
{
    private static readonly LocalDate Feb1 = new(2026, 2, 1);
    private static readonly Actor Ann = AnOffice.Ann;

    [Fact]
    public async Task An_account_is_of_issued_documents_and_entries()
    {
        var (office, payer) = await OpenAsync();
        var accounts = Of(office);
        var invoice = Document("1", InvoiceKind.Invoice, Feb1, Eur(100m), payer: payer.Id);
        await office.StoreAsync(invoice, invoice with { Id = office.Ids.Next<Invoice>(), Number = null, Status = InvoiceStatus.Draft }, Entry(PaymentKind.Payment, Feb1.PlusDays(3), Eur(40m), invoice, payer: payer.Id));

        Assert.Equal(60m, Assert.Single(await accounts.OpenAmountAsync(Ann, payer.Id)).Open.Amount);
        Assert.Equal(100m, Assert.Single(await accounts.OpenAmountAsync(Ann, payer.Id, Feb1)).Open.Amount);
        Assert.Empty(await accounts.OpenAmountAsync(Ann, payer.Id, Feb1.PlusDays(-1)));
        Assert.Equal(60m, Assert.Single(await accounts.OpenItemsAsync(Ann, payer.Id)).Open.Amount);
        Assert.Equal([0m, 0m, 60m], (await accounts.AgeingAsync(Ann, payer.Id, bounds: [10])).Single().Buckets.Select(bucket => bucket.Amount.Amount));
        var statement = await accounts.StatementAsync(Ann, payer.Id, Entity, Currency.EUR, Feb1, new(2026, 3, 1));
        Assert.Equal((0m, 60m, 2), (statement.Opening.Amount, statement.Closing.Amount, statement.Lines.Count));
    }

    [Fact]
    public async Task Today_is_the_day_where_the_tenant_is()
    {
        var (office, payer) = await OpenAsync();
        await office.StoreAsync(Document("1", InvoiceKind.Invoice, Feb1, Eur(100m), due: new(2026, 3, 15), payer: payer.Id));
        office.Clock.Now = Instant.FromUtc(2026, 3, 15, 23, 30);

        Assert.Equal(0m, (await Of(office).OpenAmountAsync(Ann, payer.Id))[0].Overdue.Amount);
        var settings = new SettingsService(office.Store, office.Clock);
        await settings.SaveAsync(Ann, await settings.GetAsync(Ann) with { TimeZone = "Europe/Brussels" });
        Assert.Equal(100m, (await Of(office).OpenAmountAsync(Ann, payer.Id))[0].Overdue.Amount);
    }

    [Fact]
    public async Task A_clients_manager_sees_its_own_account_and_no_other()
    {
        var (office, payer) = await OpenAsync();
        var payee = await office.Customers.CreateAsync(Ann, new() { Number = "2", Name = "Payee", Parent = payer.Id, ConsolidateBilling = true });
        var other = await office.ABillableCustomerAsync("3");
        foreach (var (number, customer) in new[] { ("1", payer), ("2", payee), ("3", other) })
        {
            await office.StoreAsync(Document(number, InvoiceKind.Invoice, Feb1, Eur(10m), payer: customer.Id));
        }

        var (managerOfPayer, managerOfPayee) = (ManagerOf(payer), ManagerOf(payee));
        var accounts = Of(office);

        Assert.Single(await accounts.OpenAmountAsync(managerOfPayer, payer.Id));
        Assert.Single(await accounts.OpenAmountAsync(managerOfPayer, payee.Id));
        await NotFoundAsync(() => accounts.OpenAmountAsync(managerOfPayer, other.Id));
        await NotFoundAsync(() => accounts.OpenItemsAsync(managerOfPayee, payer.Id));
        await NotFoundAsync(() => accounts.AgeingAsync(managerOfPayee, payer.Id));
        await NotFoundAsync(() => accounts.StatementAsync(managerOfPayee, payer.Id, Entity, Currency.EUR, Feb1, Feb1));
        Assert.Equal(new[] { payer.Id, payee.Id }.Order(), (await accounts.AgeingOfAllAsync(managerOfPayer, Entity).ToListAsync()).Select(ageing => ageing.Account.Payer));
        Assert.Equal([payee.Id], (await accounts.AgeingOfAllAsync(managerOfPayee, Entity).ToListAsync()).Select(ageing => ageing.Account.Payer));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => accounts.OpenAmountAsync(Actor.Create(AnOffice.Tenant, UserId.Of("c"), "C", [Role.Client], AccessTable.Default, payer.Id.Value), payer.Id));
        await NotFoundAsync(() => accounts.OpenAmountAsync(AnOffice.Stranger, payer.Id));
    }

    [Fact]
    public async Task All_payers_of_an_entity_are_streamed_with_what_each_alone_has()
    {
        var (office, first) = await OpenAsync();
        var payers = new List<Customer> { first };
        for (var n = 0; n < 450; n++)
        {
            payers.Add(await office.Customers.CreateAsync(Ann, new() { Number = $"N{n}", Name = "Customer" }));
        }

        await office.StoreAsync([.. payers.Where((_, n) => n % 3 != 0).Select((payer, n) => Document($"I{n}", InvoiceKind.Invoice, Feb1, Eur(1m + n), payer: payer.Id))]);
        await office.StoreAsync([.. payers.Where((_, n) => n % 5 == 0).Select((payer, n) => Entry(PaymentKind.Payment, Feb1, Eur(1m), key: $"k{n}", payer: payer.Id))]);
        var accounts = Of(office);

        var all = await accounts.AgeingOfAllAsync(Ann, Entity).ToListAsync();

        Assert.Equal(payers.Count(payer => all.Exists(ageing => ageing.Account.Payer == payer.Id)), all.Count);
        Assert.Equal(all.Select(ageing => ageing.Account.Payer).Order(), all.Select(ageing => ageing.Account.Payer));
        foreach (var payer in payers)
        {
            Assert.Equal(await accounts.AgeingAsync(Ann, payer.Id), all.Where(ageing => ageing.Account.Payer == payer.Id).ToValueList());
        }

        Assert.Empty(await accounts.AgeingOfAllAsync(Ann, office.Ids.Next<Psa.Sellers.BillingEntity>()).ToListAsync());
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused()
    {
        var (office, payer) = await OpenAsync();
        var accounts = Of(office);

        Assert.Equal(AccountErrors.BadPeriod, (await Assert.ThrowsAsync<RuleViolationException>(() => accounts.StatementAsync(Ann, payer.Id, Entity, Currency.EUR, Feb1, Feb1.PlusDays(-1)))).Code);
        Assert.Equal(AccountErrors.BadBounds, (await Assert.ThrowsAsync<RuleViolationException>(() => accounts.AgeingAsync(Ann, payer.Id, bounds: [0]))).Code);
        Assert.Equal(AccountErrors.BadBounds, Assert.Throws<RuleViolationException>(() => accounts.AgeingOfAllAsync(Ann, Entity, bounds: [0])).Code);
        await Assert.ThrowsAsync<ValidationFailedException>(() => accounts.StatementAsync(Ann, payer.Id, Entity, default, Feb1, Feb1));
    }

    private static AccountService Of(AnOffice office) => new(office.Store, office.Clock);

    private static async Task<(AnOffice Office, Customer Payer)> OpenAsync()
    {
        var office = await AnOffice.OpenAsync();
        return (office, await office.ABillableCustomerAsync());
    }

    private static Actor ManagerOf(Customer customer) => Actor.Create(AnOffice.Tenant, UserId.Of("m"), "M", [Role.ClientManager], AccessTable.Default, customer.Id.Value);

    private static Task<EntityNotFoundException> NotFoundAsync(Func<Task> call) => Assert.ThrowsAsync<EntityNotFoundException>(call);
}
