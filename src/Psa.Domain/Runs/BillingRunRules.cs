using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Invoices;

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
        Payers = plan.Payers.Named(),
        Partitions = 1,
        PlannedBy = actor.DisplayName,
        PlannedAt = now,
    };

    /// <summary>Gives the payers of a plan, each once, in the order of their ids.</summary>
    internal static ValueList<Id<Customer>> Named(this ValueList<Id<Customer>> payers) => payers.AsEnumerable().Distinct().Order().ToValueList();

    /// <summary>Refuses dates that are too far off to be no slip.</summary>
    /// <param name="run">The run, planned or to be issued.</param>
    /// <param name="today">The day in the tenant's time zone.</param>
    /// <exception cref="RuleViolationException"><c>billing_run.far_date</c>.</exception>
    internal static void RequireNearDates(BillingRun run, LocalDate today)
    {
        var (through, invoiced) = (IsFar(run.Through, today), IsFar(run.InvoiceDate, today));
        if (!run.AllowFarDates && (through || invoiced))
        {
            var (what, date) = through ? ("bill-through date", run.Through) : ("invoice date", run.InvoiceDate);
            throw new RuleViolationException(
                RunErrors.FarDate, $"The {what}, {date:R}, is more than {UsualDays} days after today, {today:R}: correct it, or say AllowFarDates when it is meant.", run.Id.Value)
                .At([.. through ? [nameof(run.Through)] : Array.Empty<string>(), .. invoiced ? [nameof(run.InvoiceDate)] : Array.Empty<string>()]);
        }
    }

    /// <summary>Tells whether a single document of a run can be issued or deleted: while nobody calculates or takes back, since that removes drafts.</summary>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    internal static void RequireSettled(this BillingRun run, Invoice document)
    {
        if (run.Status != BillingRunStatus.Calculated && run.Status != BillingRunStatus.Issued && (run.Status != BillingRunStatus.Issuing || document.Hold is null))
        {
            throw new RuleViolationException(
                PsaErrors.ActionNotAllowed, $"The run that drafted the document is {run.Status.Name}: wait until it is calculated, or issued.", document.Id.Value, run.Id.Value);
        }
    }

    /// <summary>Notes that a document of a run was issued by itself.</summary>
    internal static BillingRun Issued(this BillingRun run, Invoice draft) =>
        run with { IssuedDocuments = run.IssuedDocuments + 1, Counts = run.Counts with { Held = run.Counts.Held - (draft.Hold is null ? 0 : 1) } };

    /// <summary>Notes that a document of a run is gone.</summary>
    internal static BillingRun Deleted(this BillingRun run, Invoice draft) => run with { Counts = run.Counts.Less(RunCounting.Count([draft])) };

    /// <summary>Holds those documents back that take the place of some that were.</summary>
    internal static PayerBilling Holding(this PayerBilling billing, ValueList<RunHold> holds) => holds.IsEmpty ? billing : billing with
    {
        Invoices = [.. billing.Invoices.Select(draft => holds.AsEnumerable().FirstOrDefault(hold => hold.Payer == draft.Customer && hold.GroupingKey == draft.GroupingKey) is { } hold
            ? draft with { Hold = hold.Hold }
            : draft)],
    };

    /// <summary>Holds a draft back from the issue of its run, or doesn't any more.</summary>
    /// <param name="run">The run.</param>
    /// <param name="document">The draft.</param>
    /// <param name="hold">Why; <see langword="null"/> to let it go with the run.</param>
    /// <returns>The run and the draft; unchanged when it is so already.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: the document has its number, or the run is issued.</exception>
    internal static (BillingRun Run, Invoice Document) Hold(this BillingRun run, Invoice document, DocumentHold? hold)
    {
        if (document.Status != InvoiceStatus.Draft || (run.Status != BillingRunStatus.Calculated && run.Status != BillingRunStatus.Issuing))
        {
            throw new RuleViolationException(
                PsaErrors.ActionNotAllowed,
                document.Status != InvoiceStatus.Draft ? $"The document is {document.Status.Name}: credit it instead."
                : run.Status == BillingRunStatus.Issued ? "The run is issued without the document: issue it by itself, or delete it."
                : $"The run is {run.Status.Name}: wait until it is calculated.",
                document.Id.Value,
                run.Id.Value);
        }

        return (document.Hold is null) == (hold is null)
            ? (run, document)
            : (run with { Counts = run.Counts with { Held = run.Counts.Held + (hold is null ? -1 : 1) } }, document with { Hold = hold });
    }

    /// <summary>Tells whether a date is too far off to be no slip (R-RUN-DATE).</summary>
    internal static bool IsFar(LocalDate date, LocalDate today) => Period.DaysBetween(today, date) > UsualDays;
}
