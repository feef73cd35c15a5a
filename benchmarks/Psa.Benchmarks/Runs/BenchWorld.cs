using Psa.Benchmarks.Age;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Benchmarks.Runs;

/// <summary>What is billed.</summary>
/// <param name="Customers">How many.</param>
/// <param name="Parts">How many parts each has; 4 gives the sample's generated world unless contracts are of an age.</param>
/// <param name="Age">How many months were billed before.</param>
internal sealed record BenchWorld(int Customers, int Parts, int Age)
{
    internal const int PartsOfSample = 4;

    private const int Seed = 20260301;

    internal static LocalDate Through { get; } = new(2026, 3, 31);

    internal static BenchWorld Of(string[] arguments, int customers = 10_000) =>
        new(Arguments.Number(arguments, "--customers", customers), Arguments.Number(arguments, "--parts", PartsOfSample), Arguments.Number(arguments, "--age", 0));

    internal Task SeedAsync(BenchStore store) =>
        Age == 0 && Parts == PartsOfSample ? store.SeedAsync(GeneratedWorld.Create(Customers, Seed), Through) : AgedStore.FillAsync(store, Customers, Parts, Age);
}
