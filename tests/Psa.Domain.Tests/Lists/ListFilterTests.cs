using Psa.Access;
using Psa.Customers;
using Psa.Domain.Tests.Services;
using Psa.Lists;
using Psa.Records;
using Psa.SalesItems;
using Psa.Services;

namespace Psa.Domain.Tests.Lists;

/// <summary>What filters mean, what is refused and where, and what they are as JSON (R-FILTER).</summary>
public sealed class ListFilterTests
{
    private static readonly PageRequest All = new() { Size = 1000, WithCount = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<ListRequest, string> Refused => new()
    {
        { new() { Filter = ListFilter.Where("colour", FilterOperator.Equal, "red") }, "Filter.Field" },
        { new() { Filter = ListFilter.All(ListFilter.Where("number", FilterOperator.Empty), ListFilter.Not(ListFilter.Where("Number", FilterOperator.Empty))) }, "Filter.Of[1].Of.Field" },
        { new() { Filter = ListFilter.Any(ListFilter.Where("status", FilterOperator.Above, "Draft")) }, "Filter.Of[0].Operator" },
        { new() { Filter = ListFilter.Where("total", FilterOperator.Contains, "1.00 EUR") }, "Filter.Operator" },
        { new() { Filter = ListFilter.Where("product", FilterOperator.Below, "00000001-0007-0007-0102-030405060708") }, "Filter.Operator" },
        { new() { Filter = ListFilter.Where("lineText", FilterOperator.Between, "a", "b") }, "Filter.Operator" },
        { new() { Filter = ListFilter.Where("total", FilterOperator.Above, "100.00") }, "Filter.Values[0]" },
        { new() { Filter = ListFilter.Where("total", FilterOperator.OneOf, "1.00 EUR", "1.001 EUR") }, "Filter.Values[1]" },
        { new() { Filter = ListFilter.Where("billingDate", FilterOperator.Equal, "2026-02-30") }, "Filter.Values[0]" },
        { new() { Filter = ListFilter.Where("customer", FilterOperator.Equal, "10001") }, "Filter.Values[0]" },
        { new() { Filter = ListFilter.Where("status", FilterOperator.Equal, "Paid") }, "Filter.Values[0]" },
        { new() { Filter = ListFilter.Where("invoiced", FilterOperator.Equal, "yes") }, "Filter.Values[0]" },
        { new() { Filter = ListFilter.Where("number", FilterOperator.Equal, string.Empty) }, "Filter.Values[0]" },
        { new() { Filter = ListFilter.Where("number", FilterOperator.OneOf) }, "Filter.Values" },
        { new() { Filter = ListFilter.Where("number", FilterOperator.Equal, "1", "2") }, "Filter.Values" },
        { new() { Filter = ListFilter.Where("number", FilterOperator.Empty, "1") }, "Filter.Values" },
        { new() { Filter = ListFilter.Where("billingDate", FilterOperator.Between, "2026-03-02", "2026-03-01") }, "Filter.Values" },
        { new() { Filter = ListFilter.Where("total", FilterOperator.Between, "1.00 EUR", "2 JPY") }, "Filter.Values" },
        { new() { Filter = ListFilter.Where("age", FilterOperator.Above, "30") }, "Filter.Field" },
        { new() { SortBy = "age" }, "SortBy" },
        { new() { SortBy = "product" }, "SortBy" },
        { new() { SortBy = "colour" }, "SortBy" },
        { new() { Search = string.Join(' ', Enumerable.Range(0, 21)) }, "Search" },
        { new() { Filter = ListFilter.All([.. Enumerable.Repeat(ListFilter.Where("number", FilterOperator.Empty), 101)]) }, "Filter.Of[100]" },
        { new() { Filter = Deep(11) }, "Filter" + string.Concat(Enumerable.Repeat(".Of", 10)) },
    };

    [Fact]
    [Trait("vector", "filter-not-equal-empty")]
    public async Task What_is_not_so_is_also_what_is_empty()
    {
        var (office, customer) = await OpenAsync();
        var made = new[] { (await AddAsync(office, customer, "1")).Id, (await AddAsync(office, customer, "2")).Id };
        var contract = Guid.Parse("00000001-0007-0007-0102-030405060708").ToString();
        Assert.Equal(made, await FindAsync(office, ListFilter.Where("contract", FilterOperator.NotEqual, contract)));
        Assert.Equal(made, await FindAsync(office, ListFilter.Not(ListFilter.Where("contract", FilterOperator.Equal, contract))));
        Assert.Empty(await FindAsync(office, ListFilter.Where("contract", FilterOperator.Equal, contract)));
    }

    [Fact]
    [Trait("vector", "filter-money-currency")]
    public async Task Amounts_of_other_currencies_do_not_compare()
    {
        var (office, customer) = await OpenAsync();
        var (dear, yen, cheap) = (await AddAsync(office, customer, "1", "150.00 EUR"), await AddAsync(office, customer, "2", "150 JPY"), await AddAsync(office, customer, "3", "50.00 EUR"));
        var filter = ListFilter.Where("total", FilterOperator.Above, "100.00 EUR");
        Assert.Equal([dear.Id], await FindAsync(office, filter));
        Assert.Equal([yen.Id, cheap.Id], await FindAsync(office, ListFilter.Not(filter)));
        Assert.Equal([yen.Id, cheap.Id], await FindAsync(office, ListFilter.Where("total", FilterOperator.NotEqual, "150.00 EUR")));
        Assert.Equal([cheap.Id, dear.Id, yen.Id], (await office.Items.SearchAsync(AnOffice.Ann, new() { SortBy = "total" }, All, Token)).Items.Select(item => item.Id));
    }

    [Fact]
    [Trait("vector", "filter-case")]
    public async Task Text_is_found_without_case_and_with_accents()
    {
        var office = await AnOffice.OpenAsync();
        var (accented, plain) = (await NamedAsync(office, "1", "ÉCLAIR"), await NamedAsync(office, "2", "Eclair"));
        var (first, _) = (await AddAsync(office, accented, "1"), await AddAsync(office, plain, "2"));
        Assert.Equal([first.Id], await FindAsync(office, ListFilter.Where("customerName", FilterOperator.Contains, "éclair")));
    }

    [Fact]
    public async Task Text_sorts_by_code_points()
    {
        // sort-text
        var (office, customer) = await OpenAsync();
        var (beyond, within) = (await AddAsync(office, customer, "\U0001F600"), await AddAsync(office, customer, "\uFF5E"));
        foreach (var descending in new[] { false, true })
        {
            var sorted = (await office.Items.SearchAsync(AnOffice.Ann, new() { SortBy = "number", Descending = descending }, All, Token)).Items.Select(item => item.Id);
            Assert.Equal(descending ? [beyond.Id, within.Id] : [within.Id, beyond.Id], sorted);
        }
    }

    [Theory]
    [InlineData("cabling", "1 2")]
    [InlineData("CAB new", "2")]
    [InlineData("\"new cab\"", "2")]
    [InlineData("\"cab new\"", "")]
    [InlineData("\"new", "3")]
    [InlineData("bart 1", "1")]
    [InlineData("  ", "1 2 3")]
    [InlineData("\"\"", "1 2 3")]
    [InlineData("x\"new cab\"", "")]
    public async Task Every_word_is_in_the_number_the_name_or_a_line(string search, string found)
    {
        var office = await AnOffice.OpenAsync();
        var customer = await NamedAsync(office, "K", "Bakery Bart");
        await AddAsync(office, customer, "1", text: "Cabling");
        await AddAsync(office, customer, "2", text: "New cabling");
        await AddAsync(office, customer, "3", text: "A 9\" rack, \"new\"");
        if (search == "\"new")
        {
            await AddAsync(office, customer, "4", text: "new");
        }

        var page = await office.Items.SearchAsync(AnOffice.Ann, new() { Search = search }, All, Token);
        Assert.Equal(found, string.Join(' ', page.Items.Select(item => item.Number)));
        Assert.Equal(page.Items.Count, page.Count);
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task What_can_not_be_asked_is_refused_with_its_place(ListRequest request, string place)
    {
        var office = await AnOffice.OpenAsync();
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => office.Items.SearchAsync(AnOffice.Ann, request, All, Token));
        Assert.Equal((FilterErrors.Bad, place), (refusal.Code, Assert.Single(refusal.Fields)));
    }

    [Fact]
    public async Task As_much_as_is_allowed_is_answered()
    {
        var (office, customer) = await OpenAsync();
        var item = await AddAsync(office, customer, "1");
        Assert.Equal([item.Id], await FindAsync(office, ListFilter.All([.. Enumerable.Repeat(ListFilter.Where("contract", FilterOperator.Empty), 100)])));
        Assert.Equal([item.Id], await FindAsync(office, Deep(9)));
        Assert.Empty(await FindAsync(office, Deep(10)));
        Assert.Empty(await FindAsync(office, ListFilter.Any()));
        Assert.Equal([item.Id], await FindAsync(office, ListFilter.All()));
        Assert.Equal([item.Id], (await office.Items.SearchAsync(AnOffice.Ann, new() { Search = string.Join(' ', Enumerable.Repeat("1", 20)) }, All, Token)).Items.Select(one => one.Id));
    }

    [Fact]
    public void A_filter_is_json_and_back()
    {
        var filter = ListFilter.All(
            ListFilter.Where("total", FilterOperator.Above, "100.00 EUR"),
            ListFilter.Not(ListFilter.Any(ListFilter.Where("number", FilterOperator.Empty), ListFilter.Where("status", FilterOperator.OneOf, "Draft", "Pending"))));
        var request = new ListRequest { Filter = filter, Search = "\"a b\" c", SortBy = "age", Descending = true, Day = new(2026, 3, 15) };
        var json = PsaJson.Write(request, PsaJsonContext.Default.ListRequest);
        Assert.Equal(
            """{"filter":{"kind":"and","of":[{"kind":"is","field":"total","operator":"Above","values":["100.00 EUR"]},{"kind":"not","of":{"kind":"or","of":[{"kind":"is","field":"number","operator":"Empty","values":[]},{"kind":"is","field":"status","operator":"OneOf","values":["Draft","Pending"]}]}}]},"search":"\u0022a b\u0022 c","sortBy":"age","descending":true,"day":"2026-03-15"}""",
            json);
        Assert.Equal(request, PsaJson.Read(json, PsaJsonContext.Default.ListRequest));
        foreach (var wrong in new[] { """{"filter":{"field":"total"}}""", """{"filter":{"kind":"xor","of":[]}}""", """{"filter":{"kind":"is","field":"total","operator":"Above"}}""", """{"filter":{"kind":"is","field":"total","operator":"Like","values":["1"]}}""", """{"filter":{"kind":"and","of":[null]}}""" })
        {
            Assert.Equal(PsaErrors.MalformedJson, Assert.Throws<InvalidDataPsaException>(() => PsaJson.Read(wrong, PsaJsonContext.Default.ListRequest)).Code);
        }
    }

    [Theory]
    [InlineData("number")]
    [InlineData("billingDate")]
    [InlineData("total")]
    [InlineData("age")]
    public async Task A_page_key_belongs_to_its_filter_order_and_day(string sortBy)
    {
        var (office, customer) = await OpenAsync();
        for (var n = 0; n < 3; n++)
        {
            await AddAsync(office, customer, $"{n}");
        }

        var (request, one) = (new ListRequest { SortBy = sortBy, Day = ListedWorld.Day }, new PageRequest { Size = 1 });
        var key = (await office.Items.SearchAsync(AnOffice.Ann, request, one, Token)).Next!;
        Assert.Equal("1", (await office.Items.SearchAsync(AnOffice.Ann, request, one with { After = key }, Token)).Items[0].Number);
        foreach (var other in new[] { request with { Descending = true }, request with { SortBy = "net" }, request with { Day = ListedWorld.Day.PlusDays(1) }, request with { Search = "1" }, request with { Filter = ListFilter.All() } })
        {
            await BadPageAsync(() => office.Items.SearchAsync(AnOffice.Ann, other, one with { After = key }, Token));
        }

        for (var n = 0; n < key.Length; n++)
        {
            var changed = key[..n] + (key[n] == 'A' ? 'B' : 'A') + key[(n + 1)..];
            if (await Record.ExceptionAsync(() => office.Items.SearchAsync(AnOffice.Ann, request, one with { After = changed }, Token)) is { } thrown)
            {
                Assert.Equal(FilterErrors.BadPage, Assert.IsType<RuleViolationException>(thrown).Code);
            }
        }

        await BadPageAsync(() => office.Items.SearchAsync(AnOffice.Ann, request, one with { Size = 0 }, Token));
        await BadPageAsync(() => office.Items.SearchAsync(AnOffice.Ann, request, one with { Size = 1001 }, Token));
    }

    [Fact]
    public async Task A_client_finds_its_own_whatever_it_asks()
    {
        var office = await AnOffice.OpenAsync();
        var (own, other) = (await office.ABillableCustomerAsync("1"), await office.ABillableCustomerAsync("2"));
        var contract = (await office.AnActiveContractAsync(own, [AnOffice.APart()], "C-1")).Contract;
        await office.AnActiveContractAsync(other, [AnOffice.APart()], "C-2");
        var manager = Actor.Create(AnOffice.Tenant, UserId.Of("client"), "Client", [Role.ClientManager], AccessTable.Default, own.Id.Value);
        foreach (var filter in new[] { null, ListFilter.Any(ListFilter.Where("customer", FilterOperator.Equal, other.Id.ToString()), ListFilter.All()), ListFilter.Where("number", FilterOperator.Contains, "c-") })
        {
            foreach (var sortBy in new[] { "number", "name", "customerName", "effectiveFrom" })
            {
                var page = await office.Contracts.SearchAsync(manager, new() { Filter = filter, SortBy = sortBy, Descending = true }, All, Token);
                Assert.Equal((contract.Id, 1), (Assert.Single(page.Items).Id, page.Count!.Value));
            }
        }

        Assert.Empty((await office.Contracts.SearchAsync(manager, new() { Filter = ListFilter.Where("customer", FilterOperator.Equal, other.Id.ToString()) }, All, Token)).Items);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => office.Items.SearchAsync(manager, new(), All, Token));
        Assert.Empty((await office.Contracts.SearchAsync(AnOffice.Stranger, new(), All, Token)).Items);
    }

    [Fact]
    public void Every_list_says_its_fields()
    {
        foreach (var list in Enum.GetValues<ListKind>())
        {
            var fields = ListFields.Of(list);
            Assert.Equal(fields.Count, fields.AsEnumerable().Select(field => field.Name).Distinct(StringComparer.Ordinal).Count());
            Assert.All(fields, field => Assert.Equal(field.Kind == FieldKind.Choice, field.Choices.Count > 0));
        }

        Assert.Equal(
            ReferenceList.Fields.Select(field => field.Name).Concat(["billingEntity", "order", "run", "overridden"]).Order(StringComparer.Ordinal),
            ListFields.Of(ListKind.SalesItems).AsEnumerable().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Throws<ArgumentOutOfRangeException>(() => ListFields.Of((ListKind)99));
    }

    private static ListFilter Deep(int depth) => depth == 1 ? ListFilter.Where("contract", FilterOperator.Empty) : ListFilter.Not(Deep(depth - 1));

    private static async Task<IEnumerable<Id<SalesItem>>> FindAsync(AnOffice office, ListFilter filter)
    {
        var page = await office.Items.SearchAsync(AnOffice.Ann, new() { Filter = filter }, All, Token);
        Assert.Equal(page.Items.Count, page.Count);
        return page.Items.Select(item => item.Id);
    }

    private static async Task BadPageAsync(Func<Task> search) => Assert.Equal(FilterErrors.BadPage, (await Assert.ThrowsAsync<RuleViolationException>(search)).Code);

    private static async Task<(AnOffice Office, Customer Customer)> OpenAsync()
    {
        var office = await AnOffice.OpenAsync();
        return (office, await office.ABillableCustomerAsync());
    }

    private static Task<Customer> NamedAsync(AnOffice office, string number, string name) =>
        office.Customers.CreateAsync(AnOffice.Ann, new() { Number = number, Name = name, BillingInformation = AnOffice.Complete }, Token);

    private static Task<SalesItem> AddAsync(AnOffice office, Customer customer, string number, string price = "1.00 EUR", string text = "Something") =>
        office.Items.CreateAsync(
            AnOffice.Ann,
            new()
            {
                Customer = customer.Id,
                Number = number,
                Currency = Money.Parse(price).Currency,
                BillingDate = new(2026, 3, 1),
                Lines = [new() { Text = text, Quantity = 1m, UnitPrice = UnitPrice.Of(Money.Parse(price).Amount, Money.Parse(price).Currency) }],
            },
            Token);
}
