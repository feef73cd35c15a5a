using Psa.Access;
using Psa.Runs;
using Psa.Services;

namespace Psa.Samples.Web;

/// <summary>Billing runs and their documents. A host with many customers calculates and issues in a background service: both can be resumed.</summary>
internal static class RunRoutes
{
    internal static void MapRuns(this IEndpointRouteBuilder api)
    {
        api.MapPost("/runs", async (Actor actor, BillingRunService runs, BillingRunPlan plan, CancellationToken stop) =>
        {
            var run = await runs.PlanAsync(actor, plan, stop);
            return TypedResults.Created($"/runs/{run.Id}", run);
        });

        api.MapGet("/runs/{id}", async (Actor actor, BillingRunService runs, Id<BillingRun> id, CancellationToken stop) =>
            await runs.FindAsync(actor, id, stop) ?? throw new EntityNotFoundException(nameof(BillingRun), id.Value));

        // while a background service works on it
        api.MapGet("/runs/{id}/progress", async (Actor actor, BillingRunService runs, Id<BillingRun> id, CancellationToken stop) =>
            await runs.FindProgressAsync(actor, id, stop) ?? throw new EntityNotFoundException(nameof(BillingRun), id.Value));

        api.MapPost("/runs/{id}/calculate", (Actor actor, BillingRunService runs, Id<BillingRun> id, CancellationToken stop) =>
            runs.CalculateAsync(actor, id, options: null, progress: null, stop));

        api.MapPost("/runs/{id}/issue", (Actor actor, BillingRunService runs, Id<BillingRun> id, CancellationToken stop) =>
            runs.IssueAsync(actor, id, progress: null, stop));

        api.MapGet("/runs/{id}/invoices", (Actor actor, BillingRunService runs, Id<BillingRun> id, CancellationToken stop) =>
            runs.InvoicesAsync(actor, id, stop));
    }
}
