namespace Psa.Attack.Tests.Calls;

/// <summary>On which stores an attack is run, and every how manieth try in continuous integration.</summary>
public static class Slices
{
    /// <summary>Gives all stores, or the one that <c>PSA_TEST_STORE</c> names.</summary>
    /// <param name="memory">Every how manieth try in memory.</param>
    /// <param name="database">Every how manieth try on each database.</param>
    public static TheoryData<string, int> Of(int memory, int database)
    {
        var chosen = Environment.GetEnvironmentVariable("PSA_TEST_STORE");
        var data = new TheoryData<string, int>();
        foreach (var store in new[] { "memory", "sqlite", "postgresql" }.Where(store => string.IsNullOrEmpty(chosen) || store == chosen))
        {
            data.Add(store, store == "memory" ? memory : database);
        }

        return data;
    }
}
