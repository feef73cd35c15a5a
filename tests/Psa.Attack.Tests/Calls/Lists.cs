using System.Collections;

namespace Psa.Attack.Tests.Calls;

/// <summary>Makes lists and streams of a type that is only known when the test runs.</summary>
internal static class Lists
{
    public static object ValueListOf(Type element, IEnumerable<object?> items) =>
        typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(element).Invoke(null, [ListOf(element, items)])!;

    public static IList ListOf(Type element, IEnumerable<object?> items)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    public static object StreamOf(Type element, IEnumerable<object?> items) => Activator.CreateInstance(typeof(Stream<>).MakeGenericType(element), ListOf(element, items))!;

    /// <summary>Gives the same kind of list or stream with other items.</summary>
    public static object Like(object list, Type element, IEnumerable<object?> items) =>
        list switch
        {
            IStreamed => StreamOf(element, items),
            _ when list.GetType().GetGenericTypeDefinition() == typeof(ValueList<>) => ValueListOf(element, items),
            _ => ListOf(element, items),
        };

    private sealed class Stream<T>(List<T> items) : IAsyncEnumerable<T>, IStreamed
    {
        public IReadOnlyList<object?> Items => [.. items.Cast<object?>()];

        public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            foreach (var item in items)
            {
                await Task.CompletedTask;
                yield return item;
            }
        }
    }
}
