using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Payments;
using Psa.Domain.Tests.Services;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Testing;

namespace Psa.Domain.Tests.Lists;

/// <summary>Sales items made by chance, with much that is alike, and what stands beside them: written as they are, whatever a service would make of them.</summary>
internal sealed class ListedWorld
{
    public static readonly string[] Texts = ["a", "A", "b", "ä", "éclair", "ÉCLAIR", "Eclair", "ı", "I", "i", "ſ", "s", "ß", "10", "9", "Bakery Bart", "bakery", "\uFF5E", "\U0001F600", "σ", "Σ"];
    public static readonly Currency[] Currencies = [Currency.EUR, Currency.FromCode("JPY"), Currency.FromCode("BHD")];
    public static readonly LocalDate Day = new(2026, 3, 15);

    private readonly Random _random;

    private ListedWorld(IPsaStore store, Random random) => (Store, _random) = (store, random);

    public IPsaStore Store { get; }

    public Dictionary<Id<SalesItem>, SalesItem> Items { get; } = [];

    public Dictionary<Id<Customer>, Customer> Customers { get; } = [];

    public Dictionary<Id<Contract>, Contract> Contracts { get; } = [];

    public Dictionary<Id<Invoice>, Invoice> Invoices { get; } = [];

    public static async Task<ListedWorld> MakeAsync(Random random, int items, string? store = null)
    {
        var world = new ListedWorld(store is null ? await TestStores.CreateAsync() : await TestStores.CreateAsync(store), random);
        await using var session = await world.Store.OpenAsync(AnOffice.Tenant);
        for (var n = 0; n < 3; n++)
        {
            world.Add(world.Customers, session, new Customer { Id = world.Id<Customer>(), Tenant = AnOffice.Tenant, Number = $"C{n}", Name = world.Any(Texts), Payer = world.Customers.Keys.FirstOrDefault(world.Id<Customer>()) });
        }

        for (var n = 0; n < 2; n++)
        {
            world.Add(world.Contracts, session, new Contract
            {
                Id = world.Id<Contract>(),
                Tenant = AnOffice.Tenant,
                Number = $"K{n}",
                Name = world.Any(Texts),
                Customer = world.Any(world.Customers.Keys),
                BillingEntity = AnOffice.Entity,
                Currency = Currency.EUR,
                EffectiveFrom = Day,
                Cycles = [],
                PurchaseOrderNumber = world.Maybe(world.Any(Texts)),
            });
            world.Add(world.Invoices, session, Issued.Document($"N{n}", InvoiceKind.Invoice, Day, Money.Of(1m, Currency.EUR)) with { Id = world.Id<Invoice>(), Tenant = AnOffice.Tenant, Number = world.Any("a", "R1", "r2") + n, Version = 0 });
        }

        for (var n = 0; n < items; n++)
        {
            world.Add(world.Items, session, world.AnItem());
        }

        await session.CommitAsync();
        return world;
    }

    /// <summary>Changes, adds and removes some items.</summary>
    /// <returns>Those that were touched.</returns>
    public async Task<HashSet<Id<SalesItem>>> StirAsync()
    {
        var touched = new HashSet<Id<SalesItem>>();
        await using var session = await Store.OpenAsync(AnOffice.Tenant);
        foreach (var item in Items.Values.Where(_ => _random.Next(4) == 0).ToList())
        {
            touched.Add(item.Id);
            if (_random.Next(2) == 0)
            {
                session.Of<SalesItem>().Remove(item);
                Items.Remove(item.Id);
            }
            else
            {
                Items[item.Id] = session.Of<SalesItem>().Update(AnItem() with { Id = item.Id, Version = item.Version });
            }
        }

        var added = AnItem();
        touched.Add(added.Id);
        Add(Items, session, added);
        await session.CommitAsync();
        return touched;
    }

    public SalesItem AnItem()
    {
        var currency = Any(Currencies);
        return new()
        {
            Id = Id<SalesItem>(),
            Tenant = AnOffice.Tenant,
            Number = Maybe(Any(Texts)),
            Customer = Any(Customers.Keys),
            Payer = _random.Next(3) == 0 ? Any(Customers.Keys) : null,
            BillingEntity = AnOffice.Entity,
            Currency = currency,
            Source = Any(SalesItemSource.Manual, SalesItemSource.Order, SalesItemSource.ContractPart, SalesItemSource.Ticket, SalesItemSource.Project),
            SourceId = _random.Next(2) == 0 ? Guid(_random.Next(3)) : Id<Customer>().Value,
            Contract = _random.Next(2) == 0 ? Any(Contracts.Keys) : null,
            Invoice = _random.Next(2) == 0 ? Any(Invoices.Keys) : null,
            Period = _random.Next(2) == 0 ? DatePeriod.Create(Day.PlusDays(-_random.Next(3)), Day.PlusDays(1 + _random.Next(3))) : null,
            BillingDate = Day.PlusDays(_random.Next(-3, 4)),
            Status = Any(SalesItemStatus.All.ToArray()),
            Lines = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => new DocumentLine { Text = Any(Texts), Product = _random.Next(2) == 0 ? new(Guid(_random.Next(3))) : null, Amount = Amount(currency) })],
            TotalBeforeDiscount = Amount(currency),
            Computed = Amount(currency),
            Net = Amount(currency),
            Credited = _random.Next(3) == 0 ? Amount(currency) : null,
            Terms = _random.Next(3) == 0 ? new(PurchaseOrderNumber: Maybe(Any(Texts))) : null,
            Released = _random.Next(4) == 0,
        };
    }

    public T Any<T>(params IEnumerable<T> of)
    {
        var all = of.ToArray();
        return all[_random.Next(all.Length)];
    }

    /// <summary>Few ids, told apart by one number.</summary>
    public static Guid Guid(int n) => new(n, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);

    private string? Maybe(string text) => _random.Next(3) == 0 ? null : text;

    private Money Amount(Currency currency) => Money.FromMinorUnits(_random.Next(-2, 3) * 100, currency);

    private Id<T> Id<T>()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new(new Guid(bytes));
    }

    private void Add<T>(Dictionary<Id<T>, T> all, IPsaSession session, T record)
        where T : class, IEntity<T> => all.Add(record.Id, session.Of<T>().Add(record));
}
