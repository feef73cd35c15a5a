using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace Psa;

/// <summary>
/// What the library tells the framework's observers: activities and counters, both named <c>Psa</c>. Listen with OpenTelemetry or <c>dotnet-counters</c>. Names and tags are listed in
/// docs/operations.md, which a test compares with the code. No tag has personal data.
/// </summary>
internal static class PsaDiagnostics
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Psa";

    /// <summary>The tag of every activity: the tenant.</summary>
    internal const string Tenant = "psa.tenant";

    /// <summary>The tag of every activity that has ended: how; the code, of one that was refused or failed.</summary>
    internal const string Outcome = "psa.outcome";

    /// <summary>The tag of activities of a billing run: its id.</summary>
    internal const string Run = "psa.run";

    /// <summary>The tag of activities within a partition of a run: its place.</summary>
    internal const string Partition = "psa.partition";

    /// <summary>The tag of activities that were refused or failed: the code.</summary>
    internal const string Error = "error.type";

    /// <summary>How something ended that was canceled.</summary>
    internal const string Canceled = "canceled";

    private static readonly Meter Meter = new(Name);

    internal static ActivitySource Activities { get; } = new(Name);

    internal static Counter<long> Customers { get; } = Meter.CreateCounter<long>("psa.billing_run.customers", "{customer}", "Customers that billing runs looked at");

    internal static Counter<long> Items { get; } = Meter.CreateCounter<long>("psa.billing_run.items", "{item}", "Sales items that billing runs made");

    internal static Counter<long> Documents { get; } = Meter.CreateCounter<long>("psa.billing_run.documents", "{document}", "Invoices and credit notes that billing runs drafted");

    internal static Counter<long> Obstacles { get; } = Meter.CreateCounter<long>("psa.billing_run.obstacles", "{obstacle}", "What billing runs could not bill");

    /// <summary>Does something within an activity, which ends with its outcome; with status Error and the code when it fails.</summary>
    /// <param name="name">The activity's name.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="tag">What else is known at the beginning: run, partition.</param>
    /// <param name="work">The work; it is given the activity, <see langword="null"/> when nobody listens.</param>
    /// <param name="outcome">Says how it ended.</param>
    internal static async Task<T> TraceAsync<T>(string name, TenantId tenant, Action<Activity>? tag, Func<Activity?, Task<T>> work, Func<T, string> outcome)
    {
        using var activity = Activities.StartActivity(name);
        activity?.SetTag(Tenant, tenant.ToString());
        if (activity is not null)
        {
            tag?.Invoke(activity);
        }

        try
        {
            var result = await work(activity).ConfigureAwait(false);
            activity?.SetTag(Outcome, outcome(result));
            return result;
        }
        catch (OperationCanceledException)
        {
            activity?.SetTag(Outcome, Canceled);
            throw;
        }
        catch (Exception thrown) when (Fail(activity, thrown))
        {
            throw;
        }
    }

    /// <summary>Gives what a failure is called: a code of the library, or the exception's type.</summary>
    internal static string CodeOf(Exception thrown) => thrown is PsaException refusal ? refusal.Code : thrown.GetType().FullName!;

    // the filter runs where it was thrown
    [SuppressMessage("Design", "CA1031", Justification = "It is thrown on")]
    private static bool Fail(Activity? activity, Exception thrown)
    {
        var code = CodeOf(thrown);
        activity?.SetTag(Outcome, code).SetTag(Error, code).SetStatus(ActivityStatusCode.Error, code);
        return true;
    }
}
