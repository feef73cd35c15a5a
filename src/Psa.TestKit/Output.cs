namespace Psa.TestKit;

/// <summary>What a test says beside its result.</summary>
internal static class Output
{
    internal static void Say(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);

    /// <summary>Does something, and says what it was when it fails.</summary>
    internal static async Task NamedAsync(string name, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch
        {
            Say($"It failed with {name}.");
            throw;
        }
    }
}
