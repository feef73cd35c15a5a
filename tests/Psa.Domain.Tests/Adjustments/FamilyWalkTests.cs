using FsCheck.Fluent;
using Psa.Testing;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>
/// Whatever runs correct, people credit and adjustments find for a parent and its child, with prices without tax and with: in the end all of what was performed is borne and nothing else, and whatever state is left has a way on.
/// </summary>
public sealed class FamilyWalkTests
{
    [Fact]
    public void In_the_end_the_family_bears_what_was_performed()
    {
        var tally = new Dictionary<FamilyStepKind, int>();
        var kinds = new Dictionary<string, int>();
        PropertyCheck.That(
            Prop.ForAll(
                Arb.From(
                    from isInclusive in Gen.Elements(false, true)
                    from isPerLine in Gen.Elements(false, true)
                    from count in Gen.Choose(4, 24)
                    from steps in Gen.ListOf(
                        from kind in Gen.Frequency((2, Gen.Constant(FamilyStepKind.ChangeQuantity)), (3, Gen.Elements(Enum.GetValues<FamilyStepKind>()[..^2])))
                        from which in Gen.Choose(0, 255)
                        from value in Gen.Choose(1, 60_000)
                        select (kind, which, value),
                        count)
                    select (isInclusive, isPerLine, steps.ToList()),
                    static history => Enumerable.Range(0, history.Item3.Count).Select(i => (history.isInclusive, history.isPerLine, history.Item3.Where((_, j) => j != i).ToList()))),
                history => WalkAsync(history.isInclusive, history.isPerLine, history.Item3, tally, kinds).GetAwaiter().GetResult()),
            maxTest: 80,
            endSize: 30,
            tally);
        Console.WriteLine(string.Join(", ", kinds.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => $"{one.Key} {one.Value}")));
    }

    private static async Task WalkAsync(bool isInclusive, bool isPerLine, List<(FamilyStepKind Kind, int Which, int Value)> steps, Dictionary<FamilyStepKind, int> tally, Dictionary<string, int> kinds)
    {
        var play = await FamilyPlay.OpenAsync(isInclusive, isPerLine);
        foreach (var (kind, which, value) in steps)
        {
            if (await play.TakeAsync(kind, which, value) is { } happened)
            {
                tally[happened] = tally.GetValueOrDefault(happened) + 1;
            }
        }

        await play.CloseAsync();
        tally[FamilyStepKind.SetOff] = tally.GetValueOrDefault(FamilyStepKind.SetOff) + play.SetOffs;
        if (play.Left != 0m)
        {
            kinds[$"left {play.Left}"] = kinds.GetValueOrDefault($"left {play.Left}") + 1;
        }

        foreach (var (kind, count) in await Recomputation.HoldAsync(play.Desk.World))
        {
            kinds[kind] = kinds.GetValueOrDefault(kind) + count;
        }
    }
}
