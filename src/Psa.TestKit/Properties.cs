using System.Collections;
using System.Reflection;

namespace Psa.TestKit;

/// <summary>Reads and changes what records are made of, by reflection.</summary>
internal static class Properties
{
    /// <summary>Gives the record with another value of one property.</summary>
    internal static T With<T>(this T record, string property, object? value)
        where T : class, IEntity<T>
    {
        var copy = (T)typeof(T).GetMethod("<Clone>$")!.Invoke(record, null)!;
        typeof(T).GetProperty(property)!.SetValue(copy, value);
        return copy;
    }

    /// <summary>Gives all values of one type that a record holds, however deep they lie.</summary>
    internal static IEnumerable<TValue> All<TValue>(object? value) =>
        value switch
        {
            null => [],
            TValue found => [found],
            string => [],
            IEnumerable list => list.Cast<object?>().SelectMany(All<TValue>),
            _ when value.GetType().Assembly == typeof(IEntity<>).Assembly => value.GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite)
                .SelectMany(property => All<TValue>(property.GetValue(value))),
            _ => [],
        };
}
