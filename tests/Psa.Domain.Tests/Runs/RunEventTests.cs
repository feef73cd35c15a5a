using NodaTime;
using Psa.Events;
using Psa.Invoices;
using Psa.Records;
using Psa.Runs;

namespace Psa.Domain.Tests.Runs;

/// <summary>What a run tells of itself: each of its ends once, when it is so, and a batch with all it made.</summary>
public class RunEventTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    [Fact]
    public async Task A_run_is_calculated_once_and_issued_once_and_its_batches_name_every_document()
    {
        var world = await WithCustomersAsync(3);
        var run = await world.Runs.PlanAsync(world.Actor, AWorld.Plan(January), AWorld.Token);
        await world.Runs.CalculateAsync(world.Actor, run.Id, new() { BatchSize = 2 }, cancellationToken: AWorld.Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: AWorld.Token);
        var events = await EventsAsync(world, new() { RecordId = run.Id.Value });
        Assert.Equal(
            [EventKinds.BillingRunPlanned, EventKinds.BillingRunCalculated, EventKinds.BillingRunIssued],
            events.Select(item => item.Kind).Where(kind => kind != EventKinds.BillingRunBatch));
        Assert.All(events, item => Assert.Equal(nameof(BillingRun), item.RecordKind));

        var invoices = await world.Runs.InvoicesAsync(world.Actor, run.Id, AWorld.Token).ToListAsync(AWorld.Token);
        Assert.Equal(3, invoices.Count);
        var drafted = Batches(events, RunPhase.Calculating);
        Assert.Equal(invoices.Select(invoice => invoice.Id).Order(), drafted.SelectMany(batch => batch.Documents).Select(document => document.Id).Order());
        Assert.All(drafted.SelectMany(batch => batch.Documents), document => Assert.Null(document.Number));
        Assert.Equal(3, drafted.Sum(batch => batch.Items.Count));
        var issued = Assert.Single(Batches(events, RunPhase.Issuing));
        Assert.Equal(invoices.Select(invoice => new RunDocument(InvoiceKind.Invoice, invoice.Id, invoice.Number)), issued.Documents.AsEnumerable());

        // the data of the ends is what the run counts
        var calculated = events.Single(item => item.Kind == EventKinds.BillingRunCalculated);
        Assert.Equal(3, PsaJson.Read(calculated.Data, PsaJsonContext.Default.RunCounts).Documents);
        Assert.Equal(("Calculating", "Calculated"), (calculated.From, calculated.To));
    }

    [Fact]
    public async Task A_run_that_is_rolled_back_says_so_once_and_names_what_it_withdrew()
    {
        var world = await WithCustomersAsync(2);
        var run = await world.Runs.PlanAsync(world.Actor, AWorld.Plan(January), AWorld.Token);
        await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: AWorld.Token);
        await world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: AWorld.Token);
        var events = await EventsAsync(world, new() { RecordId = run.Id.Value });
        Assert.Single(events, item => item.Kind == EventKinds.BillingRunRolledBack);
        var withdrawn = Batches(events, RunPhase.RollingBack);
        Assert.Equal(2, withdrawn.Sum(batch => batch.Documents.Count));
        Assert.Equal(2, withdrawn.Sum(batch => batch.Items.Count));
    }

    [Fact]
    public async Task Events_are_found_by_kind()
    {
        var world = await WithCustomersAsync(1);
        var run = await world.Runs.PlanAsync(world.Actor, AWorld.Plan(January), AWorld.Token);
        await world.Runs.CancelAsync(world.Actor, run.Id, AWorld.Token);
        var canceled = Assert.Single(await EventsAsync(world, new() { Kind = EventKinds.BillingRunCanceled }));
        Assert.Equal((run.Id.Value, PsaEvent.NoData), (canceled.RecordId, canceled.Data));
    }

    private static List<RunBatch> Batches(List<PsaEvent> events, RunPhase phase) =>
        [.. events.Where(item => item.Kind == EventKinds.BillingRunBatch).Select(item => PsaJson.Read(item.Data, PsaJsonContext.Default.RunBatch)).Where(batch => batch.Phase == phase)];

    private static async Task<AWorld> WithCustomersAsync(int customers)
    {
        var world = await AWorld.CreateAsync();
        for (var number = 1; number <= customers; number++)
        {
            var customer = AWorld.ACustomer(FormattableString.Invariant($"C{number}"));
            var contract = AWorld.AContract(customer);
            await world.AddAsync(customer, contract, AWorld.APart(contract));
        }

        return world;
    }

    private static Task<List<PsaEvent>> EventsAsync(AWorld world, EventFilter filter) =>
        world.ReadAsync(session => session.Events.ReadAfterAsync(0, filter, AWorld.Token).ToListAsync(AWorld.Token).AsTask());
}
