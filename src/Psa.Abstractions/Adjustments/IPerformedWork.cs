using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>A host's own source of what was performed: adjustments compare its lines beside time and service documents.</summary>
public interface IPerformedWork
{
    /// <summary>Gives the lines of a customer whose date, or days, fall into a period.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="period">The period.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lines, in no order. The same source and id always mean the same line; one that isn't given any more comes to nothing.</returns>
    IAsyncEnumerable<AdjustmentLine> LinesAsync(TenantId tenant, Id<Customer> customer, DatePeriod period, CancellationToken cancellationToken = default);
}
