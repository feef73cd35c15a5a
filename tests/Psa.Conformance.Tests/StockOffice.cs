using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Features;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Services;
using Psa.Work;

namespace Psa.Conformance.Tests;

/// <summary>A warehouse as a host would set it up over a store: goods that a vendor brings, and that a ticket of a customer asks for.</summary>
internal sealed class StockOffice : IDisposable
{
    private static readonly Actor Clerk = Actor.System(new(new Guid("11111111-1111-1111-1111-111111111111")));

    private readonly Today _today = new();
    private readonly ServiceProvider _services;
    private readonly Dictionary<string, Id<StockLocation>> _locations = new(StringComparer.Ordinal);
    private readonly Vendor _vendor;
    private readonly Ticket _ticket;
    private int _orders;

    public StockOffice()
    {
        _services = new ServiceCollection().AddSingleton<IClock>(_today).AddPsa().UseInMemoryStore().BuildServiceProvider();
        var address = new Address { City = "Graz", Country = "AT" };
        Done(Service<CatalogService>().SaveTaxTableAsync(Clerk, new() { Id = default, Tenant = Clerk.Tenant, Entries = [TaxTableEntry.Untaxed("0", "No tax", TaxCategory.ZeroRated)] }));
        Done(Service<CatalogService>().SaveBillingEntityAsync(
            Clerk, new() { Id = default, Tenant = Clerk.Tenant, Code = "A", LegalName = "Seller", VatNumber = "ATU13585627", Address = address, Currency = Currency, IsDefault = true }));
        var billing = new BillingInformation { LegalName = "Customer", Email = "a@example.org", Language = "en", Address = address, Currency = Currency, TaxCode = "0" };
        var customer = Done(Service<CustomerService>().CreateAsync(Clerk, new() { Number = "1", Name = "Customer", BillingInformation = billing })).Id;
        Done(Service<FeatureService>().SetEditionAsync(Clerk, Edition.Premium));
        Done(Service<InventoryService>().SetUpAsync(Clerk, Currency));
        _ticket = Done(Service<TicketService>().OpenAsync(Clerk, new() { Number = "1", Content = new() { Title = "Goods", Customer = customer } }));
        _vendor = Done(Service<PurchaseService>().SaveVendorAsync(Clerk, new() { Id = default, Tenant = Clerk.Tenant, Number = "1", Name = "Vendor", Currency = Currency }));
    }

    public static Currency Currency => Currency.EUR;

    /// <summary>Sets the day.</summary>
    public void At(LocalDate day) => _today.Day = day;

    /// <summary>Makes goods that are stocked; counted in kilograms they are sold in grams too.</summary>
    public Id<Product> Stock(string number, CostMethod method, decimal? standard = null)
    {
        var weights = Done(Service<CatalogService>().SaveUnitGroupAsync(
            Clerk, new() { Id = default, Tenant = Clerk.Tenant, Name = $"Weights of {number}", BaseUnit = new("kg", 1), Units = [new("g", 1, 1000)] }));
        var product = Done(Service<CatalogService>().SaveProductAsync(
            Clerk, new() { Id = default, Tenant = Clerk.Tenant, Number = number, Name = number, Kind = ProductKind.Goods, Unit = "kg", UnitGroup = weights.Id, TaxCode = "0" })).Id;
        Done(Service<InventoryService>().StockAsync(Clerk, product, method));
        if (standard is { } cost)
        {
            Done(Service<StockService>().RevalueAsync(Clerk, product, UnitPrice.Of(cost, Currency)));
        }

        return product;
    }

    /// <summary>Gives the location of a name.</summary>
    public Id<StockLocation> Location(string name)
    {
        if (!_locations.TryGetValue(name, out var location))
        {
            location = Done(Service<InventoryService>().SaveLocationAsync(Clerk, new() { Id = default, Tenant = Clerk.Tenant, Name = name, Kind = LocationKind.Warehouse })).Id;
            _locations.Add(name, location);
        }

        return location;
    }

    /// <summary>Orders goods of the vendor.</summary>
    public PurchaseOrder Order(Id<Product> product, params IEnumerable<(decimal Quantity, decimal Price, string Unit)> lines)
    {
        ValueList<PurchaseOrderLine> ordered = [.. lines.Select(line => new PurchaseOrderLine(product, line.Quantity, line.Unit, UnitPrice.Of(line.Price, Currency)))];
        _orders++;
        return Done(Service<PurchaseService>().SubmitAsync(Clerk, Done(Service<PurchaseService>().CreateAsync(Clerk, new(_vendor.Id, ordered, $"{_orders}"))).Id));
    }

    /// <summary>Receives goods of an order.</summary>
    public PurchaseOrder Receive(PurchaseOrder order, int line, decimal quantity, string place = "storage") =>
        Done(Service<PurchaseService>().ReceiveAsync(Clerk, order.Id, [new(line, quantity, Location(place))])).Order;

    /// <summary>Orders goods and receives them.</summary>
    public void Buy(Id<Product> product, decimal quantity, decimal price, string unit = "kg", string place = "storage") => Receive(Order(product, (quantity, price, unit)), 0, quantity, place);

    /// <summary>Records the vendor's invoice of receipts at the prices of their order.</summary>
    public PurchaseOrder Invoice(PurchaseOrder order)
    {
        var lines = order.Lines.AsEnumerable().SelectMany((line, number) => line.Receipts.AsEnumerable().Select(receipt => new VendorInvoiceLine(order.Id, number, receipt.Sequence, receipt.Quantity, line.Price)));
        Done(Service<PurchaseService>().RecordInvoiceAsync(Clerk, new(_vendor.Id, "1", _today.Day, Currency, [.. lines])));
        return Done(Service<PurchaseService>().FindAsync(Clerk, order.Id))!;
    }

    /// <summary>Asks for goods and picks them.</summary>
    public DemandSource Pick(Id<Product> product, params IEnumerable<StockShare> shares)
    {
        StockPick[] goods = [.. shares.Select(share => new StockPick(share.Location, share.Quantity))];
        var source = Ask(product, goods.Sum(share => share.Quantity));
        Done(Service<DeliveryService>().PickAsync(Clerk, source, [.. goods]));
        return source;
    }

    /// <summary>Delivers goods, and gives what they cost.</summary>
    public StockMove Deliver(Id<Product> product, decimal quantity, string place = "storage")
    {
        Done(Service<DeliveryService>().DeliverAsync(Clerk, Ask(product, quantity), [new(Location(place), quantity)]));
        return Moves(product)[^1];
    }

    /// <summary>Finds goods that nobody bought.</summary>
    public void Find(Id<Product> product, decimal quantity) => Done(Service<StockService>().AdjustAsync(Clerk, new(product, Location("storage"), quantity, "found")));

    /// <summary>Takes goods to another place.</summary>
    public void Carry(Id<Product> product, decimal quantity, string from, string to) => Done(Service<StockService>().TransferAsync(Clerk, new(product, Location(from), Location(to), quantity)));

    /// <summary>Counts goods, and gives what is corrected.</summary>
    public StockMove Count(Id<Product> product, decimal counted) =>
        Done(Service<StockService>().CountAsync(Clerk, new(product, Location("storage"), counted, _today.GetCurrentInstant(), "count")))[0];

    public ValueList<StockMove> Moves(Id<Product> product) => Done(Service<InventoryService>().ListMovesAsync(Clerk, product));

    /// <summary>What is there, and what it is worth.</summary>
    public StockBalance? Balance(Id<Product> product, string place = "storage") =>
        Done(Service<InventoryService>().ListBalancesAsync(Clerk, product)).AsEnumerable().SingleOrDefault(balance => balance.Location == Location(place));

    /// <summary>What was there at the end of a day.</summary>
    public StockOnDay OnDay(Id<Product> product, LocalDate day) => Done(Service<StockService>().OnDayAsync(Clerk, product, day));

    /// <summary>What a location lacks.</summary>
    public ReorderLine Lacking(Id<Product> product, string place, decimal minimum, decimal maximum)
    {
        Done(Service<InventoryService>().SaveItemAsync(Clerk, product, Location(place), minimum, maximum));
        return Done(Service<InventoryService>().ListReorderAsync(Clerk, Location(place))).AsEnumerable().Single(line => line.Product == product);
    }

    /// <summary>What the values of all moves come to.</summary>
    public StockLedger Ledger(Id<Product> product, CostMethod method) => Done(Service<InventoryService>().StockAsync(Clerk, product, method)).Ledger!;

    public void Dispose() => _services.Dispose();

    // a store in memory never waits
    private static T Done<T>(Task<T> call) => call.GetAwaiter().GetResult();

    private DemandSource Ask(Id<Product> product, decimal quantity) => DemandSource.Of(Done(Service<StockChargeService>().AskAsync(
        Clerk, new() { Owner = StockChargeOwner.Of(_ticket.Id), Line = new() { Text = "Goods", Product = product, Unit = "kg", Quantity = quantity }, IsFree = true })).Id);

    private T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private sealed class Today : IClock
    {
        public LocalDate Day { get; set; } = new(2024, 1, 1);

        public Instant GetCurrentInstant() => Day.At(LocalTime.Noon).InUtc().ToInstant();
    }
}
