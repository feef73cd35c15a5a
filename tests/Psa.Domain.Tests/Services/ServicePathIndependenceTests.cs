using System.Collections.Concurrent;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Psa.Testing;

namespace Psa.Domain.Tests.Services;

/// <summary>
/// Every change of a fact lowers what runs look at (spec 5): whatever is done through the services, in whatever order and with whatever runs between,
/// what is borne in the end is what one run over the final facts and decisions asks.
/// </summary>
public sealed class ServicePathIndependenceTests
{
    private static readonly LocalDate Last = new(2026, 12, 31);

    // how often a step of each kind was possible
    private static readonly ConcurrentDictionary<OfficeStepKind, int> Done = new();

    private static readonly Arbitrary<OfficeStep[]> Histories = Arb.From(
        from count in Gen.Choose(2, 22)
        from steps in Gen.ArrayOf(Steps(), count)
        select steps,
        steps => Enumerable.Range(0, steps.Length).Select(i => steps.Where((_, at) => at != i).ToArray()));

    [Fact]
    public void Any_history_of_edits_and_runs_bills_what_one_run_at_the_end_bills() => PropertyCheck.That(
        Prop.ForAll(Histories, steps =>
        {
            PlayAsync(steps).GetAwaiter().GetResult();
        }),
        maxTest: 200,
        endSize: 25,
        tally: Done);

    [Theory]
    [InlineData("Terminate 100 0 0|Run 200 0 0|Reinstate 0 0 0|Run 330 0 0")]
    [InlineData("Use 40 1 5|Run 100 0 0|EndPart 20 0 0|Use 41 2 3|Run 200 0 0|EndPart 300 60 0")]
    [InlineData("Run 60 0 0|Trial 45 0 0|Run 90 0 0|Trial 0 60 0|Run 120 0 0|ChangeCycle 50 1 0|Release 0 0 0|ChangeDates -20 0 0")]
    public async Task Histories_of_the_past_stay_right(string history) =>
        await PlayAsync([.. history.Split('|').Select(step => step.Split(' ')).Select(words => new OfficeStep(
            Enum.Parse<OfficeStepKind>(words[0]),
            int.Parse(words[1], CultureInfo.InvariantCulture),
            int.Parse(words[2], CultureInfo.InvariantCulture),
            decimal.Parse(words[3], CultureInfo.InvariantCulture)))]);

    private static Gen<OfficeStep> Steps() =>
        from kind in Gen.Frequency(
            (3, Gen.Constant(OfficeStepKind.Run)),
            (9, Gen.Elements(Enum.GetValues<OfficeStepKind>())),
            (4, Gen.Elements(OfficeStepKind.Cancel, OfficeStepKind.Override, OfficeStepKind.Move, OfficeStepKind.Credit, OfficeStepKind.Release)))
        from day in Gen.Choose(-40, 330)
        from length in Gen.Choose(0, 60)
        from amount in Gen.Choose(0, 2_000)
        select new OfficeStep(kind, day, length, amount / 100m);

    private static async Task PlayAsync(OfficeStep[] steps)
    {
        var play = await OfficePlay.OpenAsync();
        foreach (var step in steps)
        {
            if (await play.DoAsync(step))
            {
                Done.AddOrUpdate(step.Kind, 1, static (_, count) => count + 1);
            }
        }

        await play.RunAsync(Last);
        await play.CheckAsync(Last);
    }
}
