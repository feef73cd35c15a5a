using Psa.Access;
using Psa.Customers;
using Psa.Invoices;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>Which lines of time an invoice shows as one (R-LINE-GROUPS): by ticket, by activity, by who worked.</summary>
public sealed class WorkGroupTests
{
    [Theory]
    [InlineData(LineGrouping.None, new[] { 4500, 3250, 4500, 2250 })]
    [InlineData(LineGrouping.Ticket, new[] { 7750, 4500, 2250 })]
    [InlineData(LineGrouping.Activity, new[] { 11250, 3250 })]
    [InlineData(LineGrouping.Person, new[] { 10000, 4500 })]
    public async Task Lines_are_shown_as_one(LineGrouping grouping, int[] cents)
    {
        var desk = await OpenAsync(information: Complete with { TimeStep = 15, LineGrouping = grouping });
        var (first, second, third) = (await desk.TicketAsync(), await desk.TicketAsync(), await desk.TicketAsync());
        var eric = Someone("eric", Role.Engineer);
        var his = await desk.Time.LogAsync(eric, new() { Ticket = second.Id, Content = new() { WorkedOn = Day, Minutes = 30, Text = "Helped" } }, Token);
        await desk.Time.SubmitAsync(eric, [his.Id], Token);
        await desk.ApproveAsync(await desk.SubmitAsync(first, 30), await desk.SubmitAsync(first, 30, content => content with { Activity = Travel.Id }), his, await desk.SubmitAsync(third, 15));

        var invoice = Assert.Single(await desk.World.InvoicesOfAsync(await desk.World.BillAsync(Day, Day)));

        Assert.Equal(145m, invoice.Totals.LineTotal.Amount);
        Assert.Equal(cents.Select(amount => amount / 100m).Order(), invoice.Shown().Groups.AsEnumerable().Select(group => group.Shown.Amount.Amount).Order());
    }
}
