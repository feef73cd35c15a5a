using Psa.Access;
using Psa.Lists;
using Psa.Samples.BillingRun.Worlds;
using Psa.Work;

namespace Psa.Samples.BillingRun.Steps;

/// <summary>
/// From a question to money: a contract sells hours, an engineer logs time on a ticket, somebody else approves it, it takes the hours as long as there are any, and what is beyond them is billed. Each step looks
/// at how far the one before it got, so an interrupted story goes on where it stopped.
/// </summary>
internal static class ServiceDeskStep
{
    private const int Hours = 4;
    private const int PerHour = 60;

    private static readonly (string Id, int Day, int Minutes, string Text)[] Work =
    [
        ("5a3b1e00-0000-4000-8000-000000000121", 11, 95, "Moved the mailboxes"),
        ("5a3b1e00-0000-4000-8000-000000000122", 18, 100, "Restored a share"),
        ("5a3b1e00-0000-4000-8000-000000000123", 25, 85, "Looked for the slow query"),
    ];

    private static Actor Engineer => Staff.Engineer;

    internal static async Task RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        if (context.World.Aftermath is not { } aftermath || context.Through != context.World.Through)
        {
            return;
        }

        context.Screen.Step("Hours are sold, worked and run out");
        await SellAsync(context, aftermath, cancellationToken);
        await RunStep.OfOneAsync(context, aftermath.Buyer, cancellationToken);
        var ticket = await OpenAsync(context, aftermath, cancellationToken);
        foreach (var entry in await WorkAsync(context, ticket, cancellationToken))
        {
            var approval = entry.Approval!;
            var covered = approval.Blocks.AsEnumerable().Sum(static share => share.Minutes);
            context.Screen.Say(FormattableString.Invariant($"{entry.WorkedOn:R}, {entry.Text}: {entry.Minutes} minutes, {approval.Taken} rounded on the ticket; {covered:0} are of the block, {approval.Taken - covered:0} at {(approval.Rate is { } rate ? $"{rate} an hour" : "no price")}."));
        }

        var (from, through) = (context.Through.With(DateAdjusters.StartOfMonth), context.Through);
        foreach (var lot in await context.Contracts.BlocksAsync(context.Actor, aftermath.Hours, from, through, cancellationToken))
        {
            context.Screen.Say(FormattableString.Invariant($"The block of {lot.FirstDay:R}: {lot.Added:0} minutes bought, {lot.Used:0} used, {lot.Remaining:0} left."));
        }

        await RunStep.OfOneAsync(context, aftermath.Buyer, cancellationToken);
        await ListAsync(context, cancellationToken);
    }

    private static async Task SellAsync(DemoContext context, Aftermath aftermath, CancellationToken cancellationToken)
    {
        var contract = await context.Contracts.CreateAsync(
            context.Actor,
            new()
            {
                Id = aftermath.Hours,
                Customer = aftermath.Buyer,
                Name = "Support hours",
                EffectiveFrom = context.Through.With(DateAdjusters.StartOfMonth),
                Parts =
                [
                    new()
                    {
                        Text = FormattableString.Invariant($"{Hours} hours of support"),
                        Kind = PartKind.Block,
                        Quantity = 1m,
                        UnitPrice = UnitPrice.Of(340m, Currency.EUR),
                        Block = new() { Minutes = Hours * PerHour, OverageRate = UnitPrice.Of(95m, Currency.EUR), Thresholds = BlockTerms.UsualThresholds },
                    },
                ],
            },
            cancellationToken);
        if (contract.Status == ContractStatus.Draft)
        {
            contract = (await context.Contracts.ActivateAsync(context.Actor, contract.Id, cancellationToken: cancellationToken)).Contract;
        }

        context.Screen.Say($"Contract {contract.Number} sells {Hours} hours a month for {UnitPrice.Of(340m, Currency.EUR)}; what is beyond costs {UnitPrice.Of(95m, Currency.EUR)} an hour.");
    }

    private static async Task<Ticket> OpenAsync(DemoContext context, Aftermath aftermath, CancellationToken cancellationToken)
    {
        await NumberingStep.ConfirmAsync(context, [(NumberPurpose.Ticket, "T-{seq:0000}")], cancellationToken);
        var part = (await context.Contracts.PartsOfAsync(context.Actor, aftermath.Hours, cancellationToken))[0];
        var content = new TicketContent { Title = "Mail is slow since the move", Customer = aftermath.Buyer, Part = part.Id, Activity = aftermath.Activity };
        var ticket = await context.Tickets.OpenAsync(Engineer, new() { Id = aftermath.Ticket, Content = content }, cancellationToken);
        return ticket.Status == TicketStatus.New ? await context.Tickets.StartAsync(Engineer, ticket.Id, cancellationToken) : ticket;
    }

    private static async Task<List<TimeEntry>> WorkAsync(DemoContext context, Ticket ticket, CancellationToken cancellationToken)
    {
        var entries = new List<TimeEntry>();
        foreach (var (id, day, minutes, text) in Work)
        {
            var content = new TimeContent { WorkedOn = context.Through.With(DateAdjusters.DayOfMonth(day)), Minutes = minutes, Text = text };
            var entry = await context.Time.LogAsync(Engineer, new() { Id = new(new Guid(id)), Ticket = ticket.Id, Content = content }, cancellationToken);
            if (entry.Status == TimeStatus.Draft)
            {
                entry = (await context.Time.SubmitAsync(Engineer, [entry.Id], cancellationToken))[0];
            }

            entries.Add(entry);
        }

        // nobody approves time of their own
        if (entries.FindAll(static entry => entry.Status == TimeStatus.Submitted) is { Count: > 0 } waiting)
        {
            await context.Time.ApproveAsync(context.Actor, [.. waiting.ConvertAll(static entry => new TimeToApprove(entry.Id))], cancellationToken);
        }

        var approved = new List<TimeEntry>();
        foreach (var entry in entries)
        {
            approved.Add((await context.Time.FindAsync(context.Actor, entry.Id, cancellationToken))!);
        }

        return approved;
    }

    // what somebody would type into the search of a list of sales items
    private static async Task ListAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var filter = ListFilter.All(
            ListFilter.Where("source", FilterOperator.OneOf, nameof(SalesItemSource.Ticket), nameof(SalesItemSource.ContractPart)),
            ListFilter.Where("total", FilterOperator.Above, "50.00 EUR"),
            ListFilter.Where("billingDate", FilterOperator.AtLeast, FormattableString.Invariant($"{context.Through.With(DateAdjusters.StartOfMonth):R}")));
        var request = new ListRequest { Filter = filter, Search = "support", SortBy = "total", Descending = true };
        var page = await context.Items.SearchAsync(context.Actor, request, PageRequest.First, cancellationToken);
        context.Screen.Say("Sales items of contracts and tickets in March above 50.00 EUR in whose words is \"support\", the dearest first:");
        context.Screen.Table(["billed", "line", ">net", "status"], page.Items.AsEnumerable().Select(static item => (string[])[$"{item.BillingDate:R}", item.Lines[0].Text, item.Net.ToString(), item.Status.Name]));
    }
}
