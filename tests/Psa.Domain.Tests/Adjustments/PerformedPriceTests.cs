using Psa.Adjustments;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Domain.Tests.Work;
using Psa.Services;
using static Psa.Domain.Tests.Adjustments.AdjustmentDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>What was performed has the price of its day, by the list that holds for it (R-LIST), and keeps it.</summary>
public sealed class PerformedPriceTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task An_hour_that_is_not_charged_has_the_price_of_its_contract(bool isManaged, bool isProject)
    {
        var desk = await WorkDesk.OpenAsync();
        var (ofCustomer, ofContract) = (AList("customer", 120m), AList("contract", 150m));
        var contract = AContract(desk.Customer) with { PriceLists = [new(Start, ofContract.Id)] };
        var part = APart(contract) with { Kind = isManaged ? PartKind.ManagedService : PartKind.RecurringService };
        await desk.World.AddAsync(ofCustomer, ofContract, contract, part);
        await desk.World.UpdateAsync(desk.Customer with { PriceLists = [new(Start, ofCustomer.Id)] });

        var entry = isProject
            ? await desk.LogAsync(await desk.ProjectAsync(contract.Id), 60)
            : await desk.LogAsync(await desk.TicketAsync(part.Id), 60, content => content with { IsFree = !isManaged });
        if (isProject)
        {
            entry = await desk.Time.ChangeAsync(WorkDesk.Eve, entry.Id, new() { WorkedOn = WorkDesk.Day, Minutes = 60, Activity = WorkDesk.Support.Id, Text = "Moved it", IsFree = true }, Token);
        }

        await desk.ApproveAsync(await desk.SubmitAsync(entry));
        await desk.ApproveAsync(await desk.SubmitAsync(await desk.TicketAsync(isFree: true), 60));

        Assert.Equal(["120 EUR", "150 EUR"], (await OfferedAsync(desk)).Select(static line => Assert.Single(line.Selected.Values).ToString()).Order());
    }

    [Fact]
    public async Task A_price_that_it_had_at_its_date_is_kept()
    {
        var desk = await WorkDesk.OpenAsync();
        await NumberAsync(desk.World);
        await desk.ApproveAsync(await desk.SubmitAsync(await desk.TicketAsync(isFree: true), 60));

        // what isn't sold any more was performed all the same
        await desk.World.UpdateAsync(WorkDesk.Support with { IsActive = false });
        var offered = Assert.Single(await OfferedAsync(desk));
        Assert.Equal((true, "90 EUR"), (offered.IsPriced, offered.Selected.Values[0].ToString()));
        var made = await Service(desk).CreateAsync(desk.World.Actor, new() { Content = Content(desk) with { Selection = [offered.Selected] } }, Token);
        Assert.Equal(90m, Difference(made));

        // taken in full it asks for no price any more, and less of it is less at the price that it had
        await desk.World.UpdateAsync(APriceList with { Items = [] });
        Assert.Empty(await OfferedAsync(desk));
        var entry = (await desk.World.ReadAsync(session => session.Of<Psa.Work.TimeEntry>().QueryAsync(Psa.Storage.RecordType<Psa.Work.TimeEntry>.All, Token).ToListAsync(Token).AsTask())).Single();
        await desk.World.UpdateAsync(entry with { Approval = entry.Approval! with { Minutes = 40 } });
        var less = Assert.Single(await OfferedAsync(desk));
        Assert.Equal((true, "-30 EUR"), (less.IsPriced, less.Selected.Values[0].ToString()));

        // what was never taken has none
        await desk.World.UpdateAsync(WorkDesk.Support);
        await desk.ApproveAsync(await desk.SubmitAsync(await desk.TicketAsync(isFree: true), 60));
        Assert.Equal([false, true], (await OfferedAsync(desk)).Select(static line => line.IsPriced).Order());
    }

    private static PriceList AList(string name, decimal price) => APriceList with
    {
        Id = DerivedId.Create<PriceList>(Tenant, name),
        Name = name,
        IsDefault = false,
        Items = [new(WorkDesk.Support.Id, "HUR", [new(new(2000, 1, 1), Price(price))])],
    };

    private static AdjustmentService Service(WorkDesk desk) => new(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock), new TaxTableCalculator());

    private static AdjustmentContent Content(WorkDesk desk) => January() with { Customer = desk.Customer.Id, Force = true };

    private static async Task<List<OfferedLine>> OfferedAsync(WorkDesk desk) => [.. (await Service(desk).OfferAsync(desk.World.Actor, Content(desk), Token)).AsEnumerable()];
}
