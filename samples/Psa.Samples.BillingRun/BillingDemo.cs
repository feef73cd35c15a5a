using Psa.Samples.BillingRun.Focus;
using Psa.Samples.BillingRun.Output;
using Psa.Samples.BillingRun.Pricing;
using Psa.Samples.BillingRun.Steps;
using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.BillingRun;

/// <summary>The story from an empty file to issued invoices and what becomes of one, and once more to show that nothing is billed twice.</summary>
internal sealed class BillingDemo(SampleOptions options, Screen screen)
{
    /// <summary>Gets whether the database may have been changed.</summary>
    internal bool HasBegun { get; private set; }

    /// <summary>Gets what is to be said of rows that were refused; empty when none was.</summary>
    internal string Refusal { get; private set; } = string.Empty;

    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // what can be wrong with the input is found before the database is touched
        var database = options.PostgreSql is null ? options.Database ?? DefaultDatabase() : "the PostgreSQL database";
        FileConflicts.Refuse(options, options.PostgreSql is null ? database : null);
        using var target = options.Json is { } json ? DocumentTarget.Of(json) : null;
        var scan = options.Usage.Count > 0 ? FocusScan.Of(options.Usage, options.Scope, cancellationToken) : null;
        var prices = options.Prices is { } file ? PriceFile.Read(file) : [];
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
        var unknown = scan is null ? FocusCustomers.None : await FocusCustomers.UnknownAsync(context, scan, options.NewCustomers, cancellationToken);
        context = scan is null ? context : context with { World = FocusWorld.Create(scan, unknown) };
        await Seeding.RunAsync(context, cancellationToken);
        var badPrices = options.Prices is { } name ? await PriceImport.RunAsync(context, name, prices, cancellationToken) : 0;
        var usage = scan is null ? UsageReport.None : await ImportAsync(context, scan, unknown, cancellationToken);
        await OnboardingStep.RunAsync(context, cancellationToken);
        var run = await RunStep.RunAsync(context, cancellationToken);
        await ExplainStep.RunAsync(context, run, cancellationToken);
        if (target is not null)
        {
            await JsonStep.RunAsync(context, target, run, usage, cancellationToken);
        }

        await AftermathStep.RunAsync(context, cancellationToken);
        await RunStep.AgainAsync(context, cancellationToken);
        await OfferStep.RunAsync(context, cancellationToken);
        await ServiceDeskStep.RunAsync(context, cancellationToken);
        await AdjustmentStep.RunAsync(context, cancellationToken);
        await WarehouseStep.RunAsync(context, cancellationToken);
        await ProcurementStep.RunAsync(context, cancellationToken);
        screen.Say($"Everything is in {database}: run the same command again, or {(options.PostgreSql is null ? "delete the file" : "drop the schema psa")} to start afresh.");
        if (usage.Refused + badPrices == 0)
        {
            return ExitCode.Done;
        }

        Refusal = usage.Refused > 0
            ? FormattableString.Invariant($"{usage.Refused} of {usage.Rows} rows were not imported, with {usage.RefusedMoney}, which is billed to nobody. Everything else is billed: mend the rows and import the whole export again.")
            : FormattableString.Invariant($"{badPrices} of {prices.Count} rows of prices were refused, and their products are billed at the prices they had: mend the rows and import the file again.");
        return ExitCode.RowsRefused;
    }

    private async Task<UsageReport> ImportAsync(DemoContext context, FocusScan scan, IReadOnlySet<string> unknown, CancellationToken cancellationToken)
    {
        screen.Step("Usage import");
        var report = await FocusImport.RunAsync(context, scan, unknown, options, cancellationToken);
        screen.Say(FormattableString.Invariant($"{report.Rows} rows: {report.New} new, {report.Unchanged} unchanged, {report.Refused} not imported; {report.Withdrawn} rows of the export before are gone."));
        if (scan.RoundedQuantities > 0)
        {
            screen.Say(FormattableString.Invariant($"{scan.RoundedQuantities} quantities have more than 15 decimals and are rounded there; what is billed follows from the costs, which aren't."));
        }

        if (report.Refused > 0)
        {
            SayRefused(report);
        }

        return report;
    }

    // one line a reason: a row alone, or all that have it
    private void SayRefused(UsageReport report)
    {
        const int Most = 20;
        const int MostLines = 8;
        screen.Say($"Not imported, with {report.RefusedMoney}:");
        var reasons = report.Rejected.GroupBy(row => row.Reason, StringComparer.Ordinal).ToList();
        foreach (var reason in reasons.Take(Most))
        {
            var rows = reason.ToList();
            var places = string.Join(", ", rows.Take(MostLines).Select(row => FormattableString.Invariant($"{(options.Usage.Count > 1 ? row.File + " " : string.Empty)}line {row.Line}")));
            screen.Say(FormattableString.Invariant($"  {places}{(rows.Count > MostLines ? FormattableString.Invariant($" and {rows.Count - MostLines} more") : string.Empty)}: {reason.Key}"));
        }

        if (reasons.Count > Most)
        {
            screen.Say(FormattableString.Invariant($"  … and {reasons.Count - Most} other reasons; all are in the document that --json writes."));
        }
    }

    private string DefaultDatabase() =>
        options.Usage.Count > 0 ? "sample-usage.db"
        : options.Customers is not null ? FormattableString.Invariant($"sample-generated-{options.Seed}.db")
        : "sample-company.db";
}
