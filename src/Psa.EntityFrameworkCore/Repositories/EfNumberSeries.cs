using System.Linq;
using Psa.Numbering;
using Psa.Sellers;

namespace Psa.EntityFrameworkCore;

internal sealed class EfNumberSeries(EfSession session) : EfRepository<NumberSeries>(session, static (e, v) => e with { Version = v }), INumberSeriesRepository
{
    public IAsyncEnumerable<NumberSeries> OfEntityAsync(Id<BillingEntity> entity, CancellationToken cancellationToken = default) =>
        Stream(rows => rows.Where(e => e.BillingEntity == entity).OrderBy(e => e.Id), cancellationToken);
}
