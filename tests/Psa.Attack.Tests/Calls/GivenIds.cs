namespace Psa.Attack.Tests.Calls;

/// <summary>Gives what is to be created an id of the caller's, where a request takes one, so that a call can be made again when its answer was lost.</summary>
internal static class GivenIds
{
    private const int First = 0x7000;

    public static WorkingCall To(WorkingCall call)
    {
        var ids = new CountedIds(First);
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var parameter = call.Call.Parameters[i];
            var inner = Nullable.GetUnderlyingType(parameter.ParameterType);
            var given = parameter.Name == "id" && inner is not null && Parts.IsId(inner) ? call.Arguments[i] ?? Activator.CreateInstance(inner, ids.Next<object>().Value) : To(call.Arguments[i], ids);
            call = call.With(i, given);
        }

        return call;
    }

    private static object? To(object? value, IIdGenerator ids)
    {
        if (value is null or string || Shelf.IsRecord(value))
        {
            return value;
        }

        var type = value.GetType();
        if (type.IsGenericType && type.GetGenericArguments() is [var element] && value is System.Collections.IEnumerable list && Parts.Of(element).Count > 0)
        {
            return Lists.Like(value, element, list.Cast<object?>().Select(one => To(one, ids)));
        }

        foreach (var property in Parts.Of(type))
        {
            var inner = Nullable.GetUnderlyingType(property.PropertyType);
            var now = property.GetValue(value);
            var given = property.Name == nameof(IEntity<>.Id) && inner is not null && Parts.IsId(inner) ? now ?? Activator.CreateInstance(inner, ids.Next<object>().Value) : To(now, ids);
            if (!Equals(given, now))
            {
                value = Parts.With(value, property, given);
            }
        }

        return value;
    }
}
