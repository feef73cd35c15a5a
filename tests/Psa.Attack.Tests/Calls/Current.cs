namespace Psa.Attack.Tests.Calls;

/// <summary>Makes a call as somebody does who has just loaded the records: with the versions of now.</summary>
internal static class Current
{
    public static WorkingCall Of(WorkingCall call, Snapshot now)
    {
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (call.Arguments[i] is { } record && Shelf.All.FirstOrDefault(shelf => shelf.Type == record.GetType()) is { } shelf
                && now.Of(shelf.Type).FirstOrDefault(one => shelf.IdOf(one) == shelf.IdOf(record)) is { } stored)
            {
                call = call.With(i, shelf.WithVersionOf(record, stored));
            }
        }

        return call;
    }
}
