using NodaTime;
using Psa.Charges;
using Psa.Customers;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Services;

namespace Psa.Domain.Tests.Runs;

/// <content>Runs, and what they left behind.</content>
internal sealed partial class AWorld
{
    /// <summary>Plans and calculates.</summary>
    public async Task<BillingRun> CalculateAsync(LocalDate through, LocalDate? invoiceDate = null, BillingRunOptions? options = null, int? partitions = null)
    {
        var run = await Runs.PlanAsync(Actor, Plan(through, invoiceDate, partitions), Token);
        return await Runs.CalculateAsync(Actor, run.Id, options, cancellationToken: Token);
    }

    /// <summary>Plans, calculates and issues.</summary>
    public async Task<BillingRun> BillAsync(LocalDate through, LocalDate? invoiceDate = null) =>
        await Runs.IssueAsync(Actor, (await CalculateAsync(through, invoiceDate)).Id, cancellationToken: Token);

    public async Task<List<Invoice>> InvoicesOfAsync(BillingRun run) => await Runs.InvoicesAsync(Actor, run.Id, Token).ToListAsync(Token);

    /// <summary>The documents of an invoice date.</summary>
    public async Task<List<Invoice>> InvoicesOfDateAsync(LocalDate date) =>
        await PageRequest.AllAsync(page => Invoices.ListAsync(Actor, new() { BillingEntity = Seller.Id, IssuedFrom = date, IssuedThrough = date }, page, Token), Token).ToListAsync(Token);

    public async Task<List<RunObstacle>> ObstaclesOfAsync(BillingRun run) => await Runs.ObstaclesAsync(Actor, run.Id, Token).ToListAsync(Token);

    /// <summary>All sales items there are, by id.</summary>
    public Task<List<SalesItem>> AllItemsAsync() => ReadAsync(async session =>
    {
        var all = new IdRange<Customer>(new(new Guid("00000000-0000-0000-0000-000000000001")), new(new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff")));
        var items = new List<SalesItem>();
        foreach (var status in SalesItemStatus.All.ToArray())
        {
            items.AddRange(await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfCustomers(all, status, LocalDate.MaxIsoValue), Token).ToListAsync(Token));
        }

        return items.OrderBy(item => item.Id).ToList();
    });

    public async Task<List<SalesItem>> ItemsOfAsync(BillingRun run) => [.. (await AllItemsAsync()).Where(item => item.Run == run.Id)];

    /// <summary>What one run bills, as nets in the order of period and charge.</summary>
    public async Task<IEnumerable<decimal>> NetsOfAsync(BillingRun run) =>
        (await ItemsOfAsync(run)).OrderBy(i => i.Contract).ThenBy(i => i.SourceId).ThenBy(i => i.PeriodStart).ThenBy(i => i.Charge).ThenBy(i => i.Ordinal).Select(i => i.Net.Amount);

    /// <summary>The documents without what differs between two worlds with the same facts.</summary>
    public async Task<List<Invoice>> ComparableInvoicesAsync(BillingRun run) =>
        [.. (await InvoicesOfAsync(run)).Select(i => i with { Run = null, Version = 0, IssuedAt = null })];

    public async Task<List<SalesItem>> ComparableItemsAsync() => [.. (await AllItemsAsync()).Select(i => i with { Run = null, Version = 0 })];

    /// <summary>What stands as billed, by part, period and charge.</summary>
    public async Task<SortedDictionary<(Guid Part, LocalDate Slot, ChargeKind Charge), long>> BilledAsync()
    {
        var billed = new SortedDictionary<(Guid, LocalDate, ChargeKind), long>();
        foreach (var item in (await AllItemsAsync()).Where(i => !i.Released && i.PeriodStart is not null))
        {
            var key = (item.SourceId, item.PeriodStart!.Value, item.Charge);
            billed[key] = billed.GetValueOrDefault(key) + item.Computed.MinorUnits;
            if (billed[key] == 0)
            {
                billed.Remove(key);
            }
        }

        return billed;
    }
}
