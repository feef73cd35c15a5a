using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Inventory;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Services;
using Psa.Work;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Inventory;

/// <summary>A warehouse whose goods are sold: cables at 33.3333, asked for by a contract and a ticket of one customer.</summary>
internal sealed class ChargeDesk
{
    private ChargeDesk(StockDesk stock)
    {
        Stock = stock;
        var ids = new OrderedIdGenerator(stock.World.Clock);
        (Charges, Deliveries, Tickets) = (new(stock.World.Store, stock.World.Clock, ids), new(stock.World.Store, stock.World.Clock, ids, new TaxTableCalculator()), new(stock.World.Store, stock.World.Clock, ids));
        Demands = new(stock.World.Store, stock.World.Clock);
    }

    internal static Actor Eve { get; } = Someone("eve", Role.Engineer);

    internal StockDesk Stock { get; }

    internal AWorld World => Stock.World;

    internal StockChargeService Charges { get; }

    internal DeliveryService Deliveries { get; }

    internal DemandService Demands { get; }

    internal TicketService Tickets { get; }

    internal Customer Customer { get; } = ACustomer();

    internal Contract Contract { get; private set; } = null!;

    internal static async Task<ChargeDesk> OpenAsync(string? store = null, bool isSerialized = false, decimal price = 33.3333m, CostMethod? method = null, CostScope scope = CostScope.Location, bool procures = false)
    {
        var desk = new ChargeDesk(await StockDesk.OpenAsync(store, method, scope, isSerialized, procures));
        desk.Contract = AContract(desk.Customer);
        await desk.World.AddAsync(desk.Customer, desk.Contract);
        await desk.World.UpdateAsync(APriceList with { Items = [.. APriceList.Items, new(Cable.Id, "C62", [new(new(2000, 1, 1), Price(price))])] });
        return desk;
    }

    /// <summary>Sells cables in boxes (BX) of so many too.</summary>
    internal async Task BoxAsync(int size)
    {
        var group = new UnitGroup { Id = DerivedId.Create<UnitGroup>(Tenant, "pieces"), Tenant = Tenant, Name = "Pieces", BaseUnit = new("C62", 1), Units = [new("BX", size)] };
        await World.AddAsync(group);
        await World.UpdateAsync(Cable with { UnitGroup = group.Id });
        await World.UpdateAsync(APriceList with { Items = [.. APriceList.Items, new(Cable.Id, "C62", [new(new(2000, 1, 1), Price(33.3333m))]), new(Cable.Id, "BX", [new(new(2000, 1, 1), Price(50m))])] });
    }

    /// <summary>Asks for cables, each time a second later.</summary>
    internal Task<StockCharge> AskAsync(decimal quantity, bool isFree = false, StockChargeOwner? owner = null, string? unit = null)
    {
        World.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        return Charges.AskAsync(Eve, new() { Owner = owner ?? StockChargeOwner.Of(Contract.Id), Line = new() { Text = "Cable", Product = Cable.Id, Quantity = quantity, Unit = unit }, IsFree = isFree }, Token);
    }

    internal Task<Demand> PickAsync(StockCharge charge, params StockPick[] goods) => Deliveries.PickAsync(Will, DemandSource.Of(charge.Id), [.. goods], cancellationToken: Token);

    internal Task<Demand> UnpickAsync(StockCharge charge, params StockPick[] goods) => Deliveries.UnpickAsync(Will, DemandSource.Of(charge.Id), [.. goods], cancellationToken: Token);

    internal async Task<Demand> DeliverAsync(StockCharge charge, params StockPick[] goods) => (await Deliveries.DeliverAsync(Will, DemandSource.Of(charge.Id), [.. goods], cancellationToken: Token)).Demand;

    internal async Task<Demand> DeliverAsync(StockCharge charge, decimal quantity) => await DeliverAsync(charge, new StockPick(Stock.Main, quantity));

    internal Task<Demand> UndoAsync(StockCharge charge, StockDelivery delivery, decimal quantity, params string[] serials) =>
        Deliveries.UndoAsync(Will, DemandSource.Of(charge.Id), delivery.Sequence, quantity, "wrong door", [.. serials], cancellationToken: Token);

    internal async Task<List<SalesItem>> ItemsAsync(StockCharge charge) => [.. (await World.AllItemsAsync()).Where(item => item.SourceId == charge.Id.Value).OrderBy(item => item.Ordinal)];

    /// <summary>What counts as billed of a charge.</summary>
    internal async Task<decimal> BilledAsync(StockCharge charge) => (await ItemsAsync(charge)).Where(item => !item.Released).Sum(item => item.Computed.Amount);

    internal async Task<Ticket> TicketAsync() => await Tickets.OpenAsync(Eve, new() { Number = "T1", Content = new() { Title = "No net", Customer = Customer.Id } }, Token);

    /// <summary>Bills what waits by a run, issued.</summary>
    internal async Task<List<Invoice>> BillAsync(NodaTime.LocalDate through) => await World.InvoicesOfAsync(await World.BillAsync(through));
}
