namespace Psa.Attack.Tests.Calls;

/// <summary>Whatever a call did can be mended by a call: by the same one with good arguments, or by one that takes the step back.</summary>
internal static class Mending
{
    /// <summary>Says why it can't be mended; <see langword="null"/> when it can.</summary>
    public static async Task<string?> TryAsync(WorkingCalls working, WorkingCall good, WorkingCall absurd)
    {
        var copy = await Copies.InMemory.NewAsync(working.World);
        var office = World.Open(copy.Store);
        if (!(await Outcome.OfAsync(() => office.CallAsync(absurd))).Succeeded)
        {
            return null;
        }

        var again = OtherKeys.Of(Current.Of(good, await copy.NowAsync(working.World)));
        var outcome = await Outcome.OfAsync(() => office.CallAsync(again));
        var isMended = outcome.Succeeded
            || outcome.Word == await AfterItselfAsync(working.World, good)
            || (outcome.Word == PsaErrors.ActionNotAllowed && await IsTakenBackAsync(working, office, good));
        return isMended ? null : $"can't be mended: {outcome.Word} {outcome.Failure!.Message.ReplaceLineEndings(" ")}";
    }

    /// <summary>Says how the good call ends after itself.</summary>
    private static async Task<string> AfterItselfAsync(World world, WorkingCall good)
    {
        var copy = await Copies.InMemory.NewAsync(world);
        var office = World.Open(copy.Store);
        await office.CallAsync(good);
        var again = OtherKeys.Of(Current.Of(good, await copy.NowAsync(world)));
        return (await Outcome.OfAsync(() => office.CallAsync(again))).Word;
    }

    /// <summary>Looks for another step that the record can take.</summary>
    private static async Task<bool> IsTakenBackAsync(WorkingCalls working, Office office, WorkingCall good)
    {
        var id = good.Arguments.First(static argument => argument is not null && Parts.IsId(argument.GetType()));
        foreach (var other in working.First.Where(other => other.Writes && other.Call.Service == good.Call.Service && other.Call != good.Call))
        {
            var place = other.Arguments.ToList().FindIndex(argument => argument?.GetType() == id!.GetType());
            if (place >= 0 && (await Outcome.OfAsync(() => office.CallAsync(other.With(place, id)))).Succeeded)
            {
                return true;
            }
        }

        return false;
    }
}
