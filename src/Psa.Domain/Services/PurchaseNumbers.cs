using Psa.Numbering;
using Psa.Procurement;

namespace Psa.Services;

/// <summary>Gives purchase orders their numbers.</summary>
internal static class PurchaseNumbers
{
    /// <summary>Takes the next numbers of the series of the tenant's default company; numbers that people gave by hand are passed over.</summary>
    /// <exception cref="RuleViolationException"><c>purchase_order.number_missing</c>.</exception>
    internal static async Task<ValueList<string>> PurchaseNumbersAsync(this Step step, int count, CancellationToken cancellationToken)
    {
        var entity = await step.FindEntityAsync(chosen: null, cancellationToken).ConfigureAwait(false);
        var series = entity is null ? null : await step.FindSeriesAsync(entity.Id, NumberPurpose.PurchaseOrder, cancellationToken).ConfigureAwait(false);
        return series is null
            ? throw new RuleViolationException(ProcurementErrors.NumberMissing, "Give the purchase order a number, or set up a number series for purchase orders.")
            : await step.TakeFreeAsync(series, entity!, count, IsTakenAsync, cancellationToken).ConfigureAwait(false);

        async Task<bool> IsTakenAsync(string number) =>
            await step.Of<PurchaseOrder>().FirstAsync(PurchaseOrderRecords.OfNumber(number), cancellationToken).ConfigureAwait(false) is not null;
    }
}
