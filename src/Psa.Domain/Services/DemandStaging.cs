using Psa.Events;
using Psa.Inventory;

namespace Psa.Services;

/// <summary>Stages demands, and tells what became of them.</summary>
internal static partial class DemandStaging
{
    /// <summary>Stages a demand as a step leaves it, whose approval is asked for where it needs one, and tells once by an event what became of its status.</summary>
    /// <param name="step">The step.</param>
    /// <param name="after">The demand.</param>
    /// <param name="before">The demand as it was; itself, of version 0, when it is new.</param>
    /// <returns>The demand as it will be stored.</returns>
    internal static Demand Stage(this Step step, Demand after, Demand before)
    {
        if (step.Demands.Count == 0)
        {
            step.Announce((_, cancellationToken) => step.AskApprovalsAsync(cancellationToken));
        }

        if (step.Demands.Add(after.Id))
        {
            var (actor, now, from, note) = (step.Actor, step.Now, before.Version == 0 ? null : before.Status, before.HoldNote);
            step.Announce(async (session, cancellationToken) =>
            {
                var left = await session.Of<Demand>().RequireAsync(after.Id, cancellationToken).ConfigureAwait(false);
                if (left.Status != from && await session.HasProcurementAsync(cancellationToken).ConfigureAwait(false))
                {
                    session.Events.Append(PsaEvent.By(actor, now, EventKinds.DemandChanged, left.Id, from?.Name, left.Status.Name, left.HoldNote == note ? null : left.HoldNote));
                }
            });
        }

        after = after.Trimmed();
        return before.Version == 0 ? step.Of<Demand>().Add(after) : step.Of<Demand>().Update(after);
    }
}
