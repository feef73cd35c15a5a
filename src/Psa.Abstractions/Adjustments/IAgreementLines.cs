using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>A host's own source of what was billed under agreements: adjustments compare its lines beside those of contract invoices.</summary>
public interface IAgreementLines
{
    /// <summary>Gives the lines of a customer that fall into a period by their days, or by their date.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="period">The period.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lines, in no order. The same source and id always mean the same line; one that isn't given any more comes to nothing.</returns>
    IAsyncEnumerable<AdjustmentLine> LinesAsync(TenantId tenant, Id<Customer> customer, DatePeriod period, CancellationToken cancellationToken = default);
}
