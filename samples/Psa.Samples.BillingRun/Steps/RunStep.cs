using Psa.Samples.BillingRun.Output;

namespace Psa.Samples.BillingRun.Steps;

/// <summary>Takes a run from where it stands to its end: a new one is calculated, reviewed and issued, an interrupted one goes on where it stopped.</summary>
internal static class RunStep
{
    // a killed process can't give its partitions back: whoever comes next waits that long at most
    private static readonly Duration Lease = Duration.FromSeconds(3);

    /// <summary>Finishes what was interrupted, then bills through the wanted date unless that was it.</summary>
    internal static async Task<Run> RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        while (await context.Runs.FindOpenAsync(context.Actor, context.Entity, cancellationToken) is { } open)
        {
            context.Screen.Step($"An interrupted run through {open.Through:R} was found ({open.Status.Name}): it goes on where it stopped");
            var finished = await FinishAsync(context, open, cancellationToken);
            if (finished.Through == context.Through && finished.Status == BillingRunStatus.Issued)
            {
                return finished;
            }
        }

        await NumberingStep.RequireDateAsync(context, cancellationToken);
        await PreviewStep.RunAsync(context, cancellationToken);
        context.Screen.Step($"Billing run through {context.Through:R}");
        return await FinishAsync(context, await PlanOrJoinAsync(context, context.Plan, cancellationToken), cancellationToken);
    }

    /// <summary>Bills the same date again, to show that nothing is billed twice.</summary>
    internal static async Task<Run> AgainAsync(DemoContext context, CancellationToken cancellationToken)
    {
        context.Screen.Step("The same run again: it bills the difference between what should have been billed and what was");
        var run = await PlanOrJoinAsync(context, context.Plan, cancellationToken);
        if (run.Status != BillingRunStatus.Issuing)
        {
            run = await CalculateAsync(context, run, cancellationToken);
        }

        run = await context.Runs.IssueAsync(context.Actor, run.Id, cancellationToken: cancellationToken);
        context.Screen.Say(FormattableString.Invariant($"{run.Counts.Items} sales items, {run.IssuedDocuments} documents: {(run.Counts.Documents == 0 ? "there was nothing left to bill." : "facts had changed.")}"));
        return run;
    }

    /// <summary>Bills one payer alone, for what waits.</summary>
    internal static async Task<Run> OfOneAsync(DemoContext context, Id<Customer> payer, CancellationToken cancellationToken)
    {
        var run = await PlanOrJoinAsync(context, context.Plan with { Payers = [payer] }, cancellationToken);
        if (run.Status == BillingRunStatus.Planned || run.Status == BillingRunStatus.Calculating)
        {
            run = await context.Runs.CalculateAsync(context.Actor, run.Id, cancellationToken: cancellationToken);
        }

        return await context.Runs.IssueAsync(context.Actor, run.Id, cancellationToken: cancellationToken);
    }

    /// <summary>Plans a run, or goes on with the one that another process planned a moment before.</summary>
    private static async Task<Run> PlanOrJoinAsync(DemoContext context, BillingRunPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            return await context.Runs.PlanAsync(context.Actor, plan, cancellationToken);
        }
        catch (RuleViolationException open) when (open.Code == RunErrors.RunOpen)
        {
            if (await context.Runs.FindAsync(context.Actor, new(open.Ids[0]), cancellationToken) is { } run)
            {
                return run;
            }

            throw;
        }
    }

    private static async Task<Run> FinishAsync(DemoContext context, Run run, CancellationToken cancellationToken)
    {
        if (run.Status == BillingRunStatus.RollingBack)
        {
            return await context.Runs.RollBackAsync(context.Actor, run.Id, cancellationToken: cancellationToken);
        }

        if (run.Status == BillingRunStatus.Planned || run.Status == BillingRunStatus.Calculating)
        {
            run = await CalculateAsync(context, run, cancellationToken);
        }

        await ReviewStep.RunAsync(context, run, cancellationToken);
        await NumberingStep.RunAsync(context, run, cancellationToken);
        run = await context.Screen.ProgressAsync("issuing", progress => context.Runs.IssueAsync(context.Actor, run.Id, Bridge(progress), cancellationToken));
        context.Screen.Say(FormattableString.Invariant($"Issued: {run.IssuedDocuments} documents."));
        return run;
    }

    private static async Task<Run> CalculateAsync(DemoContext context, Run run, CancellationToken cancellationToken)
    {
        await SayWhoHoldsAsync(context, run, cancellationToken);
        var options = new BillingRunOptions { Lease = Lease, BatchSize = (int)Math.Clamp(run.Customers / 20, 25, 500) };
        return await context.Screen.ProgressAsync(
            "calculating",
            progress => context.Runs.CalculateAsync(context.Actor, run.Id, options, Bridge(progress), cancellationToken));
    }

    private static async Task SayWhoHoldsAsync(DemoContext context, Run run, CancellationToken cancellationToken)
    {
        var held = 0;
        await foreach (var partition in context.Runs.PartitionsAsync(context.Actor, run.Id, cancellationToken))
        {
            held += partition is { Done: false, LeaseUntil: not null } ? 1 : 0;
        }

        if (held > 0)
        {
            context.Screen.Say(FormattableString.Invariant($"{held} partitions are held by the process that was interrupted: waiting up to {Lease.TotalSeconds:0} s for its lease to expire."));
        }
    }

    private static Forward Bridge(IProgress<Progressed> progress) => new(progress);

    // unlike Progress<T> it reports at once and in order
    private sealed class Forward(IProgress<Progressed> progress) : IProgress<BillingRunProgress>
    {
        public void Report(BillingRunProgress value)
        {
            var what = value.Phase == RunPhase.Calculating ? FormattableString.Invariant($"customers, {value.Counts.Obstacles} blocked") : "documents";
            var left = value.Remaining is { } remaining && remaining > Duration.FromSeconds(2) ? FormattableString.Invariant($", {remaining.TotalSeconds:0} s left") : string.Empty;
            progress.Report(new(value.Done, value.Total, what + left));
        }
    }
}
