using Psa.Access;
using Psa.Services;

namespace Psa.Attack.Tests.Calls;

/// <summary>
/// Records of another tenant don't exist: whoever names one, as an argument or anywhere in one, is told that it wasn't found or is given nothing, and nothing changes in either tenant.
/// </summary>
public sealed class ForeignTenantTests(ITestOutputHelper output)
{
    private const int MostOfACall = 3;

    // what callers call a change of prices is a name in their own tenant
    private static readonly Guid[] ChosenByCallers = [Samples.APriceChange.Id.Value, Samples.AnotherPriceChange.Id.Value];

    private static readonly Guid Nobodys = new("0192d4e0-7b1f-7c3a-8e55-00000000eeee");

    [Theory]
    [MemberData(nameof(Slices.Of), 1, 20, MemberType = typeof(Slices))]
    public async Task An_actor_of_another_tenant_finds_nothing(string store, int each)
    {
        var copies = new Copies(store);
        var (working, ours, theirs) = (await WorkingCalls.InFullAsync(), await World.FullAsync(), await World.OthersAsync());
        var tally = new Tally(output, $"an actor of another tenant on {copies}");
        foreach (var call in Tally.Slice(working.All.GroupBy(static call => call.Call).SelectMany(static calls => calls.Take(MostOfACall)), each))
        {
            tally.Count($"{call.Call}", await TryAsync(copies, theirs, ours, As(call, theirs.Ann), IsAnybodys(call) || IsOfDevice(call)));
        }

        tally.Check();
    }

    [Theory]
    [MemberData(nameof(Slices.Of), 2, 30, MemberType = typeof(Slices))]
    public async Task Ids_of_another_tenant_are_not_found(string store, int each)
    {
        var copies = new Copies(store);
        var (working, ours, theirs) = (await WorkingCalls.InFullAsync(), await World.FullAsync(), await World.OthersAsync());
        var tally = new Tally(output, $"ids of another tenant on {copies}");
        var mutations = new Mutations(ours, type => IdsOf(type, theirs), withLists: false);
        var tries = from call in working.First
                    from parameter in call.Call.Parameters
                    from place in mutations.Of(parameter.ParameterType, call.Arguments[parameter.Position], parameter.Name!).GroupBy(static one => one.Where.Split(' ')[0], StringComparer.Ordinal)
                    where place.Count() == 2
                    select (call, place.Key, Theirs: call.With(parameter.Position, place.First().Value), Nobodys: call.With(parameter.Position, place.Last().Value));
        foreach (var (call, where, theirsCall, nobodysCall) in Tally.Slice(tries, each))
        {
            tally.Count($"{call.Call} {where}", await TryAsync(copies, ours, theirs, theirsCall, mayWrite: false, nobodysCall));
        }

        tally.Check();
    }

    private static async Task<string?> TryAsync(Copies copies, World own, World foreign, WorkingCall call, bool mayWrite, WorkingCall? nobodys = null)
    {
        var copy = await copies.NewAsync(own, foreign);
        var outcome = await Outcome.OfAsync(() => World.Open(copy.Store).CallAsync(call));
        if ((await copy.ChangesAsync(foreign, withEvents: true)).Count > 0)
        {
            return $"changes the other tenant ({outcome.Word})";
        }

        if (outcome.Failure is not null and not EntityNotFoundException && !await IsRefusedAlikeAsync(copies, own, foreign, outcome, nobodys))
        {
            return $"ends as {outcome.Word}";
        }

        var hasChanged = !mayWrite && (await copy.ChangesAsync(own, withEvents: false)).Count > 0;
        if (hasChanged && nobodys is null)
        {
            return "changes the actor's tenant";
        }

        // what is created may have the id of a record of another tenant: each tenant has ids of its own
        var now = await copy.NowAsync(own);
        if (hasChanged && Parts.IdsIn(now.All()).Except(now.Ids()).Any(foreign.Records.Ids().Contains))
        {
            return "keeps the id in the actor's tenant";
        }

        var seen = Parts.IdsIn([outcome.Answer]).Intersect(foreign.Records.Ids()).Except(call.Ids).ToList();
        return seen.Count == 0 ? null : $"shows {seen.Count} records";
    }

    // a refusal that an id of nobody gets too tells nothing
    private static async Task<bool> IsRefusedAlikeAsync(Copies copies, World own, World foreign, Outcome outcome, WorkingCall? nobodys)
    {
        if (outcome.IsForeign || nobodys is null)
        {
            return false;
        }

        var copy = await copies.NewAsync(own, foreign);
        return (await Outcome.OfAsync(() => World.Open(copy.Store).CallAsync(nobodys))).Word == outcome.Word;
    }

    private static WorkingCall As(WorkingCall call, Actor actor) => call.With(call.Arguments.ToList().FindIndex(static argument => argument is Actor), actor);

    /// <summary>Tells whether a call names nothing of a tenant, so that anybody may make it for themselves.</summary>
    private static bool IsAnybodys(WorkingCall call) => call.Ids.All(static id => id == Guid.Empty || ChosenByCallers.Contains(id)) && !call.Arguments.Any(static argument => Parts.Deep(argument, static type => type == typeof(TenantId)).Any());

    // what is refused of a device is kept in the tenant of who merges it
    private static bool IsOfDevice(WorkingCall call) => call.Call.Service == typeof(OfflineService);

    private static IEnumerable<object?> IdsOf(Type type, World world)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;

        // what both worlds call by the same id is no other tenant's
        return Parts.IsId(type) ? world.IdsOf(type.GetGenericArguments()[0]).Except(ChosenByCallers).OrderBy(static id => id.Version).Take(1).Append(Nobodys).Select(id => Activator.CreateInstance(type, id)) : [];
    }
}
