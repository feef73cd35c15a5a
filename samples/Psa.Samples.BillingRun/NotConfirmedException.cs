namespace Psa.Samples.BillingRun;

/// <summary>Somebody answered that the numbers don't continue those in the accounting software: nothing is issued until they do.</summary>
public sealed class NotConfirmedException() : Exception("Nothing was issued: the calculated run waits. Run the same command again when the numbers are settled.");
