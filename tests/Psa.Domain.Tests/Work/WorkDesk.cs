using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Runs;
using Psa.SalesItems;
using Psa.Services;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Work;

/// <summary>The service desk of a world: Eve works, Dan approves, and an hour of support is 90.00, one of travel 65.00.</summary>
internal sealed class WorkDesk
{
    internal static readonly LocalDate Day = new(2025, 1, 1);

    private int _numbers;

    private WorkDesk(AWorld world, Customer customer)
    {
        (World, Customer) = (world, customer);
        var ids = new OrderedIdGenerator(world.Clock);
        (Tickets, Projects, Time) = (new(world.Store, world.Clock, ids), new(world.Store, world.Clock, ids), new(world.Store, world.Clock, ids));
    }

    internal AWorld World { get; }

    internal Customer Customer { get; private set; }

    internal TicketService Tickets { get; }

    internal ProjectService Projects { get; }

    internal TimeService Time { get; }

    internal static Actor Eve { get; } = Someone("eve", Role.Engineer);

    internal static Actor Dan { get; } = Someone("dan", Role.Director);

    internal static Product Support { get; } = AnHour("support", "Support");

    internal static Product Travel { get; } = AnHour("travel", "Travel");

    internal static WorkKind AfterHours { get; } = AKind("AH", "after hours", 1.5m, 30);

    internal static WorkKind OnTheRoad { get; } = AKind("TR", "travel", 0.5m, 0);

    internal static Actor Someone(string id, Role role, Guid? customer = null) => Actor.Create(Tenant, UserId.Of(id), id, [role], AccessTable.Default, customer);

    internal static WorkKind AKind(string code, string name, decimal factor, int minimum) =>
        new() { Id = DerivedId.Create<WorkKind>(Tenant, "kind", code), Tenant = Tenant, Code = code, Name = name, Terms = [new(new(2020, 1, 1), factor, minimum)] };

    internal static async Task<WorkDesk> OpenAsync(string? store = null, int? step = 15, TimeRoundUp roundUp = TimeRoundUp.Total, BillingInformation? information = null)
    {
        var world = await CreateAsync(store: store);
        var billing = information ?? Complete with { TimeStep = step, TimeRoundUp = roundUp };
        var desk = new WorkDesk(world, ACustomer() with { BillingInformation = billing });
        await world.AddAsync(desk.Customer, Support, Travel);
        await world.UpdateAsync(APriceList with { Items = [.. APriceList.Items, AnItem(Support, 90m), AnItem(Travel, 65m)] });
        await world.Catalog.SaveWorkKindAsync(world.Actor, AfterHours, Token);
        await world.Catalog.SaveWorkKindAsync(world.Actor, OnTheRoad, Token);
        return desk;
    }

    /// <summary>The same desk with another's hands: what they do goes through another store.</summary>
    internal WorkDesk Through(Psa.Storage.IPsaStore store) => new(World.Through(store), Customer);

    internal TicketContent AContent(Id<ContractPart>? part = null, Product? activity = null, bool isFree = false) =>
        new() { Title = "It is slow", Customer = Customer.Id, Activity = (activity ?? Support).Id, Part = part, IsFree = isFree };

    internal Task<Ticket> TicketAsync(Id<ContractPart>? part = null, Product? activity = null, bool isFree = false) =>
        Tickets.OpenAsync(Dan, new() { Number = $"T{++_numbers}", Content = AContent(part, activity, isFree) }, Token);

    internal Task<Project> ProjectAsync(Id<Contract>? contract = null) =>
        Projects.OpenAsync(Dan, new() { Number = $"P{++_numbers}", Customer = Customer.Id, Content = new() { Name = "Move", Contract = contract } }, Token);

    internal Task<TimeEntry> LogAsync(Ticket ticket, int minutes, Func<TimeContent, TimeContent>? change = null) => Time.LogAsync(
        Eve, new() { Ticket = ticket.Id, Content = (change ?? (static content => content))(new() { WorkedOn = Day, Minutes = minutes, Text = "Looked at it" }) }, Token);

    internal Task<TimeEntry> LogAsync(Project project, int minutes, Product? activity = null) => Time.LogAsync(
        Eve, new() { Project = project.Id, Content = new() { WorkedOn = Day, Minutes = minutes, Activity = (activity ?? Support).Id, Text = "Moved it" } }, Token);

    internal async Task<TimeEntry> SubmitAsync(Ticket ticket, int minutes, Func<TimeContent, TimeContent>? change = null) => await SubmitAsync(await LogAsync(ticket, minutes, change));

    internal async Task<TimeEntry> SubmitAsync(TimeEntry entry) => (await Time.SubmitAsync(Eve, [entry.Id], Token))[0];

    internal async Task<TimeEntry> ApproveAsync(TimeEntry entry) => (await ApproveAsync([entry]))[0];

    internal Task<ValueList<TimeEntry>> ApproveAsync(params TimeEntry[] entries) => Time.ApproveAsync(Dan, [.. entries.Select(entry => new TimeToApprove(entry.Id))], Token);

    internal Task<ValueList<TimeEntry>> UnapproveAsync(params TimeEntry[] entries) => Time.UnapproveAsync(Dan, [.. entries.Select(entry => entry.Id)], Token);

    internal Task<List<SalesItem>> ItemsAsync(Ticket ticket) => World.ReadAsync(session => session.WorkItemsAsync(SalesItemSource.Ticket, ticket.Id.Value, ticket.OpenedOn, Token));

    internal Task<List<SalesItem>> ItemsAsync(Project project) => World.ReadAsync(session => session.WorkItemsAsync(SalesItemSource.Project, project.Id.Value, project.OpenedOn, Token));

    /// <summary>The minutes that stand as billed of a ticket.</summary>
    internal async Task<int> MinutesAsync(Ticket ticket) => (await ItemsAsync(ticket)).Where(item => !item.Released).SelectMany(item => item.Work.AsEnumerable()).Sum(share => (int)share.Minutes);

    /// <summary>Saves other billing information of the customer.</summary>
    internal async Task SaveAsync(BillingInformation information)
    {
        var stored = await World.ReadAsync(session => session.Of<Customer>().RequireAsync(Customer.Id, Token).AsTask());
        Customer = await World.Customers.SaveBillingInformationAsync(World.Actor, stored.Id, information, Token);
    }

    private static Product AnHour(string id, string name) =>
        new() { Id = DerivedId.Create<Product>(Tenant, id), Tenant = Tenant, Number = id, Name = name, Kind = ProductKind.HourlyRate, Unit = "HUR" };

    private static PriceListItem AnItem(Product product, decimal price) => new(product.Id, "HUR", [new(new(2000, 1, 1), Price(price))]);
}
