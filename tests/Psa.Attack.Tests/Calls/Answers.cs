using System.Collections;
using System.Reflection;

namespace Psa.Attack.Tests.Calls;

/// <summary>Waits for whatever a call gives: a task, a value task or a stream.</summary>
internal static class Answers
{
    public static bool IsAnswer(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask) || IsGeneric(type, typeof(ValueTask<>)) || IsGeneric(type, typeof(IAsyncEnumerable<>));

    /// <summary>Gives the result; of a stream, the list of its elements.</summary>
    public static async Task<object?> OfAsync(object? answer)
    {
        switch (answer)
        {
            case Task task:
                await task;
                return ResultOf(task);
            case ValueTask task:
                await task;
                return null;
            case { } other when IsGeneric(other.GetType(), typeof(ValueTask<>)):
                var asTask = (Task)other.GetType().GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(other, null)!;
                await asTask;
                return ResultOf(asTask);
            case { } stream:
                var element = stream.GetType().GetInterfaces().Single(one => IsGeneric(one, typeof(IAsyncEnumerable<>))).GetGenericArguments()[0];
                var read = typeof(Answers).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(element);
                return await (Task<IList>)read.Invoke(null, [stream])!;
            default:
                return null;
        }
    }

    private static object? ResultOf(Task task) => task.GetType().GetProperty(nameof(Task<>.Result))?.GetValue(task);

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static async Task<IList> ReadAsync<T>(IAsyncEnumerable<T> stream)
    {
        var list = new List<T>();
        await foreach (var one in stream)
        {
            list.Add(one);
        }

        return list;
    }
}
