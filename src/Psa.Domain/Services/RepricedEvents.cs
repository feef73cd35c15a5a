using Psa.Documents;
using Psa.Events;
using Psa.Records;
using Psa.Runs;

namespace Psa.Services;

/// <summary>Tells by an event what became of a document that was priced anew, of whatever kind.</summary>
internal static class RepricedEvents
{
    /// <summary>Appends the event.</summary>
    /// <param name="step">The step.</param>
    /// <param name="id">The document.</param>
    /// <param name="before">The document as it was.</param>
    /// <param name="after">The document as it is now.</param>
    /// <param name="differences">What the catalog says otherwise.</param>
    /// <param name="run">The run that does it, which says what changed; <see langword="null"/> when the document is priced anew by itself.</param>
    internal static void AppendRepriced<T>(this Step step, Id<T> id, Document before, Document after, ValueList<PriceDifference> differences, RepricingRun? run)
    {
        var data = new RepricedDocument { Cause = run?.Cause, Record = run?.Record, ChangedBy = run?.ByName, Run = run?.Id.Value, Differences = differences };
        step.Append(
            EventKinds.DocumentRepriced,
            id,
            before.Totals.TotalWithTax.ToString(),
            after.Totals.TotalWithTax.ToString(),
            data: PsaJson.Write(data, PsaJsonContext.Default.RepricedDocument));
    }
}
