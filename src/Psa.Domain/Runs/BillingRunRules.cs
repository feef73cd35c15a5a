namespace Psa.Runs;

/// <summary>What a billing run may be.</summary>
internal static class BillingRunRules
{
    internal const int MostPartitions = 1024;
}
