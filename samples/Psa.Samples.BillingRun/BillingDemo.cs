using Psa.Samples.BillingRun.Focus;
using Psa.Samples.BillingRun.Output;
using Psa.Samples.BillingRun.Steps;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.BillingRun;

/// <summary>The story from an empty file to issued invoices, and once more to show that nothing is billed twice.</summary>
internal sealed class BillingDemo(SampleOptions options, Screen screen)
{
    /// <summary>Gets whether the database may have been changed.</summary>
    internal bool HasBegun { get; private set; }

    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // what can be wrong with the input is found before the database is touched
        var database = options.PostgreSql is null ? options.Database ?? DefaultDatabase() : "the PostgreSQL database";
        FileConflicts.Refuse(options, options.PostgreSql is null ? database : null);
        using var target = options.Json is { } json ? DocumentTarget.Of(json) : null;
        var scan = options.Usage is { } file ? FocusScan.Of(file, cancellationToken) : null;
        var world = scan is not null ? FocusWorld.Create(scan)
            : options.Customers is { } customers ? GeneratedWorld.Create(customers, options.Seed)
            : SampleCompany.Create();
        if (options.PostgreSql is null)
        {
            Database.Probe(database);
        }

        await using var services = options.PostgreSql is { } connection ? Database.OnPostgreSql(connection) : Database.OnSqlite(database);
        var context = new DemoContext(services, world, options.Through ?? world.Through, screen);
        screen.Step($"Billing {world.Name} through {context.Through:R} in {database}");
        HasBegun = true;
        await Seeding.RunAsync(context, cancellationToken);
        var usage = scan is null ? UsageReport.None : await ImportAsync(context, scan, cancellationToken);
        await OnboardingStep.RunAsync(context, cancellationToken);
        var run = await RunStep.RunAsync(context, cancellationToken);
        await ExplainStep.RunAsync(context, run, cancellationToken);
        if (target is not null)
        {
            await JsonStep.RunAsync(context, target, run, usage, cancellationToken);
        }

        await RunStep.AgainAsync(context, cancellationToken);
        screen.Say($"Everything is in {database}: run the same command again, or {(options.PostgreSql is null ? "delete the file" : "drop the schema psa")} to start afresh.");
        return ExitCode.Done;
    }

    private async Task<UsageReport> ImportAsync(DemoContext context, FocusScan scan, CancellationToken cancellationToken)
    {
        const int Most = 20;
        screen.Step("Usage import");
        var imported = await FocusImport.RunAsync(context, options.Usage!, cancellationToken);
        var report = UsageReport.Of(scan, imported);
        screen.Say(FormattableString.Invariant($"{report.Rows} rows: {imported.Imported} new, {imported.Replaced} corrected, {imported.Unchanged} unchanged, {report.Rejected.Count} not imported."));
        foreach (var row in report.Rejected.Take(Most))
        {
            screen.Say(FormattableString.Invariant($"  line {row.Line}: {row.Reason}"));
        }

        if (report.Rejected.Count > Most)
        {
            screen.Say(FormattableString.Invariant($"  … and {report.Rejected.Count - Most} more; all are in the document that --json writes."));
        }

        return report;
    }

    private string DefaultDatabase() =>
        options.Usage is not null ? "sample-usage.db"
        : options.Customers is not null ? FormattableString.Invariant($"sample-generated-{options.Seed}.db")
        : "sample-company.db";
}
