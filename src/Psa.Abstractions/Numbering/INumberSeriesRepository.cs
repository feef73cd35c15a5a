using Psa.Sellers;

namespace Psa.Numbering;

/// <summary>The number series of a tenant.</summary>
public interface INumberSeriesRepository : IRepository<NumberSeries>
{
    /// <summary>Reads the series of a billing entity, in the order of their ids.</summary>
    /// <param name="entity">Which of the tenant's companies.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The series, at most one a purpose.</returns>
    IAsyncEnumerable<NumberSeries> OfEntityAsync(Id<BillingEntity> entity, CancellationToken cancellationToken = default);
}
