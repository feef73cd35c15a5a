using System.Collections.Concurrent;
using Ardalis.SmartEnum;
using Psa.Lifecycles;
using Psa.Storage;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>A walk over what can be done to tickets, projects and time: after each step it looks at what moved, and whether it might.</summary>
internal sealed class WorkWalk(WorkDesk desk, ConcurrentDictionary<WorkStepKind, int> played, ConcurrentDictionary<string, int> reached)
{
    private const int Latest = 3;

    private List<Ticket> _tickets = [];
    private List<Project> _projects = [];
    private List<TimeEntry> _entries = [];
    private int _days;

    internal async Task PlayAsync(WorkStep step)
    {
        var acted = true;
        try
        {
            acted = await TryAsync(step);
        }
        catch (RuleViolationException refusal) when (refusal.Code is PsaErrors.ActionNotAllowed or WorkErrors.Billed or WorkErrors.NotDraft or WorkErrors.ProjectClosed)
        {
            acted = false;
        }

        var (tickets, projects, entries) = (await AllAsync<Ticket>(), await AllAsync<Project>(), await AllAsync<TimeEntry>());
        Look(step, acted, TicketLifecycle.Table, _tickets.ConvertAll(one => (one.Id.Value, one.Status)), tickets.ConvertAll(one => (one.Id.Value, one.Status)), step.Kind);
        Look(step, acted, ProjectLifecycle.Table, _projects.ConvertAll(one => (one.Id.Value, one.Status)), projects.ConvertAll(one => (one.Id.Value, one.Status)), step.Kind switch
        {
            WorkStepKind.CloseProject => ProjectAction.Close,
            WorkStepKind.ReopenProject => ProjectAction.Reopen,
            _ => null,
        });
        Look(step, acted, TimeLifecycle.Table, _entries.ConvertAll(one => (one.Id.Value, one.Status)), entries.ConvertAll(one => (one.Id.Value, one.Status)), step.Kind);
        Assert.All(tickets, ticket => Assert.Equal(ticket.Status == TicketStatus.Waiting, ticket.WaitingFor is not null));
        Assert.All(entries, entry => Assert.Equal((entry.Status == TimeStatus.Approved, entry.Status == TimeStatus.Rejected), (entry.Approval is not null, entry.RejectReason is not null)));
        (_tickets, _projects, _entries) = (tickets, projects, entries);
        if (acted)
        {
            played.AddOrUpdate(step.Kind, 1, static (_, count) => count + 1);
        }
    }

    private async Task<bool> TryAsync(WorkStep step)
    {
        switch (step.Kind)
        {
            case WorkStepKind.Open:
                await desk.TicketAsync(isFree: step.Which % 5 == 4);
                return true;
            case WorkStepKind.OpenProject:
                await desk.ProjectAsync();
                return true;
            case WorkStepKind.Bill:
                await desk.World.BillAsync(Day.PlusDays(_days), Day.PlusDays(_days++));
                return true;
            case WorkStepKind.Start or WorkStepKind.Wait or WorkStepKind.Solve or WorkStepKind.Close or WorkStepKind.Reopen or WorkStepKind.Log:
                return _tickets.Count > 0 && await OfTicketAsync(step, Chosen(_tickets, step));
            case WorkStepKind.CloseProject or WorkStepKind.ReopenProject or WorkStepKind.LogOnProject:
                return _projects.Count > 0 && await OfProjectAsync(step, Chosen(_projects, step));
            default:
                return _entries.Count > 0 && await OfTimeAsync(step, Chosen(_entries, step));
        }
    }

    private async Task<bool> OfTicketAsync(WorkStep step, Ticket ticket)
    {
        if (step.Kind == WorkStepKind.Close)
        {
            var closing = await desk.Tickets.CloseAsync(Eve, ticket.Id, Token);
            Assert.Equal(_entries.Where(entry => entry.Ticket == ticket.Id && entry.Status == TimeStatus.Submitted).Select(entry => entry.Id).Order(), closing.Submitted.AsEnumerable().Order());
            return true;
        }

        await (step.Kind switch
        {
            WorkStepKind.Start => desk.Tickets.StartAsync(Eve, ticket.Id, Token),
            WorkStepKind.Wait => desk.Tickets.WaitAsync(Eve, ticket.Id, (TicketWaiting)(step.Which % 3), Token),
            WorkStepKind.Solve => desk.Tickets.SolveAsync(Eve, ticket.Id, Token),
            WorkStepKind.Reopen => desk.Tickets.ReopenAsync(Eve, ticket.Id, Token),
            _ => (Task)desk.LogAsync(ticket, step.Which),
        });
        return true;
    }

    private async Task<bool> OfProjectAsync(WorkStep step, Project project)
    {
        switch (step.Kind)
        {
            case WorkStepKind.CloseProject:
                var closing = await desk.Projects.CloseAsync(Dan, project.Id, Token);
                Assert.Equal(_entries.Where(entry => entry.Project == project.Id && entry.Status == TimeStatus.Submitted).Select(entry => entry.Id).Order(), closing.Submitted.AsEnumerable().Order());
                return true;
            case WorkStepKind.ReopenProject:
                await desk.Projects.ReopenAsync(Dan, project.Id, Token);
                return true;
            default:
                await desk.LogAsync(project, step.Which);
                Assert.Equal(ProjectStatus.Open, project.Status);
                return true;
        }
    }

    private async Task<bool> OfTimeAsync(WorkStep step, TimeEntry entry)
    {
        await (step.Kind switch
        {
            WorkStepKind.Change => desk.Time.ChangeAsync(Eve, entry.Id, new() { WorkedOn = Day, Minutes = step.Which + 1, Activity = Support.Id, Text = "Again" }, Token),
            WorkStepKind.Delete => desk.Time.DeleteAsync(Eve, entry.Id, Token),
            WorkStepKind.Submit => desk.SubmitAsync(entry),
            WorkStepKind.Approve => desk.ApproveAsync(entry),
            WorkStepKind.Reject => desk.Time.RejectAsync(Dan, [entry.Id], "too long", Token),
            WorkStepKind.Revise => desk.Time.ReviseAsync(Eve, entry.Id, Token),
            _ => (Task)desk.UnapproveAsync(entry),
        });
        return true;
    }

    // whatever moved, moved by the step and as the table says
    private void Look<TStatus, TAction>(
        WorkStep step, bool acted, Lifecycle<TStatus, TAction> table, List<(Guid Id, TStatus Status)> before, List<(Guid Id, TStatus Status)> now, object? action)
        where TStatus : SmartEnum<TStatus>
        where TAction : struct, Enum
    {
        foreach (var (id, was) in before)
        {
            var found = now.FindIndex(one => one.Id == id);
            if (found < 0)
            {
                Assert.Equal((WorkStepKind.Delete, true), (step.Kind, acted));
                continue;
            }

            if (now[found].Status != was)
            {
                Assert.True(acted, $"{step.Kind} was refused and moved {was.Name}");
                Assert.True(Enum.TryParse<TAction>($"{action}", out var what), $"{step.Kind} moved {was.Name}");
                Assert.Equal(table.Next(was, what), now[found].Status);
                reached.AddOrUpdate($"{what} {was.Name} {now[found].Status.Name}", 1, static (_, count) => count + 1);
            }
        }

        Assert.All(now.Where(one => before.TrueForAll(known => known.Id != one.Id)), made => Assert.Equal(table.Initial, made.Status));
    }

    // one of the latest: most of all can happen to those
    private static T Chosen<T>(List<T> among, WorkStep step) => among[among.Count - 1 - (step.Which % Math.Min(among.Count, Latest))];

    private Task<List<T>> AllAsync<T>()
        where T : class, IEntity<T> => desk.World.ReadAsync(session => session.Of<T>().QueryAsync(RecordType<T>.All, Token).ToListAsync(Token).AsTask());
}
