namespace Psa.Runs;

/// <summary>What somebody looks at before issuing: the run beside the one before.</summary>
/// <param name="Run">The run.</param>
/// <param name="Previous">The entity's last issued run before it, or <see langword="null"/> for the first.</param>
/// <param name="Difference">Net, tax, payable and number of documents of this run less those of the previous one, one entry a currency of either.</param>
public sealed record RunReview(BillingRun Run, BillingRun? Previous, ValueList<MoneyByCurrency> Difference);
