namespace Psa.Attack.Tests.Calls;

/// <summary>How a call ended.</summary>
internal sealed record Outcome(object? Answer, Exception? Failure)
{
    private const int MostSeconds = 30;

    public bool Succeeded => Failure is null;

    /// <summary>Gets a value indicating whether it ended in a way that no host expects.</summary>
    public bool IsForeign => Failure is not null and not PsaException;

    /// <summary>Gets a word for it: the same for all that is the same to a host.</summary>
    public string Word => Failure switch
    {
        null => "done",
        PsaException refusal => refusal.Code,
        _ => $"{Failure.GetType().Name}: {Failure.Message.ReplaceLineEndings(" ")}{At(Failure)}",
    };

    public static async Task<Outcome> OfAsync(Func<Task<object?>> call)
    {
        try
        {
            var task = Task.Run(call);
            return await Task.WhenAny(task, Task.Delay(TimeSpan.FromSeconds(MostSeconds))) == task
                ? new(await task, null)
                : new(null, new TimeoutException($"It takes longer than {MostSeconds} seconds."));
        }
#pragma warning disable CA1031 // all that comes out is what is looked at
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new(null, failure);
        }
    }

    // where it came from, so that a failure can be mended without being made again
    private static string At(Exception failure) =>
        failure.StackTrace?.Split('\n').FirstOrDefault(static line => line.Contains(" in ", StringComparison.Ordinal) && line.Contains("/src/", StringComparison.Ordinal)) is { } line
            ? $" ({line[(line.LastIndexOf('/') + 1)..].Trim()})"
            : string.Empty;
}
