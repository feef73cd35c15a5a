using System.Diagnostics;
using Psa.Contracts;
using Psa.Runs;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Attack.Worker;

/// <summary>One of several processes that all work on the same run, or that change facts meanwhile. Being refused is part of it; anything else ends the process.</summary>
public sealed class RunFight(IPsaStore store, int customers, int seconds, int seed) : IAsyncDisposable
{
    // what two of them do to each other by the rules
    private static readonly string[] Usual = ["lifecycle.not_allowed", "billing_run.open", "store.conflict", StoreErrors.Duplicate, StoreErrors.Locked];

    private readonly AttackedWorld _world = new(store, customers);
    private readonly Random _dice = new(seed);
    private long _begin;
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    // the first step, which compiles everything, doesn't count
    private bool IsOver => _begin != 0 && Stopwatch.GetElapsedTime(_begin).TotalSeconds > seconds;

    public async Task BillAsync()
    {
        while (!IsOver)
        {
            await TryAsync(StepAsync);
        }

        Say();
    }

    public async Task EditAsync()
    {
        var parts = (await _world.PartsAsync()).Where(part => part.Kind == PartKind.RecurringService && part.Terms.Any(terms => terms.UnitPrice is not null)).ToList();
        var metered = (await _world.PartsAsync()).Where(part => part.Kind == PartKind.MeteredUsage).ToList();
        for (var n = 0; !IsOver; n++)
        {
            var reading = n;
            await TryAsync(() => _dice.Next(3) == 0 ? UseAsync(metered[_dice.Next(metered.Count)], reading) : ChangeAsync(parts[_dice.Next(parts.Count)]));
            await Task.Delay(_dice.Next(20));
        }

        Say();
    }

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    private async Task StepAsync()
    {
        var actor = AttackedWorld.Actor;
        var run = await _world.Runs.FindOpenAsync(actor, _world.Entity) ?? await _world.Runs.PlanAsync(actor, _world.Plan);
        if (run.Status == BillingRunStatus.Planned || run.Status == BillingRunStatus.Calculating || _dice.Next(10) == 0)
        {
            await _world.Runs.CalculateAsync(actor, run.Id, AttackedWorld.Options with { Parallelism = 1 });
            Count("calculated");
        }

        if (_dice.Next(3) == 0)
        {
            await _world.Runs.RollBackAsync(actor, run.Id);
            Count("rolled back");
        }
        else
        {
            await _world.Runs.IssueAsync(actor, run.Id);
            Count("issued");
        }
    }

    private async Task ChangeAsync(ContractPart part)
    {
        var from = LocalDate.Max(part.Terms[0].EffectiveFrom, new LocalDate(2026, 3, 1).PlusDays(_dice.Next(31)));
        await _world.Contracts.ChangeQuantityAsync(AttackedWorld.Actor, part.Id, _dice.Next(1, 60), from);
        Count("terms changed");
    }

    private async Task UseAsync(ContractPart part, int reading)
    {
        var one = new UsageReading
        {
            Line = 1,
            SourceId = $"attack/{seed}/{reading}",
            Customer = part.Customer,
            ServiceCode = "transfer-gb",
            Date = new LocalDate(2026, 3, 1).PlusDays(_dice.Next(31)),
            Quantity = _dice.Next(1, 10_000_000) / 10_000m,
            Unit = "GB",
        };
        var result = await _world.Usage.ImportAsync(AttackedWorld.Actor, new("fight"), new[] { one }.ToAsyncEnumerable());
        Count(result.Imported == 1 ? "usage imported" : "usage refused");
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
            _begin = _begin == 0 ? Stopwatch.GetTimestamp() : _begin;
        }
        catch (ConcurrencyConflictException)
        {
            Count("conflict");
        }
        catch (PsaException refusal) when (Usual.Contains(refusal.Code) || refusal is ValidationFailedException)
        {
            Count(refusal.Code);
        }
    }

    private void Count(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;

    private void Say() => Console.Out.WriteLine(string.Join(", ", _counts.Select(count => $"{count.Value} {count.Key}")));
}
