using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Orders;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>Where orders of a world are taken: its order service, numbers for orders, and two more tax codes.</summary>
internal sealed class OrderDesk
{
    internal static readonly LocalDate Day = new(2025, 1, 1);

    private OrderDesk(AWorld world, Customer customer)
    {
        (World, Customer) = (world, customer);
        Orders = new(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator());
    }

    internal AWorld World { get; }

    internal Customer Customer { get; }

    internal OrderService Orders { get; }

    internal static TaxTable Taxes { get; } = AWorld.Taxes with
    {
        Entries =
        [
            .. AWorld.Taxes.Entries,
            TaxTableEntry.Taxed("S21", "VAT", new TaxRate(new(2000, 1, 1), Percent.Of(21m))),
            TaxTableEntry.Taxed("S6", "VAT", new TaxRate(new(2000, 1, 1), Percent.Of(6m))),
        ],
    };

    internal static async Task<OrderDesk> OpenAsync(string? store = "memory", Customer? customer = null, Func<Psa.Sellers.BillingEntity, Psa.Sellers.BillingEntity>? entity = null)
    {
        return await InAsync(await CreateAsync(entity, taxes: Taxes, store: store), customer);
    }

    /// <summary>Takes orders in a world that is there.</summary>
    internal static async Task<OrderDesk> InAsync(AWorld world, Customer? customer = null)
    {
        var desk = new OrderDesk(world, customer ?? ACustomer());
        await world.AddAsync(desk.Customer);
        await world.InSessionAsync(session =>
        {
            session.Of<NumberSeries>().Add(new()
            {
                Id = DerivedId.Create<NumberSeries>(Tenant, "series", "orders"),
                Tenant = Tenant,
                BillingEntity = Seller.Id,
                Purpose = NumberPurpose.Order,
                Pattern = "O-{seq:0000}",
                ConfirmedBy = "Ann",
                ConfirmedAt = Instant.FromUtc(2025, 1, 1, 0, 0),
            });
            return Task.CompletedTask;
        });
        return desk;
    }

    /// <summary>The same desk with another's hands: what they do goes through another store.</summary>
    internal OrderDesk Through(Psa.Storage.IPsaStore store) => new(World.Through(store), Customer);

    internal static NewDocumentLine ALine(decimal price, decimal quantity = 1m, string text = "Thing", Discount? discount = null, string? tax = null) =>
        new() { Text = text, UnitPrice = Price(price), Quantity = quantity, Discount = discount, TaxCode = tax };

    internal static OrderContent AContent(params NewDocumentLine[] lines) => new() { Date = Day, Lines = lines.ToValueList() };

    internal Task<Order> DraftAsync(params NewDocumentLine[] lines) => DraftAsync(AContent(lines));

    internal Task<Order> DraftAsync(OrderContent content, Func<NewOrder, NewOrder>? change = null) =>
        Orders.DraftAsync(World.Actor, (change ?? (static order => order))(new() { Customer = Customer.Id, Content = content }), Token);

    internal async Task<Order> SubmitAsync(params NewDocumentLine[] lines) => await SubmitAsync(AContent(lines));

    internal async Task<Order> SubmitAsync(OrderContent content, Func<NewOrder, NewOrder>? change = null) =>
        (await Orders.SubmitAsync(World.Actor, (await DraftAsync(content, change)).Id, cancellationToken: Token)).Order;

    internal async Task<Order> ReadAsync(Order order) => (await Orders.FindAsync(World.Actor, order.Id, Token))!;

    /// <summary>Bills some more units of the first line, without an invoice.</summary>
    internal async Task<BilledOrder> BillAsync(Order order, decimal quantity, int line = 0) =>
        await Orders.InvoiceAsync(World.Actor, order.Id, new() { Quantities = [new(line, (await ReadAsync(order)).Quantities[line].Invoiced + quantity)] }, Token);

    /// <summary>Lets time go on to a day.</summary>
    internal void AdvanceTo(LocalDate day) =>
        World.Clock.Advance(day.AtMidnight().InUtc().ToInstant().Plus(Duration.FromHours(6)) - World.Clock.GetCurrentInstant());

    internal async Task<List<PsaEvent>> EventsAsync(Order order) =>
        [.. (await new EventService(World.Store).ReadAfterAsync(World.Actor, 0, cancellationToken: Token).ToListAsync(Token)).Where(one => one.RecordId == order.Id.Value)];
}
