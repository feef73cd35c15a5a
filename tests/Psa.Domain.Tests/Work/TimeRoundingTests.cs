using Psa.Customers;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>How minutes become money (R-TIME-ROUND, R-WORK-KIND).</summary>
public sealed class TimeRoundingTests
{
    [Fact]
    [Trait("vector", "time-one-ticket-batches")]
    public async Task One_after_the_other_bills_the_running_total()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var totals = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7));
            totals.Add(await desk.MinutesAsync(ticket));
        }

        Assert.Equal([15, 15, 30], totals);
        Assert.Equal(45m, Assert.Single(await desk.ItemsAsync(ticket)).Net.Amount);
    }

    [Fact]
    [Trait("vector", "time-one-ticket-batches")]
    public async Task At_once_bills_the_same()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();

        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7), await desk.SubmitAsync(ticket, 7), await desk.SubmitAsync(ticket, 7));

        Assert.Equal(30, await desk.MinutesAsync(ticket));
    }

    [Fact]
    [Trait("vector", "time-one-ticket-batches")]
    public async Task Invoiced_one_by_one_it_is_an_item_each_but_for_none()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        for (var i = 0; i < 3; i++)
        {
            await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7));
            await desk.World.BillAsync(Day.PlusDays(i), Day.PlusDays(i));
        }

        var items = await desk.ItemsAsync(ticket);
        Assert.Equal([15m, 15m], items.Select(item => Assert.Single(item.Work.AsEnumerable()).Minutes));
        Assert.Equal([1, 2], items.Select(item => item.Work[0].Entries.Count));
        Assert.Equal([22.50m, 22.50m], items.Select(item => item.Net.Amount));
    }

    [Fact]
    [Trait("vector", "time-unapprove")]
    public async Task What_is_taken_back_and_approved_again_bills_the_same()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var first = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7));
        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7), await desk.SubmitAsync(ticket, 7));

        await desk.UnapproveAsync(first);
        Assert.Equal(15, await desk.MinutesAsync(ticket));
        await desk.ApproveAsync(first);
        Assert.Equal(30, await desk.MinutesAsync(ticket));
    }

    [Fact]
    [Trait("vector", "time-zero-and-multiples")]
    public async Task Nothing_and_multiples_stay()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var totals = new List<int>();
        foreach (var minutes in new[] { 0, 7, 8, 6, 15 })
        {
            await desk.ApproveAsync(await desk.SubmitAsync(ticket, minutes));
            totals.Add(await desk.MinutesAsync(ticket));
        }

        Assert.Equal([0, 15, 15, 30, 45], totals);
    }

    [Fact]
    [Trait("vector", "time-priced")]
    public async Task Minutes_are_priced_by_the_hour()
    {
        var desk = await OpenAsync(step: 10);
        var ticket = await desk.TicketAsync();
        foreach (var minutes in new[] { 25, 30 })
        {
            await desk.ApproveAsync(await desk.SubmitAsync(ticket, minutes));
            await desk.World.BillAsync(Day.PlusDays(minutes), Day.PlusDays(minutes));
        }

        Assert.Equal([(30m, 45m), (30m, 45m)], (await desk.ItemsAsync(ticket)).Select(item => (item.Work[0].Minutes, item.Net.Amount)));
    }

    [Fact]
    public async Task Each_entry_is_rounded_by_itself_where_the_payer_says_so()
    {
        var desk = await OpenAsync(roundUp: TimeRoundUp.Entry);
        var ticket = await desk.TicketAsync();

        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7), await desk.SubmitAsync(ticket, 7), await desk.SubmitAsync(ticket, 7));

        Assert.Equal(45, await desk.MinutesAsync(ticket));
    }

    [Fact]
    public async Task A_kind_multiplies_the_rate_and_lifts_each_entry_to_its_minimum()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();

        await desk.ApproveAsync(
            await desk.SubmitAsync(ticket, 10, content => content with { Kind = AfterHours.Id }),
            await desk.SubmitAsync(ticket, 40, content => content with { Kind = AfterHours.Id }));

        var item = Assert.Single(await desk.ItemsAsync(ticket));
        Assert.Equal((75m, 168.75m), (item.Work[0].Minutes, item.Net.Amount));
        Assert.Equal("Support, after hours", Assert.Single(item.Lines.AsEnumerable()).Text);
    }

    [Fact]
    public async Task A_kind_below_one_makes_it_cheaper()
    {
        var desk = await OpenAsync(step: 10);
        var ticket = await desk.TicketAsync(activity: Travel);

        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 25, content => content with { Kind = OnTheRoad.Id }));

        var item = Assert.Single(await desk.ItemsAsync(ticket));
        Assert.Equal((30m, 16.25m), (item.Work[0].Minutes, item.Net.Amount));
    }

    [Fact]
    public async Task A_changed_step_is_for_tickets_without_approved_time()
    {
        var desk = await OpenAsync();
        var (old, other) = (await desk.TicketAsync(), await desk.TicketAsync());
        var first = await desk.ApproveAsync(await desk.SubmitAsync(old, 7));
        await desk.SaveAsync(desk.Customer.BillingInformation! with { TimeStep = 60 });

        await desk.ApproveAsync(await desk.SubmitAsync(old, 10), await desk.SubmitAsync(other, 7));
        Assert.Equal((30, 60), (await desk.MinutesAsync(old), await desk.MinutesAsync(other)));

        // once nothing of it is approved, it begins anew
        await desk.UnapproveAsync([.. (await desk.World.ReadAsync(session => session.TimeOfAsync(old, Token))).AsEnumerable()]);
        Assert.Equal(0, await desk.MinutesAsync(old));
        await desk.ApproveAsync(first);
        Assert.Equal(60, await desk.MinutesAsync(old));
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData(0, 7)]
    [InlineData(1, 7)]
    public async Task Without_a_step_ten_minutes_are_usual_and_none_rounds_nothing(int? step, int billed)
    {
        var desk = await OpenAsync(step: step);
        var ticket = await desk.TicketAsync();

        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7));

        Assert.Equal(billed, await desk.MinutesAsync(ticket));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(7, 60)]
    [InlineData(1440, 1)]
    public async Task Lines_multiply_out(int minutes, int cents)
    {
        var desk = await OpenAsync(step: 0);
        await desk.World.UpdateAsync(APriceList with { Items = [.. APriceList.Items, new(Support.Id, "HUR", [new(new(2000, 1, 1), Price(cents / 100m + 0.000001m))])] });
        var ticket = await desk.TicketAsync();

        await desk.ApproveAsync(await desk.SubmitAsync(ticket, minutes, content => content with { Kind = AfterHours.Id }));

        foreach (var item in await desk.ItemsAsync(ticket))
        {
            Assert.All(item.Lines.AsEnumerable(), line => Assert.Equal(line.Amount, Psa.Documents.DocumentLines.Recompute(line, Rounding.HalfUp)));
            Assert.Equal(item.Net.Amount, item.Lines.AsEnumerable().Sum(line => line.Amount.Amount));
        }
    }
}
