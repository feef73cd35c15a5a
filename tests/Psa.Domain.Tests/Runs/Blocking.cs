namespace Psa.Domain.Tests.Runs;

/// <summary>Waits inside a property, which FsCheck can't await.</summary>
internal static class Blocking
{
    public static void Run(Func<Task> work) => Task.Run(work).GetAwaiter().GetResult();
}
