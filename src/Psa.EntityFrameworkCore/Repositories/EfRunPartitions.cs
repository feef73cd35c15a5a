using System.Linq;
using Psa.Runs;

namespace Psa.EntityFrameworkCore;

internal sealed class EfRunPartitions(EfSession session) : EfRepository<RunPartition>(session, static (e, v) => e with { Version = v }), IRunPartitionRepository
{
    public IAsyncEnumerable<RunPartition> OfRunAsync(Id<BillingRun> run, CancellationToken cancellationToken = default) =>
        Stream(rows => rows.Where(e => e.Run == run).OrderBy(e => e.Index).ThenBy(e => e.Id), cancellationToken);
}
