namespace Psa.Runs;

/// <summary>What all that waits for one cause comes to.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Money">The net that waits, one entry a currency. Causes overlap, so these aren't added: an obstacle names what items wait for.</param>
/// <param name="Cost">What vendors charge for it, one entry a currency.</param>
public sealed record UnbilledTotal(UnbilledCause Cause, long Count, ValueList<Money> Money, ValueList<ExactAmount> Cost);
