using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Psa.Domain.Tests.Runs;
using Psa.Testing;
using Psa.Work;

namespace Psa.Domain.Tests.Work;

/// <summary>Random walks over all that can be done to tickets, projects and time reach every status and what the tables allow, and nothing else.</summary>
public sealed class WorkWalkTests(ITestOutputHelper output)
{
    private static readonly ConcurrentDictionary<WorkStepKind, int> Played = new();
    private static readonly ConcurrentDictionary<string, int> Reached = new();

    // what is seldom has its turn by steps in a row
    private static readonly WorkStepKind[][] Rows =
    [
        [WorkStepKind.Open, WorkStepKind.Start, WorkStepKind.Wait, WorkStepKind.Start, WorkStepKind.Solve],
        [WorkStepKind.Open, WorkStepKind.Start, WorkStepKind.Wait, WorkStepKind.Solve, WorkStepKind.Close, WorkStepKind.Reopen],
        [WorkStepKind.Open, WorkStepKind.Start, WorkStepKind.Solve, WorkStepKind.Reopen, WorkStepKind.Start],
        [WorkStepKind.OpenProject, WorkStepKind.CloseProject, WorkStepKind.ReopenProject, WorkStepKind.LogOnProject],
        [WorkStepKind.OpenProject, WorkStepKind.LogOnProject, WorkStepKind.CloseProject, WorkStepKind.LogOnProject],
        [WorkStepKind.Open, WorkStepKind.Log, WorkStepKind.Submit, WorkStepKind.Reject, WorkStepKind.Revise, WorkStepKind.Change, WorkStepKind.Submit],
        [WorkStepKind.Open, WorkStepKind.Log, WorkStepKind.Submit, WorkStepKind.Approve, WorkStepKind.Unapprove],
        [WorkStepKind.Log, WorkStepKind.Submit, WorkStepKind.Approve, WorkStepKind.Bill, WorkStepKind.Unapprove],
        [WorkStepKind.Log, WorkStepKind.Delete],
    ];

    private static Gen<WorkStep[]> One { get; } =
        from kind in Gen.Elements(Enum.GetValues<WorkStepKind>())
        from which in Gen.Choose(0, 30)
        select new[] { new WorkStep(kind, which) };

    private static Arbitrary<WorkStep[]> Walks { get; } = Arb.From(
        from count in Gen.Choose(5, 20)
        from steps in Gen.ArrayOf(Gen.Frequency((4, One), (1, Gen.Elements(Rows).Select(static row => Array.ConvertAll(row, static kind => new WorkStep(kind, 0))))), count)
        select steps.SelectMany(static one => one).ToArray(),
        steps => Enumerable.Range(0, steps.Length).Select(i => (WorkStep[])[.. steps[..i], .. steps[(i + 1)..]]));

    [Fact]
    public void Walks_reach_what_the_tables_allow_and_nothing_else()
    {
        PropertyCheck.That(
            Prop.ForAll(Walks, steps => Blocking.Run(async () =>
            {
                var walk = new WorkWalk(await WorkDesk.OpenAsync(), Played, Reached);
                foreach (var step in steps)
                {
                    await walk.PlayAsync(step);
                }
            })), maxTest: 120, endSize: 40, tally: Played);

        output.WriteLine(string.Join(", ", Reached.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => $"{one.Key} {one.Value}")));
        Assert.SkipWhen(TestStores.IsDatabase, "A few walks reach not all of it.");
        Assert.All(
            TicketLifecycle.Table.Transitions.AsEnumerable().Select(static one => $"{one.Action} {one.From.Name} {one.To.Name}")
                .Concat(ProjectLifecycle.Table.Transitions.AsEnumerable().Select(static one => $"{one.Action} {one.From.Name} {one.To.Name}"))
                .Concat(TimeLifecycle.Table.Transitions.AsEnumerable().Select(static one => $"{one.Action} {one.From.Name} {one.To.Name}")),
            static transition => Assert.True(Reached.ContainsKey(transition), $"No walk reached: {transition}."));
    }
}
