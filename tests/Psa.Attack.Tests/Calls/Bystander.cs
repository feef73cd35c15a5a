using NodaTime;
using Psa.Runs;

namespace Psa.Attack.Tests.Calls;

/// <summary>Bills everybody, and looks whether the bystander is among them.</summary>
internal static class Bystander
{
    private static readonly LocalDate Through = new(2026, 3, 31);

    /// <summary>Says why the bystander wasn't billed; <see langword="null"/> when it was.</summary>
    public static async Task<string?> BillAsync(Office office, World world, bool demandsInvoice)
    {
        var ended = await Outcome.OfAsync(async () => await RunAsync(office, world));
        if (!ended.Succeeded)
        {
            return $"then the run of all fails: {ended.Word} {ended.Failure!.Message.ReplaceLineEndings(" ")}";
        }

        var run = (BillingRun)ended.Answer!;
        if (run.Status != BillingRunStatus.Issued)
        {
            return $"then the run of all ends as {run.Status.Name}";
        }

        var invoices = (System.Collections.IEnumerable)(await Answers.OfAsync(office.Runs.InvoicesAsync(world.Ann, run.Id)))!;
        return !demandsInvoice || invoices.Cast<Invoices.Invoice>().Any(invoice => invoice.Customer == world.Bystander) ? null : "then the bystander isn't billed";
    }

    private static async Task<BillingRun> RunAsync(Office office, World world)
    {
        if (await office.Runs.FindOpenAsync(world.Ann, world.Main) is { } open)
        {
            await (open.Status == BillingRunStatus.Planned ? office.Runs.CancelAsync(world.Ann, open.Id) : office.Runs.RollBackAsync(world.Ann, open.Id));
        }

        var run = await office.Runs.PlanAsync(world.Ann, new() { BillingEntity = world.Main, Through = Through });
        await office.Runs.CalculateAsync(world.Ann, run.Id);
        return await office.Runs.IssueAsync(world.Ann, run.Id);
    }
}
