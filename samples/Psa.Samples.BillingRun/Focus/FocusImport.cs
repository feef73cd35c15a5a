using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Psa.Samples.BillingRun.Output;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>
/// Hands the rows to the library, delivery by delivery: each is all that a billing account has for a billing period and replaces the one before. The files are read once more for each.
/// </summary>
internal sealed class FocusImport
{
    private const string Source = "focus";

    // what has to be said expressly, and how
    private static readonly Dictionary<string, string> Allowances = new(StringComparer.Ordinal)
    {
        [UsageErrors.OlderDelivery] = SampleOptions.AllowOlder,
        [UsageErrors.DeliveryShrinks] = SampleOptions.AllowShrinking,
        [UsageErrors.DeliveryDiffers] = SampleOptions.AllowDifferent,
        [UsageErrors.RowsRefused] = SampleOptions.AllowRefusedRows,
    };

    private readonly DemoContext _context;
    private readonly FocusScan _scan;
    private readonly IReadOnlySet<string> _unknown;
    private readonly SampleOptions _options;
    private readonly IProgress<Progressed> _progress;
    private readonly List<RejectedRow> _rejected;
    private readonly SortedDictionary<string, ExactAmount> _costs = new(StringComparer.Ordinal);
    private long _done;

    private FocusImport(DemoContext context, FocusScan scan, IReadOnlySet<string> unknown, SampleOptions options, IProgress<Progressed> progress)
    {
        (_context, _scan, _unknown, _options, _progress) = (context, scan, unknown, options, progress);
        _rejected = [.. scan.Rejected];
        foreach (var row in scan.Rejected)
        {
            Count(row.Cost);
        }
    }

    /// <summary>Imports what was scanned.</summary>
    /// <param name="context">The sample.</param>
    /// <param name="scan">What the files hold.</param>
    /// <param name="unknown">The customers that aren't there: their rows are refused.</param>
    /// <param name="options">What the command line says of deliveries.</param>
    /// <param name="cancellationToken">Stops between two commits.</param>
    internal static Task<UsageReport> RunAsync(DemoContext context, FocusScan scan, IReadOnlySet<string> unknown, SampleOptions options, CancellationToken cancellationToken) =>
        context.Screen.ProgressAsync("importing", progress => new FocusImport(context, scan, unknown, options, progress).RunAsync(cancellationToken));

    private async Task<UsageReport> RunAsync(CancellationToken cancellationToken)
    {
        var usage = _context.Services.GetRequiredService<UsageService>();
        var deliveredAt = _options.DeliveredAt ?? _context.Services.GetRequiredService<IClock>().GetCurrentInstant();
        var (added, unchanged, withdrawn, refused) = (0L, 0L, 0L, (long)_scan.Rejected.Count);
        foreach (var delivery in _scan.Deliveries)
        {
            var (unusable, before) = (new HashSet<long>(), _rejected.Count);
            var result = await ReplaceAsync(usage, delivery, deliveredAt, unusable, cancellationToken);
            added += result.Imported + result.Replaced;
            unchanged += result.Unchanged;
            withdrawn += result.Withdrawn;
            refused += _rejected.Count - before + result.Refused - unusable.Count;
            Note(result, unusable);
        }

        return new(_scan.Rows, refused, [.. _rejected.OrderBy(row => row.Place)], [.. _costs.Values]) { New = added, Unchanged = unchanged, Withdrawn = withdrawn };
    }

    private async Task<UsageImportResult> ReplaceAsync(UsageService usage, FocusDelivery delivery, Instant deliveredAt, HashSet<long> unusable, CancellationToken cancellationToken)
    {
        try
        {
            var given = new NewUsageDelivery
            {
                SourceCode = Source,
                Scope = delivery.Scope,
                Period = delivery.Period,
                DeliveredAt = deliveredAt,
                AllowOlder = _options.Allows(SampleOptions.AllowOlder),
                AllowShrinking = _options.Allows(SampleOptions.AllowShrinking),
                AllowDifferent = _options.Allows(SampleOptions.AllowDifferent),
                AllowRefusedRows = _options.Allows(SampleOptions.AllowRefusedRows),
            };
            return await usage.ReplaceAsync(_context.Actor, given, ReadingsAsync(delivery, unusable, cancellationToken), cancellationToken);
        }
        catch (RuleViolationException refusal) when (Allowances.TryGetValue(refusal.Code, out var allowance))
        {
            throw new SampleException(refusal.Code, $"{refusal.Message} If it is meant so, say --allow {allowance}; if it is of something else, name that by --scope.", refusal);
        }
    }

#pragma warning disable CS1998 // the files are read as they come: a delivery asks for an async sequence
    private async IAsyncEnumerable<UsageReading> ReadingsAsync(FocusDelivery delivery, HashSet<long> unusable, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var line in new FocusReader(_scan.Files, _scan.Scope).Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.Delivery is not null && line.Delivery != delivery)
            {
                continue;
            }

            if (line.Row is { } row && !_unknown.Contains(row.Customer))
            {
                _progress.Report(new(++_done, _scan.Usable, "rows"));
                yield return ReadingOf(line.Place, row);
                continue;
            }

            // what nobody can tell the delivery of may be of any: each hears of it, as one that replaces another must not lack rows
            if (line.Row is { } unknown)
            {
                _rejected.Add(RejectedRow.Of(line, $"there is no customer '{unknown.Customer}': mend the id, or say --new-customers to make it"));
                Count(line.Cost);
            }

            unusable.Add(line.Place);
            yield return new() { Line = line.Place, Defect = new(line.Row is null ? SampleErrors.RowsRefused : UsageErrors.UnknownCustomer, line.Row is null ? line.Problem : _rejected[^1].Reason) };
        }
    }
#pragma warning restore CS1998

    private static UsageReading ReadingOf(long place, FocusRow row) => new()
    {
        Line = place,
        Customer = FocusWorld.CustomerId(row.Customer),
        ServiceCode = row.ServiceName,
        Counter = row.ResourceId,
        Date = row.Start.IsDay ? row.Start.Utc.Date : null,
        Start = row.Start.IsDay ? null : row.Start.Utc.InUtc().ToInstant(),
        Quantity = row.Quantity,
        Unit = row.Unit,
        Cost = row.Cost,
        CostCurrency = row.Currency.Code,
    };

    // what the library refuses beside the rows that it was told are none
    private void Note(UsageImportResult result, HashSet<long> unusable)
    {
        foreach (var row in result.Rejected.Where(row => !unusable.Contains(row.Line)))
        {
            var (file, line) = _scan.Find(row.Line);
            _rejected.Add(new(row.Line, file, line, string.Join(" ", row.Problems.Select(problem => problem.Message)), null));
        }

        foreach (var cost in result.RefusedCosts)
        {
            Count(cost);
        }
    }

    private void Count(ExactAmount? cost)
    {
        if (cost is { } amount)
        {
            var code = amount.Currency.Code;
            _costs[code] = _costs.TryGetValue(code, out var sum) ? sum + amount : amount;
        }
    }
}
