using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Psa;

/// <summary>What the library tells the framework's observers: activities and counters, both named <c>Psa</c>. Listen with OpenTelemetry or <c>dotnet-counters</c>.</summary>
internal static class PsaDiagnostics
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Psa";

    private static readonly Meter Meter = new(Name);

    internal static ActivitySource Activities { get; } = new(Name);

    internal static Counter<long> Customers { get; } = Meter.CreateCounter<long>("psa.billing_run.customers", "{customer}", "Customers that billing runs looked at");

    internal static Counter<long> Items { get; } = Meter.CreateCounter<long>("psa.billing_run.items", "{item}", "Sales items that billing runs made");

    internal static Counter<long> Documents { get; } = Meter.CreateCounter<long>("psa.billing_run.documents", "{document}", "Invoices and credit notes that billing runs drafted");

    internal static Counter<long> Obstacles { get; } = Meter.CreateCounter<long>("psa.billing_run.obstacles", "{obstacle}", "What billing runs could not bill");
}
