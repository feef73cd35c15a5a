using System.Globalization;
using NodaTime;
using Psa.Sellers;

namespace Psa.Runs;

/// <summary>Says which run of a billing entity is due: that of the last month which ended, once. What was due before is billed with it, since a run bills all that is due through its day.</summary>
internal static class DueRuns
{
    /// <summary>Gives the last day of the last month that ended before a day.</summary>
    internal static LocalDate MonthEnd(LocalDate today) => new LocalDate(today.Year, today.Month, 1).PlusDays(-1);

    /// <summary>Gives the id of the run that bills a month when it is due: the same, always.</summary>
    internal static Id<BillingRun> IdOf(TenantId tenant, Id<BillingEntity> entity, LocalDate through) =>
        DerivedId.Create<BillingRun>(through, tenant, "monthly run", entity.ToString(), through.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Gives the run that is due, or <see langword="null"/>.</summary>
    /// <param name="entity">The billing entity.</param>
    /// <param name="today">Today in the tenant's time zone.</param>
    /// <param name="runs">All runs that the entity ever had.</param>
    internal static DueRun? Of(BillingEntity entity, LocalDate today, IReadOnlyList<BillingRun> runs)
    {
        var through = MonthEnd(today);
        var id = IdOf(entity.Tenant, entity.Id, through);
        var isFirst = true;
        foreach (var run in runs)
        {
            // somebody took it back: they plan the next one themselves
            if (run.Id == id)
            {
                return null;
            }

            var stands = run.Payers.IsEmpty && run.Status != BillingRunStatus.RolledBack && run.Status != BillingRunStatus.Canceled;
            if (stands && run.Through >= through)
            {
                return null;
            }

            isFirst &= !stands;
        }

        return entity.IsActive ? new(new() { Id = id, BillingEntity = entity.Id, Through = through }, isFirst ? RunOccasion.Activation : RunOccasion.MonthEnded) : null;
    }
}
