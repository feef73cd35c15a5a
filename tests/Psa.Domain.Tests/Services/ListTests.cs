using System.Text;
using FsCheck.Fluent;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Numbering;
using Psa.SalesItems;
using Psa.Services;
using Psa.Testing;

namespace Psa.Domain.Tests.Services;

/// <summary>Lists page by page (R-FILTER), and who sees what of them (R-VIEW), on customers: what holds for every kind of record is tested with the stores.</summary>
public sealed class ListTests
{
    private static readonly string[] Texts =
        ["a", "A", "b", "ä", "Ä", "éclair", "ÉCLAIR", "Eclair", "ı", "I", "i", "ſ", "s", "S", "ß", "SS", "10", "9", "Bakery Bart", "bakery", "BART & Co", "\uFF5E", "\U0001F600", "ǆ", "Ǆ", "σ", "ς", "Σ"];

    private static readonly PageRequest Small = new() { Size = 2 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_compares_without_case_and_with_accents()
    {
        var office = await WithNamesAsync("ÉCLAIR", "Eclair");
        Assert.Equal(["ÉCLAIR"], await NamesAsync(office, new() { NameContains = "éclair" }));
        Assert.Equal(["Eclair", "ÉCLAIR"], await NamesAsync(office, new() { NameContains = "CLA ", Descending = true }));
        Assert.Empty(await NamesAsync(office, new() { NameContains = "ecl%" }));
    }

    [Fact]
    public async Task Text_sorts_by_code_points_of_its_upper_case()
    {
        var office = await WithNamesAsync("\U0001F600", "b", "\uFF5E", "C", "a", "A", "c");
        string[] sorted = ["A", "a", "b", "C", "c", "\uFF5E", "\U0001F600"];
        Assert.Equal(sorted, await NamesAsync(office, new() { Order = CustomerOrder.Name }));
        Assert.Equal(sorted.Reverse(), await NamesAsync(office, new() { Order = CustomerOrder.Name, Descending = true }));
    }

    [Fact]
    public async Task A_customer_is_found_by_number_and_external_id_as_somebody_types_them()
    {
        var office = await AnOffice.OpenAsync();
        var bart = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "K-10001", Name = "Bakery Bart", ExternalId = "crm:Bart" }, Token);
        await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "K-100010", Name = "Other" }, Token);
        Assert.Equal([bart.Id], Ids(await office.Customers.ListAsync(AnOffice.Ann, new() { Number = " k-10001" }, PageRequest.First, Token)));
        Assert.Equal([bart.Id], Ids(await office.Customers.ListAsync(AnOffice.Ann, new() { ExternalId = "CRM:BART" }, PageRequest.First, Token)));
        Assert.Empty((await office.Customers.ListAsync(AnOffice.Ann, new() { ExternalId = string.Empty }, PageRequest.First, Token)).Items);
        Assert.Empty((await office.Customers.ListAsync(AnOffice.Ann, new() { Number = "K-10001", NameContains = "other" }, PageRequest.First, Token)).Items);
        Assert.Empty((await office.Customers.ListAsync(AnOffice.Stranger, new(), PageRequest.First, Token)).Items);
    }

    [Fact]
    public void Whatever_changes_between_pages_what_does_not_is_seen_once() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(ArbMap.Default.GeneratorFor<int>().Select(seed => seed & int.MaxValue)),
            seed => PagingHoldsAsync(new Random(seed)).GetAwaiter().GetResult()),
        maxTest: 40);

    [Fact]
    public async Task A_page_key_belongs_to_its_filter_and_order()
    {
        var office = await WithNamesAsync("a", "b", "c", "d");
        var filter = new CustomerFilter { Order = CustomerOrder.Name };
        var key = (await office.Customers.ListAsync(AnOffice.Ann, filter, Small, Token)).Next!;
        Assert.Equal(["c", "d"], (await office.Customers.ListAsync(AnOffice.Ann, filter, Small with { After = key, Size = 9 }, Token)).Items.Select(customer => customer.Name));
        foreach (var other in new[] { filter with { Order = CustomerOrder.Number }, filter with { Descending = true }, filter with { NameContains = "c" }, filter with { Number = "1" } })
        {
            await RefusedAsync(() => office.Customers.ListAsync(AnOffice.Ann, other, Small with { After = key }, Token));
        }

        await RefusedAsync(() => office.Contracts.ListAsync(AnOffice.Ann, new(), Small with { After = key }, Token));
        var random = new Random(Depth.Seed(5));
        for (var n = 0; n < Depth.Times(300); n++)
        {
            // a key that was changed is another place, or none
            var letters = key.ToCharArray();
            letters[random.Next(letters.Length)] = (char)random.Next(32, 127);
            var changed = n switch { 0 => string.Empty, 1 => "null", 2 => "[]", 3 => key[..^5], 4 => new string('A', 100_000), _ => new string(letters) };
            if (await Record.ExceptionAsync(() => office.Customers.ListAsync(AnOffice.Ann, filter, Small with { After = changed }, Token)) is { } thrown)
            {
                Assert.Equal(FilterErrors.BadPage, Assert.IsType<RuleViolationException>(thrown).Code);
            }
        }

        foreach (var size in new[] { -1, 0, 1001, 5000 })
        {
            await RefusedAsync(() => office.Customers.ListAsync(AnOffice.Ann, filter, new() { Size = size }, Token));
        }
    }

    [Fact]
    public async Task Empty_text_equals_nothing_whatever_else_is_asked()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        await office.Items.CreateAsync(AnOffice.Ann, new() { Customer = customer.Id, Number = "1", BillingDate = new(2026, 3, 1), Lines = [new() { Text = "Cabling", UnitPrice = UnitPrice.Of(1m, Currency.EUR) }] }, Token);
        foreach (var filter in new SalesItemFilter[] { new() { Number = string.Empty }, new() { Number = string.Empty, Customer = customer.Id }, new() { Number = " ", Customer = customer.Id, Descending = true } })
        {
            var page = await office.Items.ListAsync(AnOffice.Ann, filter, new() { WithCount = true }, Token);
            Assert.Equal((0, 0), (page.Items.Count, page.Count!.Value));
        }

        Assert.Single((await office.Items.ListAsync(AnOffice.Ann, new() { Customer = customer.Id, BillingFrom = new(2026, 3, 1) }, PageRequest.First, Token)).Items);
    }

    [Fact]
    public async Task What_is_counted_is_what_the_filter_matches_on_whatever_page()
    {
        var office = await WithNamesAsync("a", "b", "ab", "c");
        var page = await office.Customers.ListAsync(AnOffice.Ann, new() { NameContains = "B", Order = CustomerOrder.Name }, new() { Size = 1, WithCount = true }, Token);
        Assert.Equal((2, "ab"), (page.Count!.Value, page.Items[0].Name));
        page = await office.Customers.ListAsync(AnOffice.Ann, new() { NameContains = "B", Order = CustomerOrder.Name }, new() { WithCount = true, After = page.Next }, Token);
        Assert.Equal((2, "b", null), (page.Count!.Value, page.Items[0].Name, page.Next));
    }

    [Fact]
    public async Task A_client_lists_its_own_company_and_those_it_pays_for()
    {
        var office = await AnOffice.OpenAsync();
        var parent = await office.ABillableCustomerAsync("1");
        var child = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "2", Name = "Child", Parent = parent.Id, ConsolidateBilling = true }, Token);
        var other = await office.ABillableCustomerAsync("3");
        var contracts = new List<Id<Psa.Contracts.Contract>>();
        foreach (var customer in new[] { parent, child, other })
        {
            contracts.Add((await office.AnActiveContractAsync(customer, [AnOffice.APart()], $"C-{customer.Number}")).Contract.Id);
        }

        var manager = ClientOf(parent, Role.ClientManager);
        Assert.Equal([parent.Id, child.Id], Ids(await office.Customers.ListAsync(manager, new(), PageRequest.First with { WithCount = true }, Token)));
        Assert.Equal(2, (await office.Customers.ListAsync(manager, new(), new() { Size = 1, WithCount = true }, Token)).Count);
        Assert.Empty((await office.Customers.ListAsync(manager, new() { Number = "3" }, PageRequest.First, Token)).Items);
        Assert.Equal([child.Id, parent.Id], Ids(await office.Customers.ListAsync(manager, new() { Payer = parent.Id, Descending = true }, PageRequest.First, Token)));
        Assert.Equal(contracts[..2], (await office.Contracts.ListAsync(manager, new(), PageRequest.First, Token)).Items.Select(contract => contract.Id));
        Assert.Empty((await office.Contracts.ListAsync(manager, new() { Customer = other.Id }, PageRequest.First, Token)).Items);
        Assert.Empty((await office.Contracts.ListPartsAsync(manager, new() { Contract = contracts[2] }, PageRequest.First, Token)).Items);
        var parts = (await office.Contracts.ListPartsAsync(manager, new(), PageRequest.First, Token)).Items;
        Assert.Equal(contracts[..2], parts.Select(part => part.Contract));
        Assert.NotNull(await office.Contracts.FindPartAsync(manager, parts[0].Id, Token));

        // who is paid for sees itself, and billing information only who may view contracts
        Assert.Equal([child.Id], Ids(await office.Customers.ListAsync(ClientOf(child, Role.ClientManager), new(), PageRequest.First, Token)));
        var client = ClientOf(other, Role.Client);
        Assert.Null(Assert.Single((await office.Customers.ListAsync(client, new(), PageRequest.First, Token)).Items).BillingInformation);
        Assert.Null(await office.Contracts.FindPartAsync(ClientOf(other, Role.ClientManager), parts[0].Id, Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => office.Contracts.ListAsync(client, new(), PageRequest.First, Token));
        Assert.Empty((await office.Customers.ListAsync(Actor.Create(AnOffice.Tenant, UserId.Of("lost"), "Lost", [Role.Client], AccessTable.Default), new(), PageRequest.First, Token)).Items);
    }

    [Fact]
    public async Task What_is_set_up_is_read_back()
    {
        var office = await AnOffice.OpenAsync();
        var (ann, catalog) = (AnOffice.Ann, office.Catalog);
        var product = await catalog.SaveProductAsync(ann, new() { Id = default, Tenant = AnOffice.Tenant, Number = "P-1", Name = "Backup", Kind = ProductKind.ManagedService, Unit = "C62", ServiceCode = "Backup" }, Token);
        var list = await catalog.SavePriceListAsync(ann, new() { Id = default, Tenant = AnOffice.Tenant, Name = "Standard", Currency = Currency.EUR, ValidFrom = new(2026, 1, 1) }, Token);
        Assert.Null(await catalog.FindTaxTableAsync(ann, Token));
        var taxes = await catalog.SaveTaxTableAsync(ann, new() { Id = default, Tenant = AnOffice.Tenant, Entries = [TaxTableEntry.Untaxed("ZERO", "Zero", TaxCategory.ZeroRated)] }, Token);
        var series = await office.Numbering.CreateSeriesAsync(ann, new() { BillingEntity = AnOffice.Entity, Purpose = NumberPurpose.Invoice, Pattern = "{seq:0000}" }, Token);

        Assert.Equal(product, await catalog.FindProductAsync(ann, product.Id, Token));
        Assert.Equal([product], (await catalog.ListProductsAsync(ann, new() { ServiceCode = "BACKUP", IsActive = true }, PageRequest.First, Token)).Items);
        Assert.Empty((await catalog.ListProductsAsync(ann, new() { Kind = ProductKind.Service }, PageRequest.First, Token)).Items);
        Assert.Equal(list, await catalog.FindPriceListAsync(ann, list.Id, Token));
        Assert.Equal([list], (await catalog.ListPriceListsAsync(ann, new() { Currency = Currency.EUR, NameContains = "stand" }, PageRequest.First, Token)).Items);
        Assert.Equal(taxes, await catalog.FindTaxTableAsync(ann, Token));
        Assert.Equal(AnOffice.Entity, (await catalog.FindBillingEntityAsync(ann, AnOffice.Entity, Token))!.Id);
        Assert.Equal([AnOffice.Entity], (await catalog.ListBillingEntitiesAsync(ann, new() { Code = "acme" }, PageRequest.First, Token)).Items.Select(entity => entity.Id));
        Assert.Equal(series, await office.Numbering.FindAsync(ann, series.Id, Token));
        Assert.Equal([series], (await office.Numbering.ListAsync(ann, new() { Purpose = NumberPurpose.Invoice }, PageRequest.First, Token)).Items);

        var engineer = Actor.Create(AnOffice.Tenant, UserId.Of("ed"), "Ed", [Role.Engineer], AccessTable.Default);
        Assert.NotNull(await catalog.FindProductAsync(engineer, product.Id, Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => catalog.FindTaxTableAsync(engineer, Token));

        // who manages sees, though no row says so
        var keeper = engineer.With(Permission.ManageBillingSetup);
        Assert.NotNull(await catalog.FindTaxTableAsync(keeper, Token));
    }

    // a reference that shares nothing with the library: LINQ over what is there, UTF-8 bytes of the upper case
    private static async Task<bool> PagingHoldsAsync(Random random)
    {
        var office = await AnOffice.OpenAsync();
        var all = new Dictionary<Id<Customer>, Customer>();
        for (var n = 0; n < 12; n++)
        {
            await AddAsync(n);
        }

        var filter = new CustomerFilter
        {
            Order = random.Next(2) == 0 ? CustomerOrder.Name : CustomerOrder.Number,
            Descending = random.Next(2) == 0,
            NameContains = random.Next(3) == 0 ? Texts[random.Next(Texts.Length)] : null,
        };
        var untouched = all.Values.ToDictionary(customer => customer.Id);
        var seen = new List<Customer>();
        string? key = null;
        do
        {
            var page = await office.Customers.ListAsync(AnOffice.Ann, filter, new() { Size = 1 + random.Next(5), After = key }, Token);
            (key, _) = (page.Next, seen);
            seen.AddRange(page.Items);
            if (random.Next(2) == 0)
            {
                await AddAsync(100 + all.Count);
            }

            if (random.Next(2) == 0)
            {
                var some = all.Values.ElementAt(random.Next(all.Count));
                untouched.Remove(some.Id);
                all[some.Id] = await office.Customers.UpdateAsync(AnOffice.Ann, some with { Name = Texts[random.Next(Texts.Length)] }, Token);
            }
        }
        while (key is not null);

        Assert.Equal(Expected(untouched.Values), seen.Where(customer => untouched.ContainsKey(customer.Id)).Select(customer => customer.Id));
        Assert.Equal(Expected(all.Values), await PageRequest.AllAsync(page => office.Customers.ListAsync(AnOffice.Ann, filter, page, Token), Token).Select(customer => customer.Id).ToListAsync(Token));
        return true;

        IEnumerable<Id<Customer>> Expected(IEnumerable<Customer> customers)
        {
            var sorted = customers.Where(customer => filter.NameContains is null || Upper(customer.Name).Contains(Upper(filter.NameContains), StringComparison.Ordinal))
                .OrderBy(customer => Convert.ToHexString(Encoding.UTF8.GetBytes(Upper(TextOf(customer)))), StringComparer.Ordinal)
                .ThenBy(customer => Convert.ToHexString(Encoding.UTF8.GetBytes(TextOf(customer))), StringComparer.Ordinal)
                .ThenBy(customer => customer.Id.ToString(), StringComparer.Ordinal)
                .Select(customer => customer.Id);
            return filter.Descending ? sorted.Reverse() : sorted;
        }

        string TextOf(Customer customer) => filter.Order == CustomerOrder.Name ? customer.Name : customer.Number;

        async Task AddAsync(int n)
        {
            var text = Texts[random.Next(Texts.Length)];
            var made = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = $"{text}{n}", Name = text }, Token);
            all.Add(made.Id, made);
        }
    }

    // the long s and the dotless i are letters of their own
    private static string Upper(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value is 0x17F or 0x131 ? rune.ToString() : Rune.ToUpperInvariant(rune).ToString()));

    private static Actor ClientOf(Customer customer, Role role) => Actor.Create(AnOffice.Tenant, UserId.Of("client"), "Client", [role], AccessTable.Default, customer.Id.Value);

    private static async Task<AnOffice> WithNamesAsync(params string[] names)
    {
        var office = await AnOffice.OpenAsync();
        for (var n = 0; n < names.Length; n++)
        {
            await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = $"{n}", Name = names[n] }, Token);
        }

        return office;
    }

    private static async Task<IEnumerable<string>> NamesAsync(AnOffice office, CustomerFilter filter) =>
        (await office.Customers.ListAsync(AnOffice.Ann, filter, new() { Size = 100 }, Token)).Items.Select(customer => customer.Name);

    private static IEnumerable<Id<Customer>> Ids(Page<Customer> page) => page.Items.Select(customer => customer.Id);

    private static async Task RefusedAsync(Func<Task> list) => Assert.Equal(FilterErrors.BadPage, (await Assert.ThrowsAsync<RuleViolationException>(list)).Code);
}
