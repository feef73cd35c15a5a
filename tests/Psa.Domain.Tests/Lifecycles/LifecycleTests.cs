using FsCheck.Fluent;
using Psa.Access;
using Psa.Lifecycles;
using Psa.Testing;

namespace Psa.Domain.Tests.Lifecycles;

public class LifecycleTests
{
    private static readonly TenantId Tenant = new(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a01"));

    private static readonly Lifecycle<DoorStatus, DoorAction> Table = Lifecycle.Starting(DoorStatus.Open)
        .Allow(DoorAction.Close, from: DoorStatus.Open, to: DoorStatus.Closed)
        .Allow(DoorAction.Open, from: DoorStatus.Closed, to: DoorStatus.Open)
        .Allow(DoorAction.Lock, from: DoorStatus.Closed, to: DoorStatus.Locked, needs: Permission.ManageBillingSetup)
        .Allow(DoorAction.Unlock, from: DoorStatus.Locked, to: DoorStatus.Closed, needs: Permission.ViewInvoices)
        .Allow(DoorAction.Paint, from: DoorStatus.Closed, to: DoorStatus.Closed)
        .Allow(DoorAction.Remove, from: DoorStatus.Open, to: DoorStatus.Removed, needs: Permission.ManageBillingSetup);

    [Fact]
    public void Every_status_and_action_leads_where_the_table_says()
    {
        const string expected = """
            Open    Close  -> Closed
            Open    Remove -> Removed
            Closed  Open   -> Open
            Closed  Lock   -> Locked
            Closed  Paint  -> Closed
            Locked  Unlock -> Closed
            """;
        var actual = from status in DoorStatus.All
                     from action in Enum.GetValues<DoorAction>()
                     where Table.TryNext(status, action, out _)
                     select $"{status.Name,-7} {action,-6} -> {Table.Next(status, action).Name}";

        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join('\n', actual));
    }

    [Fact]
    public void What_is_not_in_the_table_is_refused_with_the_records()
    {
        var id = Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02");

        var refusal = Assert.Throws<RuleViolationException>(() => Table.Next(DoorStatus.Open, DoorAction.Lock, id));

        Assert.Equal(PsaErrors.ActionNotAllowed, refusal.Code);
        Assert.Equal([id], refusal.Ids);
        Assert.Contains("Close, Remove", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_permission_is_demanded_after_the_status()
    {
        var engineer = Make(Role.Engineer);

        Assert.Same(DoorStatus.Closed, Table.Next(DoorStatus.Open, DoorAction.Close, engineer));
        Assert.Throws<PermissionDeniedException>(() => Table.Next(DoorStatus.Closed, DoorAction.Lock, engineer));
        Assert.Throws<RuleViolationException>(() => Table.Next(DoorStatus.Open, DoorAction.Lock, engineer));
        Assert.Same(DoorStatus.Locked, Table.Next(DoorStatus.Closed, DoorAction.Lock, Make(Role.Administrator)));
    }

    [Fact]
    public void A_conditional_permission_counts_when_its_condition_holds()
    {
        var client = Make(Role.Client);

        Assert.Throws<PermissionDeniedException>(() => Table.Next(DoorStatus.Locked, DoorAction.Unlock, client));
        Assert.Same(DoorStatus.Closed, Table.Next(DoorStatus.Locked, DoorAction.Unlock, client, Grants.Own));
        Assert.Empty(Table.AllowedFor(DoorStatus.Locked, client));
        Assert.Equal([DoorAction.Unlock], Table.AllowedFor(DoorStatus.Locked, client, Grants.Own));
    }

    [Fact]
    public void Buttons_are_what_the_status_and_the_actor_allow()
    {
        Assert.Equal([DoorAction.Open, DoorAction.Lock, DoorAction.Paint], Table.ActionsFrom(DoorStatus.Closed));
        Assert.Equal([DoorAction.Open, DoorAction.Paint], Table.AllowedFor(DoorStatus.Closed, Make(Role.Engineer)));
        Assert.Equal(Table.ActionsFrom(DoorStatus.Closed), Table.AllowedFor(DoorStatus.Closed, Actor.System(Tenant)));
        Assert.Empty(Table.ActionsFrom(DoorStatus.Removed));
    }

    [Fact]
    public void Final_is_where_nothing_follows() => Assert.Equal([DoorStatus.Removed], DoorStatus.All.Where(Table.IsFinal));

    [Fact]
    public void A_status_and_an_action_lead_to_one_place() =>
        Assert.Throws<ArgumentException>(() => Table.Allow(DoorAction.Close, from: DoorStatus.Open, to: DoorStatus.Locked));

    [Fact]
    public void Adding_leaves_the_shorter_table_alone()
    {
        var longer = Table.Allow(DoorAction.Paint, from: DoorStatus.Locked, to: DoorStatus.Locked);

        Assert.Equal(Table.Transitions.Count + 1, longer.Transitions.Count);
        Assert.False(Table.TryNext(DoorStatus.Locked, DoorAction.Paint, out var nowhere));
        Assert.Null(nowhere);
    }

    [Fact]
    public void A_table_draws_itself()
    {
        const string expected = """
            stateDiagram-v2
                [*] --> Open
                Open --> Closed: Close
                Closed --> Open: Open
                Closed --> Locked: Lock [ManageBillingSetup]
                Locked --> Closed: Unlock [ViewInvoices]
                Closed --> Closed: Paint
                Open --> Removed: Remove [ManageBillingSetup]
                Removed --> [*]

            """;

        Assert.Equal(expected.ReplaceLineEndings("\n"), Table.ToMermaid());
    }

    [Fact]
    public void Asking_where_an_action_leads_allocates_nothing() =>
        Assert.Equal(0, Allocations.Of(() => _ = Table.TryNext(DoorStatus.Locked, DoorAction.Unlock, out _) | Table.TryNext(DoorStatus.Locked, DoorAction.Paint, out _)));

    [Fact]
    public void Any_row_of_actions_ends_where_a_model_ends() => PropertyCheck.That(Prop.ForAll(
        Arb.From(Gen.ArrayOf(Gen.Elements(Enum.GetValues<DoorAction>()))),
        actions =>
        {
            // the model: a lock, a leaf and a hinge
            var (open, locked, removed) = (true, false, false);
            var status = Table.Initial;
            foreach (var action in actions)
            {
                status = Table.TryNext(status, action, out var next) ? next : status;
                (open, locked, removed) = (action, open, locked, removed) switch
                {
                    (DoorAction.Close, true, _, false) => (false, false, false),
                    (DoorAction.Open, false, false, false) => (true, false, false),
                    (DoorAction.Lock, false, _, false) => (false, true, false),
                    (DoorAction.Unlock, false, _, false) => (false, false, false),
                    (DoorAction.Remove, true, _, false) => (true, false, true),
                    _ => (open, locked, removed),
                };
            }

            return status == (removed ? DoorStatus.Removed : locked ? DoorStatus.Locked : open ? DoorStatus.Open : DoorStatus.Closed);
        }));

    private static Actor Make(Role role) => Actor.Create(Tenant, UserId.Of("ann"), "Ann", [role], AccessTable.Default);
}
