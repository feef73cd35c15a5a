using Psa.Access;
using Psa.Orders;
using static Psa.Domain.Tests.Orders.OrderDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>Who sees which orders.</summary>
public sealed class OrderViewTests
{
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
