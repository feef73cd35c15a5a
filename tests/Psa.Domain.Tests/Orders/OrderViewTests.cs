using Psa.Access;
using Psa.Domain.Tests.Quotes;
using Psa.Orders;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>What the people of a customer see of orders.</summary>
public sealed class OrderViewTests
{
    [Fact]
    public async Task Clients_see_their_own_orders_once_they_are_submitted()
    {
        var desk = await OpenAsync();
        var other = ACustomer("C2");
        await desk.World.AddAsync(other);
        var (own, foreign) = (AWinDesk.Of(desk.Customer, Role.ClientManager), AWinDesk.Of(other, Role.ClientManager));
        var (written, given) = (await desk.DraftAsync(ALine(100m)), await desk.DraftAsync(ALine(70m)));
        var submitted = await desk.SubmitAsync(ALine(50m));

        // one that was given up before it was agreed was never theirs
        await desk.Orders.CancelAsync(desk.World.Actor, given.Id, "no", Token);
        await desk.Orders.CancelAsync(desk.World.Actor, submitted.Id, "no", Token);
        Assert.Equal([submitted.Id], (await desk.Orders.ListAsync(own, new(), new(), Token)).Items.Select(static order => order.Id));
        Assert.Empty((await desk.Orders.ListAsync(foreign, new(), new(), Token)).Items);
        Assert.Equal(3, (await desk.Orders.ListAsync(desk.World.Actor, new(), new(), Token)).Items.Count);
        foreach (var (order, isSeen) in new[] { (written, false), (given, false), (submitted, true) })
        {
            Assert.Equal(isSeen, await desk.Orders.FindAsync(own, order.Id, Token) is not null);
            Assert.Null(await desk.Orders.FindAsync(foreign, order.Id, Token));
        }
    }

    [Theory]
    [InlineData("Client")]
    [InlineData("ClientManager")]
    public async Task Clients_see_their_own_from_submitted_on(string role)
    {
        var desk = await OpenAsync();
        var other = ACustomer("C2");
        await desk.World.AddAsync(other);
        var (own, others) = (await desk.DraftAsync(ALine(100m)), await desk.DraftAsync(AContent(ALine(100m)), order => order with { Customer = other.Id }));
        var client = Actor.Create(Tenant, UserId.Of("carl"), "Carl", [Role.Of(role)], AccessTable.Default, desk.Customer.Id.Value);
        Assert.Null(await desk.Orders.FindAsync(client, own.Id, Token));
        Assert.Empty((await desk.Orders.ListAsync(client, new(), new(), Token)).Items.AsEnumerable());
        foreach (var order in new[] { own, others })
        {
            await desk.Orders.SubmitAsync(desk.World.Actor, order.Id, cancellationToken: Token);
        }

        Assert.Equal(OrderStatus.Submitted, (await desk.Orders.FindAsync(client, own.Id, Token))!.Status);
        Assert.Null(await desk.Orders.FindAsync(client, others.Id, Token));
        Assert.Equal([own.Id], (await desk.Orders.ListAsync(client, new(), new(), Token)).Items.AsEnumerable().Select(static order => order.Id));
    }
}
