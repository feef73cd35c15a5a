using System.Reflection;

namespace Psa.Attack.Tests.Calls;

/// <summary>One method of one public service.</summary>
internal sealed class Call(MethodInfo method)
{
    public string Name { get; } = $"{method.DeclaringType!.Name}.{method.Name}";

    public Type Service { get; } = method.DeclaringType!;

    public IReadOnlyList<ParameterInfo> Parameters { get; } = method.GetParameters();

    public override string ToString() => Name;

    /// <summary>Calls it and waits for its end; a stream is read to its end.</summary>
    public async Task<object?> InvokeAsync(object service, IReadOnlyList<object?> arguments)
    {
        object? answer;
        try
        {
            answer = method.Invoke(service, [.. arguments]);
        }
        catch (TargetInvocationException failed)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failed.InnerException!);
            throw;
        }

        return await Answers.OfAsync(answer);
    }
}
