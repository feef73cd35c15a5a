using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Work;

namespace Psa.Attack.Tests.Calls;

/// <summary>Named values of what is asked of tickets, projects and time.</summary>
internal static class WorkRequests
{
    /// <summary>Gives values of a type, the fullest first; nothing for a type that is none of them.</summary>
    public static IEnumerable<object>? Of(Type type, World world)
    {
        var customers = world.IdsOf(typeof(Customer)).Select(static id => new Id<Customer>(id)).ToHashSet();
        var activities = world.Records.Of<Product>().Where(static product => product.Kind == ProductKind.HourlyRate).Select(static product => product.Id).Take(1);
        var kinds = world.IdsOf(typeof(WorkKind)).Select(static id => (Id<WorkKind>?)new(id)).Take(1).Append(null);
        return type switch
        {
            _ when type == typeof(WorkKind) => [AKind(world.Tenant, "NEW"), AKind(world.Tenant, "NEWER")],
            _ when type == typeof(TicketContent) => Contents(world, customers),
            _ when type == typeof(NewTicket) => Contents(world, customers).SelectMany(static _ => new[] { null, "T-NEW" }, static (content, number) => new NewTicket { Number = number, Content = content, Metadata = Metadata.Empty.With("crm", "48") }),
            _ when type == typeof(NewTicketComment) => [new NewTicketComment { Text = "Is it on?", IsInternal = true }, new NewTicketComment { Text = "It is on" }],
            _ when type == typeof(ProjectContent) => [.. world.IdsOf(typeof(Contract)).Select(static id => new ProjectContent { Name = "Newer", Contract = new(id) }), new ProjectContent { Name = "Newest" }],
            _ when type == typeof(NewProject) => Projects(world, customers),
            _ when type == typeof(TimeContent) => activities.SelectMany(_ => kinds, static (activity, kind) => AContent(25) with { Kind = kind, Activity = activity }).Append(AContent(0) with { IsFree = true }),
            _ when type == typeof(NewTimeEntry) =>
            [
                .. world.IdsOf(typeof(Ticket)).Select(static id => new NewTimeEntry { Ticket = new(id), Content = AContent(25), Metadata = Metadata.Empty.With("crm", "50") }),
                .. world.IdsOf(typeof(Project)).SelectMany(_ => activities, static (id, activity) => new NewTimeEntry { Project = new(id), Content = AContent(25) with { Activity = activity } }),
            ],
            _ when type == typeof(TimeToApprove) =>
            [
                .. world.IdsOf(typeof(TimeEntry)).SelectMany(_ => kinds, static (id, kind) => new TimeToApprove(new(id), kind is null ? null : 40, Kind: kind)),
                .. world.IdsOf(typeof(TimeEntry)).Select(static id => new TimeToApprove(new(id), IsFree: true)),
            ],
            _ => null,
        };
    }

    public static WorkKind AKind(TenantId tenant, string code) => new() { Id = default, Tenant = tenant, Code = code, Name = $"Kind {code}", Terms = [new(new(2025, 1, 1), 1.5m, 30), new(new(2026, 6, 1), 2m, 0)] };

    public static TicketContent ATicket(Id<Customer> customer) => new() { Title = "It is slow", Customer = customer };

    public static TimeContent AContent(int minutes) => new() { WorkedOn = new(2026, 3, 11), StartMinute = 480, Minutes = minutes, Text = "Looked at it" };

    // each with a part of the customer's own
    private static IEnumerable<TicketContent> Contents(World world, HashSet<Id<Customer>> customers)
    {
        var activity = world.Records.Of<Product>().FirstOrDefault(static product => product.Kind == ProductKind.HourlyRate)?.Id;
        var parts = world.Records.Of<ContractPart>().Where(part => customers.Contains(part.Customer)).DistinctBy(static part => part.Customer).Take(2);
        return parts.Select(part => ATicket(part.Customer) with { Priority = TicketPriority.High, Category = "Network", Part = part.Id, Activity = activity })
            .Concat(customers.Take(3).Select(customer => ATicket(customer) with { Activity = activity, IsFree = true }));
    }

    private static IEnumerable<NewProject> Projects(World world, HashSet<Id<Customer>> customers) =>
        world.Records.Of<Contract>().Where(contract => customers.Contains(contract.Customer)).Take(2)
            .Select(static contract => new NewProject { Customer = contract.Customer, Content = new() { Name = "Move", Contract = contract.Id }, Metadata = Metadata.Empty.With("crm", "49") })
            .Concat(customers.Take(2).Select(static customer => new NewProject { Number = "P-NEW", Customer = customer, Content = new() { Name = "Move" } }));
}
