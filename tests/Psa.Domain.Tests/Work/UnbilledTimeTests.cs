using Psa.Runs;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>Time in the sweep of what stands on no invoice (R-SWEEP): it waits for its approval, and then its item waits.</summary>
public sealed class UnbilledTimeTests
{
    [Fact]
    public async Task Time_waits_until_it_is_approved_and_stands_on_an_item()
    {
        var desk = await OpenAsync();
        var sweep = new UnbilledWorkService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock));
        await desk.World.AddAsync(ACustomer("C2"));
        var ticket = await desk.TicketAsync();
        await desk.LogAsync(ticket, 5);
        var (submitted, rejected) = (await desk.SubmitAsync(ticket, 20), await desk.SubmitAsync(ticket, 10));
        await desk.Time.RejectAsync(Dan, [rejected.Id], "not ours", Token);
        Assert.Equal(
            [(UnbilledCause.TimeSubmitted, submitted.Id.Value, (decimal?)20m), (UnbilledCause.TimeRejected, rejected.Id.Value, 10m)],
            await sweep.ListAsync(desk.World.Actor, desk.Customer.Id, Token).Select(row => (row.Cause, row.Record, row.Quantity)).ToListAsync(Token));
        Assert.Equal(2, await sweep.ListAllAsync(desk.World.Actor, Token).CountAsync(Token));
        Assert.Empty(await sweep.ListAsync(desk.World.Actor, ACustomer("C2").Id, Token).ToListAsync(Token));

        await desk.ApproveAsync(submitted);
        var item = Assert.Single(await desk.ItemsAsync(ticket));
        Assert.Equal(
            [(UnbilledCause.ItemPending, item.Id.Value), (UnbilledCause.TimeRejected, rejected.Id.Value)],
            await sweep.ListAsync(desk.World.Actor, desk.Customer.Id, Token).Select(row => (row.Cause, row.Record)).ToListAsync(Token));
    }
}
