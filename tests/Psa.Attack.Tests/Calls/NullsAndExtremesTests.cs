using Psa.Catalog;

namespace Psa.Attack.Tests.Calls;

/// <summary>
/// Every value that a call is given, however deep it lies, is made absurd once. The call does it or refuses it in its own words; what it did can be done again rightly,
/// and harms nobody else: a billing run ends, and bills the bystander.
/// </summary>
public sealed class NullsAndExtremesTests(ITestOutputHelper output)
{
    private const int SliceInMemory = 12;

    [Fact]
    public async Task Absurd_values_are_refused_or_harm_nobody_in_memory() => await AttackAsync(Copies.InMemory, SliceInMemory);

    private static async Task<string?> TryAsync(Copies copies, World world, World others, WorkingCall good, WorkingCall absurd, int argument, string after)
    {
        var copy = await copies.NewAsync(world, others);
        var office = World.Open(copy.Store);
        var outcome = await Outcome.OfAsync(() => office.CallAsync(absurd.Call, absurd.Arguments));
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

        if (!good.Writes || await Bystander.BillAsync(office, world, demandsInvoice: !good.Arguments.OfType<TaxTable>().Any()) is not { } harm)
        {
            return good.Writes ? await MendAsync(copy, world, office, good, after) : null;
        }

        return harm;
    }

    /// <summary>Makes the good call after the absurd one: it ends as it does after itself, or it succeeds.</summary>
    private static async Task<string?> MendAsync(Copy copy, World world, Office office, WorkingCall good, string after)
    {
        var again = Current.Of(good, await copy.NowAsync(world));
        var outcome = await Outcome.OfAsync(() => office.CallAsync(again.Call, again.Arguments));
        return outcome.Succeeded || outcome.Word == after ? null : $"can't be mended: {outcome.Word} {outcome.Failure!.Message.ReplaceLineEndings(" ")}";
    }

    /// <summary>Says how the good call ends after itself and a billing run.</summary>
    private static async Task<string> AfterItselfAsync(World world, WorkingCall good)
    {
        var copy = await Copies.InMemory.NewAsync(world);
        var office = World.Open(copy.Store);
        await office.CallAsync(good.Call, good.Arguments);
        await Bystander.BillAsync(office, world, demandsInvoice: false);
        var again = Current.Of(good, await copy.NowAsync(world));
        return (await Outcome.OfAsync(() => office.CallAsync(again.Call, again.Arguments))).Word;
    }

    private async Task AttackAsync(Copies copies, int each)
    {
        var (working, world, others) = (await WorkingCalls.InFullAsync(), await World.FullAsync(), await World.OthersAsync());
        var tally = new Tally(output, $"nulls and extremes on {copies}");
        var mutations = new Mutations(world, others);
        foreach (var good in working.First)
        {
            var after = await AfterItselfAsync(world, good);
            var tries = good.Call.Parameters.SelectMany(
                (parameter, argument) => mutations.Of(parameter.ParameterType, good.Arguments[argument], parameter.Name!),
                (parameter, absurd) => (parameter.Position, absurd.Where, absurd.Value));
            foreach (var (argument, where, value) in Tally.Slice(tries, each))
            {
                tally.Count($"{good.Call} {where}", await TryAsync(copies, world, others, good, good.With(argument, value), argument, after));
            }
        }

        tally.Check();
    }
}
