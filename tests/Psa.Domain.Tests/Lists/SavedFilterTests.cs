using Psa.Access;
using Psa.Domain.Tests.Services;
using Psa.Lists;
using Psa.Services;

namespace Psa.Domain.Tests.Lists;

/// <summary>Filters that people keep, for themselves or for all who view the whole list.</summary>
public sealed class SavedFilterTests
{
    private static readonly Actor Bob = Actor.Create(AnOffice.Tenant, UserId.Of("bob"), "Bob", [Role.Finance], AccessTable.Default);
    private static readonly NewSavedFilter Overdue = new() { List = ListKind.SalesItems, Name = "Overdue", Filter = ListFilter.Where("age", FilterOperator.Above, "30"), SortBy = "age", Descending = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_saved_filter_is_found_again_and_asks_the_same()
    {
        var (office, filters) = await OpenAsync();
        var saved = await filters.SaveAsync(AnOffice.Ann, Overdue with { Name = " Overdue " }, Token);
        Assert.Equal([saved], await filters.ListAsync(AnOffice.Ann, ListKind.SalesItems, Token));
        Assert.Equal(("Overdue", new ListRequest { Filter = Overdue.Filter, SortBy = "age", Descending = true, Day = new(2026, 3, 15) }), (saved.Name, saved.ToRequest(new(2026, 3, 15))));
        Assert.Empty(await filters.ListAsync(AnOffice.Ann, ListKind.Invoices, Token));
        Assert.Empty((await office.Items.SearchAsync(AnOffice.Ann, saved.ToRequest(new(2026, 3, 15)), PageRequest.First, Token)).Items);
    }

    [Fact]
    public async Task Saving_again_takes_its_place_and_nobody_elses()
    {
        var (_, filters) = await OpenAsync();
        var first = await filters.SaveAsync(AnOffice.Ann, Overdue, Token);
        Assert.Equal(first, await filters.SaveAsync(AnOffice.Ann, Overdue, Token));
        var second = await filters.SaveAsync(AnOffice.Ann, Overdue with { Name = "OVERDUE", Search = "x" }, Token);
        Assert.Equal((first.Id, 2), (second.Id, second.Version));
        var bobs = await filters.SaveAsync(Bob, Overdue, Token);
        Assert.NotEqual(first.Id, bobs.Id);
        Assert.Equal([second], await filters.ListAsync(AnOffice.Ann, ListKind.SalesItems, Token));
        Assert.Equal([bobs], await filters.ListAsync(Bob, ListKind.SalesItems, Token));
    }

    [Fact]
    public async Task What_is_shared_is_shown_to_all_and_deleted_by_its_owner_or_who_manages_settings()
    {
        var (_, filters) = await OpenAsync();
        var (mine, shared) = (await filters.SaveAsync(AnOffice.Ann, Overdue with { Name = "b" }, Token), await filters.SaveAsync(AnOffice.Ann, Overdue with { Name = "C", IsShared = true }, Token));
        var bobs = await filters.SaveAsync(Bob, Overdue with { Name = "a", IsShared = true }, Token);
        Assert.Equal([bobs, mine, shared], await filters.ListAsync(AnOffice.Ann, ListKind.SalesItems, Token));
        Assert.Equal([bobs, shared], await filters.ListAsync(Bob, ListKind.SalesItems, Token));

        await Assert.ThrowsAsync<PermissionDeniedException>(() => filters.DeleteAsync(Bob, ListKind.SalesItems, shared.Id, Token));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => filters.DeleteAsync(Bob, ListKind.SalesItems, mine.Id, Token));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => filters.DeleteAsync(AnOffice.Ann, ListKind.Invoices, mine.Id, Token));
        await filters.DeleteAsync(AnOffice.Ann, ListKind.SalesItems, bobs.Id, Token);
        await filters.DeleteAsync(AnOffice.Ann, ListKind.SalesItems, mine.Id, Token);
        await filters.DeleteAsync(AnOffice.Ann, ListKind.SalesItems, mine.Id, Token);
        Assert.Equal([shared], await filters.ListAsync(Bob, ListKind.SalesItems, Token));
        Assert.Empty(await filters.ListAsync(AnOffice.Stranger, ListKind.SalesItems, Token));
    }

    [Fact]
    public async Task A_client_keeps_its_own_and_is_shown_no_others()
    {
        var (office, filters) = await OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var client = Actor.Create(AnOffice.Tenant, UserId.Of("client"), "Client", [Role.ClientManager], AccessTable.Default, customer.Id.Value);
        await filters.SaveAsync(AnOffice.Ann, new() { List = ListKind.Invoices, Name = "Bad payers", IsShared = true }, Token);
        var own = await filters.SaveAsync(client, new() { List = ListKind.Invoices, Name = "Mine" }, Token);
        Assert.Equal([own], await filters.ListAsync(client, ListKind.Invoices, Token));
        foreach (var list in new[] { ListKind.Invoices, ListKind.Contracts, ListKind.Quotes, ListKind.Orders, ListKind.Tickets })
        {
            await Assert.ThrowsAsync<PermissionDeniedException>(() => filters.SaveAsync(client, new() { List = list, Name = "All", IsShared = true }, Token));
        }

        await Assert.ThrowsAsync<PermissionDeniedException>(() => filters.SaveAsync(client, Overdue, Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => filters.ListAsync(client, ListKind.SalesItems, Token));
    }

    [Fact]
    public async Task What_can_not_be_asked_is_not_saved()
    {
        var (_, filters) = await OpenAsync();
        Assert.Equal(FilterErrors.Bad, (await Assert.ThrowsAsync<RuleViolationException>(() => filters.SaveAsync(AnOffice.Ann, Overdue with { List = ListKind.Contracts }, Token))).Code);
        Assert.Equal(FilterErrors.Bad, (await Assert.ThrowsAsync<RuleViolationException>(() => filters.SaveAsync(AnOffice.Ann, Overdue with { SortBy = "product" }, Token))).Code);
        Assert.Equal(FilterErrors.Unnamed, Assert.Single((await Assert.ThrowsAsync<ValidationFailedException>(() => filters.SaveAsync(AnOffice.Ann, Overdue with { Name = " " }, Token))).Problems).Code);
        Assert.Equal("value.unknown", Assert.Single((await Assert.ThrowsAsync<ValidationFailedException>(() => filters.ListAsync(AnOffice.Ann, (ListKind)99, Token))).Problems).Code);
    }

    [Theory]
    [InlineData("activity")]
    [InlineData("part")]
    public async Task What_a_client_may_not_ask_is_not_saved(string field)
    {
        var (office, filters) = await OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var client = Actor.Create(AnOffice.Tenant, UserId.Of("client"), "Client", [Role.ClientManager], AccessTable.Default, customer.Id.Value);
        var asked = new NewSavedFilter { List = ListKind.Tickets, Name = "Without", Filter = ListFilter.Where(field, FilterOperator.Empty) };
        Assert.Equal(FilterErrors.Bad, (await Assert.ThrowsAsync<RuleViolationException>(() => filters.SaveAsync(client, asked, Token))).Code);
        Assert.Equal(FilterErrors.Bad, (await Assert.ThrowsAsync<RuleViolationException>(() => filters.SaveAsync(client, asked with { Filter = null, SortBy = field }, Token))).Code);
        Assert.Empty(await filters.ListAsync(client, ListKind.Tickets, Token));
        Assert.Equal(asked.Filter, (await filters.SaveAsync(AnOffice.Ann, asked, Token)).Filter);
    }

    private static async Task<(AnOffice Office, SavedFilterService Filters)> OpenAsync()
    {
        var office = await AnOffice.OpenAsync();
        return (office, new(office.Store, office.Clock));
    }
}
