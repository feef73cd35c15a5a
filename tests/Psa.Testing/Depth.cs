using System.Globalization;

namespace Psa.Testing;

/// <summary>How much the tests do: little in continuous integration, more of the same in a deep run. No test runs in one of them only.</summary>
/// <remarks>
/// <c>PSA_DEEP=10</c>, which <c>eng/deep.sh</c> sets, multiplies the cases of properties, the worlds, kills and rows.
/// <c>PSA_SEED=7</c> chooses other worlds and other moments for kills.
/// <c>PSA_HISTORIES=10000</c>, which <c>eng/deep.sh histories</c> sets, is how many histories properties of whole histories play on each store, whatever the factor.
/// </remarks>
public static class Depth
{
    private const string FactorVariable = "PSA_DEEP";
    private const string SeedVariable = "PSA_SEED";
    private const string HistoriesVariable = "PSA_HISTORIES";

    /// <summary>Gets how many times the counts of continuous integration are run: 1 there.</summary>
    public static int Factor { get; } = Math.Max(1, Number(FactorVariable, 1));

    public static bool IsDeep => Factor > 1;

    /// <summary>Gets how many histories are played, or <see langword="null"/> for what each property says.</summary>
    public static int? Histories { get; } = Number(HistoriesVariable, 0) is > 0 and var told ? told : null;

    /// <summary>Gets how long a history is.</summary>
    /// <param name="usual">In continuous integration; a deep one takes 100 steps.</param>
    public static int Steps(int usual) => Of(usual, 100);

    /// <summary>Multiplies a count of cheap things, such as the cases of a property.</summary>
    public static int Times(int count) => checked(count * Factor);

    /// <summary>Chooses between two counts of something dear, such as killed processes.</summary>
    /// <param name="usual">In continuous integration.</param>
    /// <param name="deep">In a deep run.</param>
    public static int Of(int usual, int deep) => IsDeep ? deep : usual;

    /// <summary>Gives the seed of a test that has always the same one unless told otherwise.</summary>
    public static int Seed(int usual) => Number(SeedVariable, usual);

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
