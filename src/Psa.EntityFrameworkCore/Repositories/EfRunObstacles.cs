using System.Linq;
using Psa.Runs;

namespace Psa.EntityFrameworkCore;

internal sealed class EfRunObstacles(EfSession session) : EfRepository<RunObstacle>(session, static (e, v) => e with { Version = v }), IRunObstacleRepository
{
    public IAsyncEnumerable<RunObstacle> OfRunAsync(Id<BillingRun> run, CancellationToken cancellationToken = default) =>
        Stream(rows => rows.Where(e => e.Run == run).OrderBy(e => e.CustomerNumber).ThenBy(e => e.Id), cancellationToken);
}
