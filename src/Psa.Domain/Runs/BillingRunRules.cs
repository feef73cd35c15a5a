using NodaTime;
using Psa.Access;

namespace Psa.Runs;

/// <summary>What a billing run may be.</summary>
internal static class BillingRunRules
{
    internal const int MostPartitions = 1024;

    /// <summary>The most days after today that a date of a run may lie without being meant expressly.</summary>
    internal const int UsualDays = 92;

    /// <summary>Makes the run of a plan, of one partition and not calculated.</summary>
    internal static BillingRun ToRun(this BillingRunPlan plan, Id<BillingRun> id, Actor actor, Instant now) => new()
    {
        Id = id,
        Tenant = actor.Tenant,
        BillingEntity = plan.BillingEntity,
        Through = plan.Through,
        InvoiceDate = plan.InvoiceDate ?? plan.Through,
        AllowFarDates = plan.AllowFarDates,
        Partitions = 1,
        PlannedBy = actor.DisplayName,
        PlannedAt = now,
    };

    /// <summary>Refuses dates that are too far off to be no slip.</summary>
    /// <param name="run">The run, planned or to be issued.</param>
    /// <param name="today">The day in the tenant's time zone.</param>
    /// <exception cref="RuleViolationException"><c>billing_run.far_date</c>.</exception>
    internal static void RequireNearDates(BillingRun run, LocalDate today)
    {
        var (through, invoiced) = (IsFar(run.Through), IsFar(run.InvoiceDate));
        if (!run.AllowFarDates && (through || invoiced))
        {
            var (what, date) = through ? ("bill-through date", run.Through) : ("invoice date", run.InvoiceDate);
            throw new RuleViolationException(
                RunErrors.FarDate, $"The {what}, {date:R}, is more than {UsualDays} days after today, {today:R}: correct it, or say AllowFarDates when it is meant.", run.Id.Value)
                .At([.. through ? [nameof(run.Through)] : Array.Empty<string>(), .. invoiced ? [nameof(run.InvoiceDate)] : Array.Empty<string>()]);
        }

        bool IsFar(LocalDate date) => Period.DaysBetween(today, date) > UsualDays;
    }
}
