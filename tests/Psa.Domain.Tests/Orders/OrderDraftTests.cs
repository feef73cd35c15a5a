using Psa.Events;
using Psa.Orders;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>Orders as long as they are written, and how they are agreed.</summary>
public sealed class OrderDraftTests
{
    [Fact]
    public async Task An_order_is_numbered_taxed_changed_and_submitted()
    {
        var desk = await OpenAsync();
        var order = await desk.DraftAsync(ALine(100m, 2m), ALine(50m));
        Assert.Equal(("O-0001", OrderStatus.Active, Eur(250m), Eur(300m)), (order.Number, order.Status, order.Totals.LineTotal, order.Totals.TotalWithTax));
        var changed = await desk.Orders.ChangeAsync(desk.World.Actor, order.Id, AContent(ALine(100m, 3m)) with { PurchaseOrderNumber = "PO-7" }, Token);
        Assert.Equal((Eur(360m), "PO-7", "O-0001"), (changed.Totals.TotalWithTax, changed.PurchaseOrderNumber, changed.Number));
        var (submitted, warnings, _) = await desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token);
        Assert.Empty(warnings);
        Assert.Equal((OrderStatus.Submitted, Day, 1), (submitted.Status, submitted.SubmittedOn, submitted.Quantities.Count));
        Assert.Equal([EventKinds.OrderCreated, EventKinds.OrderChanged, EventKinds.OrderSubmitted], (await desk.EventsAsync(order)).Select(one => one.Kind));
        Assert.Equal(OrderErrors.NotActive, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.Orders.ChangeAsync(desk.World.Actor, order.Id, AContent(ALine(1m)), Token))).Code);
        Assert.Equal(OrderErrors.NotActive, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token))).Code);
    }

    [Fact]
    public async Task An_order_without_a_line_is_not_submitted()
    {
        var desk = await OpenAsync();
        var order = await desk.DraftAsync();
        Assert.Equal(OrderErrors.Empty, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token))).Code);
    }
}
