using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;

namespace Psa.Attack.Tests.Calls;

/// <summary>Named values of what is asked of quotes, orders and deposits.</summary>
internal static class OfferRequests
{
    /// <summary>Gives values of a type, the fullest first; nothing for a type that is none of them.</summary>
    public static IEnumerable<object>? Of(Type type, World world)
    {
        var customers = world.IdsOf(typeof(Customer)).Select(static id => new Id<Customer>(id)).ToList();
        var products = world.IdsOf(typeof(Product)).Select(static id => new Id<Product>(id)).Take(1).ToList();
        var orders = world.IdsOf(typeof(Order)).Select(static id => new Id<Order>(id)).ToList();
        return type switch
        {
            _ when type == typeof(NewQuote) => customers.Select(customer => AQuote(customer, world.Main)),
            _ when type == typeof(QuoteContent) => [Full(), .. products.Select(static product => AContent(Samples.AProductLine(product))), AContent(Samples.ALine())],
            _ when type == typeof(NewOrder) => customers.Select(customer => AnOrder(customer, world.Main, Samples.ALine())),
            _ when type == typeof(OrderContent) => [AnOrderContent(Samples.ALine()), .. products.Select(static product => AnOrderContent(Samples.AProductLine(product)))],
            _ when type == typeof(NewOpportunity) => customers.Select(static customer => new NewOpportunity { Name = "New", Customer = customer, EstimatedValue = Money.Of(10m, Currency.EUR), ExpectedOn = new(2026, 5, 1) }),
            _ when type == typeof(QuoteTemplate) => [ATemplate(world.Tenant)],
            _ when type == typeof(AcceptQuote) => [new AcceptQuote { ByName = "Bo", Email = "bo@first.example", Chosen = [1], Note = "gladly" }, new AcceptQuote { ByName = "Bo" }],
            _ when type == typeof(WinQuote) => [new WinQuote { ContractStart = new(2026, 4, 1), MakesOrder = true }, new WinQuote()],
            _ when type == typeof(NewQuoteOrder) => [new NewQuoteOrder { Lines = [new(0, 1m)], PurchaseOrderNumber = "PO 7" }, new NewQuoteOrder()],
            _ when type == typeof(OrderBill) => [new OrderBill { Quantities = [new(0, 7m)] }, new OrderBill { AtOnce = true }],
            _ when type == typeof(DeviceFile) => customers.Take(1).Select(customer => AFile(customer, world.Main, 0xd0)),
            _ when type == typeof(NewDeposit) => orders.SelectMany(static order => new[] { new NewDeposit { Order = order, Percent = Percent.Of(10m), AtOnce = true }, new NewDeposit { Order = order, Amount = Money.Of(5m, Currency.EUR), Deduction = DepositDeduction.ProRata } }),
            _ => null,
        };
    }

    public static NewQuoteLine ALine() => new() { Line = Samples.ALine() };

    public static NewQuote AQuote(Id<Customer> customer, Id<BillingEntity> entity) => new() { Customer = customer, BillingEntity = entity, Content = Full(), Metadata = Metadata.Empty.With("crm", "46") };

    public static QuoteContent AContent(NewDocumentLine line) => new() { Date = new(2026, 3, 10), Lines = [new() { Line = line }] };

    public static NewOrder AnOrder(Id<Customer> customer, Id<BillingEntity> entity, NewDocumentLine line) =>
        new() { Customer = customer, BillingEntity = entity, Content = AnOrderContent(line), Metadata = Metadata.Empty.With("crm", "47") };

    /// <summary>Gives what a device brings that was offline: a new quote and a new order, and that the order is agreed.</summary>
    /// <param name="customer">Whose they are.</param>
    /// <param name="entity">Who sells.</param>
    /// <param name="first">The first of its ids.</param>
    public static DeviceFile AFile(Id<Customer> customer, Id<BillingEntity> entity, int first)
    {
        var order = new Id<Order>(Made(first));
        return new()
        {
            Drafts =
            [
                new() { Id = new(Made(first + 1)), NewOrder = AnOrder(customer, entity, Samples.ALine()) with { Id = order } },
                new() { Id = new(Made(first + 2)), NewQuote = AQuote(customer, entity) with { Id = new(Made(first + 3)) } },
            ],
            Actions = [new() { Id = new(Made(first + 4)), Kind = DeviceActionKind.SubmitOrder, Order = order }],
        };
    }

    private static Guid Made(int on) => new($"0192d4e0-7b1f-7c3a-8e55-{on:x12}");

    private static OrderContent AnOrderContent(NewDocumentLine line) => new()
    {
        Date = new(2026, 3, 10),
        Lines = [line],
        Discounts = [Discount.OfPercent(Percent.Of(10m), "loyal")],
        Charges = [new(Money.Of(2m, Currency.EUR), "freight")],
        PurchaseOrderNumber = "PO 6",
        ShipTo = new() { City = "Linz", Country = "AT" },
    };

    // sold once, for choice, and what recurs
    private static QuoteContent Full() => new()
    {
        Date = new(2026, 3, 10),
        LastDay = new(2026, 6, 30),
        Lines =
        [
            ALine(),
            new() { Line = Samples.ALine() with { Text = "Longer cable" }, Choice = LineChoice.Optional },
            new() { Line = Samples.ALine() with { Text = "Care" }, Recurring = new(BillingCycle.Monthly, BillingTiming.InAdvance, 12) },
        ],
        Discounts = [Discount.OfPercent(Percent.Of(10m), "loyal")],
        Charges = [new(Money.Of(2m, Currency.EUR), "freight")],
        PaymentTerms = PaymentTerms.DueIn(10),
        Introduction = "As discussed",
    };

    private static QuoteTemplate ATemplate(TenantId tenant) => new() { Id = default, Tenant = tenant, Name = "Newer", IsActive = true, Lines = [ALine()], Title = "Offer" };
}
