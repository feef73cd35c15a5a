using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.SalesItems;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Usage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>The catalogs of a history, and by which of them each period was first billed: told by when its items were made, and by nothing that they say of prices.</summary>
internal sealed class Catalogs
{
    private readonly List<State> _states = [];
    private readonly Dictionary<Id<SalesItem>, int> _byItem = [];

    /// <summary>Looks at the items that are new, after each step: a period that has items that count keeps their catalog; what is used beyond a commitment has that of what was billed in advance.</summary>
    public async Task NoteAsync(AWorld world)
    {
        var items = await world.AllItemsAsync();
        var unseen = items.Where(item => !_byItem.ContainsKey(item.Id)).OrderBy(item => item.Charge).ThenBy(item => item.Ordinal).ToList();
        if (unseen.Count == 0)
        {
            return;
        }

        _states.Add(await ReadAsync(world));
        foreach (var item in unseen)
        {
            _byItem.Add(item.Id, Known(items, item, item.Charge) ?? (item.Charge == ChargeKind.Overage ? Known(items, item, ChargeKind.Recurring) : null) ?? _states.Count - 1);
        }
    }

    /// <summary>What one run over the facts as they are at the end bills, each period with its own catalog.</summary>
    public async Task<Dictionary<(Guid Source, LocalDate Slot, ChargeKind Charge), Money>> ExpectedAsync(AWorld world, List<SalesItem> items, LocalDate through)
    {
        var (counting, expected) = (new Dictionary<(Guid, LocalDate, ChargeKind), int>(), new Dictionary<(Guid Source, LocalDate Slot, ChargeKind Charge), Money>());
        foreach (var period in Bearing.Periods(items.Where(Freezes)))
        {
            counting[period.Key] = _byItem[period.First().Id];
        }

        var final = await ReadAsync(world);
        for (var state = 0; state <= _states.Count; state++)
        {
            if (state == _states.Count || counting.ContainsValue(state))
            {
                foreach (var (key, net) in await AfreshAsync(world, state == _states.Count ? final : _states[state], through))
                {
                    if (counting.GetValueOrDefault(key, _states.Count) == state)
                    {
                        expected.Add(key, net);
                    }
                }
            }
        }

        return expected;
    }

    private int? Known(List<SalesItem> items, SalesItem item, ChargeKind charge)
    {
        var known = items.Where(other => other.SourceId == item.SourceId && other.PeriodStart == item.PeriodStart && other.Charge == charge && Freezes(other) && _byItem.ContainsKey(other.Id));
        return known.OrderBy(other => other.Ordinal).FirstOrDefault() is { } first ? _byItem[first.Id] : null;
    }

    private static bool Freezes(SalesItem item) => !item.Released && item.Basis is { } basis && basis.Terms.Any(terms => terms.UnitPrice is not null);

    private static Task<State> ReadAsync(AWorld world) => world.ReadAsync(async session => new State(
        await session.Of<Product>().QueryAsync(RecordType<Product>.All, Token).ToListAsync(Token),
        await session.Of<PriceList>().QueryAsync(RecordType<PriceList>.All, Token).ToListAsync(Token),
        await session.Of<UnitGroup>().QueryAsync(RecordType<UnitGroup>.All, Token).ToListAsync(Token),
        await session.Of<VolumeDiscount>().QueryAsync(RecordType<VolumeDiscount>.All, Token).ToListAsync(Token),
        await session.Of<Customer>().QueryAsync(RecordType<Customer>.All, Token).ToDictionaryAsync(customer => customer.Id, cancellationToken: Token),
        await session.Of<Contract>().QueryAsync(RecordType<Contract>.All, Token).ToDictionaryAsync(contract => contract.Id, contract => contract.PriceLists, cancellationToken: Token)));

    private static async Task<Dictionary<(Guid Source, LocalDate Slot, ChargeKind Charge), Money>> AfreshAsync(AWorld world, State state, LocalDate through)
    {
        var context = new BillingContext(Seller, state.Products, state.Lists.ToValueList(), AWorld.Taxes, state.Units.ToValueList(), state.Volumes.ToValueList()) { Run = new(Tenant.Value), Through = through, InvoiceDate = through };
        var items = new List<SalesItem>();
        foreach (var customer in state.Customers.Values)
        {
            var range = IdRange<Customer>.Of(customer.Id);
            await world.ReadAsync(async session =>
            {
                var usage = await session.Of<UsageRecord>().QueryAsync(UsageRecords.OfCustomers(range, LocalDate.MinIsoValue, LocalDate.MaxIsoValue), Token).ToListAsync(Token);
                var ledgers = await session.Of<PartLedger>().QueryAsync(PartLedgerRecords.OfCustomers(range), Token).ToListAsync(Token);
                var contracts = await session.Of<Contract>().QueryAsync(ContractRecords.OfCustomers(range), Token).ToListAsync(Token);
                var facts = new CustomerFacts
                {
                    Customer = customer,
                    Contracts = contracts.ConvertAll(contract => contract with { PriceLists = state.OfContracts[contract.Id] }),
                    Parts = await session.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(range), Token).ToListAsync(Token),
                    Usage = usage,
                    Ledgers = [.. ledgers.Where(l => l.ServiceCode is not null && usage.Count > 0).Select(l => l with { Through = null, DirtyFrom = usage[0].Date })],
                };
                items.AddRange(CustomerReconciliation.Bill(facts, state.Customers[customer.Payer], context).Items);
                return true;
            });
        }

        return Bearing.ByPeriod(items);
    }

    private sealed record State(
        List<Product> Products, List<PriceList> Lists, List<UnitGroup> Units, List<VolumeDiscount> Volumes, Dictionary<Id<Customer>, Customer> Customers, Dictionary<Id<Contract>, ValueList<PriceListAssignment>> OfContracts);
}
