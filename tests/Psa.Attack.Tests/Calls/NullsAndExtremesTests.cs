using Psa.Catalog;

namespace Psa.Attack.Tests.Calls;

/// <summary>
/// Every value that a call is given, however deep it lies, is made absurd once. The call does it or refuses it in its own words; what it did can be done again rightly,
/// and harms nobody else: a billing run ends, and bills the bystander.
/// </summary>
public sealed class NullsAndExtremesTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(Slices.Of), 24, 400, MemberType = typeof(Slices))]
    public async Task Absurd_values_are_refused_or_harm_nobody(string store, int each)
    {
        var copies = new Copies(store);
        var (working, world, others) = (await WorkingCalls.InFullAsync(), await World.FullAsync(), await World.OthersAsync());
        var tally = new Tally(output, $"nulls and extremes on {copies}");
        foreach (var (good, argument, where, value) in Tally.Slice(Attacks(working.First, new(world, type => Extremes.Of(type, others), withLists: true)), each))
        {
            tally.Count($"{good.Call} {where}", await TryAsync(copies, working, others, good, good.With(argument, value), argument));
        }

        tally.Check();
    }

    private static IEnumerable<(WorkingCall Good, int Argument, string Where, object? Value)> Attacks(IEnumerable<WorkingCall> calls, Mutations mutations) =>
        from good in calls
        from parameter in good.Call.Parameters
        from absurd in mutations.Of(parameter.ParameterType, good.Arguments[parameter.Position], parameter.Name!)
        select (good, parameter.Position, absurd.Where, absurd.Value);

    private static async Task<string?> TryAsync(Copies copies, WorkingCalls working, World others, WorkingCall good, WorkingCall absurd, int argument)
    {
        var world = working.World;
        var copy = await copies.NewAsync(world, others);
        var office = World.Open(copy.Store);
        var outcome = await Outcome.OfAsync(() => office.CallAsync(absurd));
        if (outcome.IsForeign)
        {
            return outcome.Failure is ArgumentNullException && absurd.Arguments[argument] is null ? null : outcome.Word;
        }

        if ((await copy.ChangesAsync(others, withEvents: true)).Count > 0)
        {
            return "changed another tenant";
        }

        if (!outcome.Succeeded)
        {
            return (await copy.ChangesAsync(world, withEvents: true)).Count > 0 ? $"is refused ({outcome.Word}) and changes something" : null;
        }

        return good.Writes
            ? await Bystander.BillAsync(office, world, demandsInvoice: !good.Arguments.OfType<TaxTable>().Any()) ?? await Mending.TryAsync(working, good, absurd)
            : null;
    }
}
