namespace Psa.Attack.Tests.Calls;

/// <summary>A call whose data is known by a key is another call with another key.</summary>
internal static class OtherKeys
{
    public static WorkingCall Of(WorkingCall call)
    {
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (call.Arguments[i] is { } argument && !Shelf.IsRecord(argument) && Parts.Of(argument.GetType()).FirstOrDefault(static part => part.Name == "Key" && part.PropertyType == typeof(string)) is { } key)
            {
                call = call.With(i, Parts.With(argument, key, key.GetValue(argument) + " again"));
            }
        }

        return call;
    }
}
