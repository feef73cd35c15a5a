using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Events;
using Psa.SalesItems;
using Psa.Services;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>Approving time: who, of whom, all or nothing; what becomes of it (R-COVER), and how its items follow (R-TICKET-ITEM).</summary>
public sealed class TimeApprovalTests
{
    [Fact]
    public async Task Nobody_approves_their_own()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var entry = await desk.SubmitAsync(ticket, 7);
        var eve = Someone("eve", Role.Director);

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => desk.Time.ApproveAsync(eve, [new(entry.Id)], Token));

        Assert.Equal((WorkErrors.Own, entry.Id.Value), (refusal.Code, Assert.Single(refusal.Ids.AsEnumerable())));
    }

    [Fact]
    public async Task All_payers_without_billing_information_are_named_and_nothing_of_the_bulk_is_approved()
    {
        var desk = await OpenAsync();
        var (one, two) = (ACustomer("C2") with { BillingInformation = null }, ACustomer("C3") with { BillingInformation = Complete with { Email = null } });
        await desk.World.AddAsync(one, two);
        var entries = new List<TimeEntry>();
        foreach (var customer in new[] { desk.Customer.Id, one.Id, two.Id })
        {
            var ticket = await desk.Tickets.OpenAsync(Dan, new() { Number = $"X{entries.Count}", Content = desk.AContent(isFree: true) with { Customer = customer } }, Token);
            entries.Add(await desk.SubmitAsync(ticket, 7));
        }

        var refusal = await Assert.ThrowsAsync<BillingInformationRequiredException>(() => desk.ApproveAsync([.. entries]));

        Assert.Equal(new[] { one.Id.Value, two.Id.Value }.Order(), refusal.Customers.AsEnumerable().Order());
        Assert.All(await Task.WhenAll(entries.Select(entry => desk.Time.FindAsync(Dan, entry.Id, Token))), entry => Assert.Equal(TimeStatus.Submitted, entry!.Status));
    }

    [Fact]
    public async Task The_approvers_values_stand_beside_the_logged_ones()
    {
        var desk = await OpenAsync();
        var entry = await desk.SubmitAsync(await desk.TicketAsync(), 50);

        var approved = (await desk.Time.ApproveAsync(Dan, [new(entry.Id, Minutes: 20, Activity: Travel.Id, Kind: AfterHours.Id)], Token))[0];

        Assert.Equal((50, null, 20, Travel.Id, AfterHours.Id, 30), (approved.Minutes, approved.Activity, approved.Approval!.Minutes, approved.Approval.Activity, approved.Approval.Kind, approved.Approval.Counted));
        Assert.Equal((Price(65m), 1.5m, TimeCover.Priced, "dan"), (approved.Approval.Rate, approved.Approval.Factor, approved.Approval.Cover, approved.Approval.By));
    }

    [Fact]
    public async Task A_rate_that_is_missing_is_named_with_its_entry()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var other = AWorldProduct("other");
        await desk.World.AddAsync(other);
        var (good, bad) = (await desk.SubmitAsync(ticket, 7), await desk.SubmitAsync(ticket, 7, content => content with { Activity = other.Id }));

        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => desk.ApproveAsync(good, bad));

        Assert.Equal((ChargeErrors.PriceMissing, "Entries[1]"), (Assert.Single(refusal.Problems.AsEnumerable()).Code, refusal.Problems[0].Where));
        Assert.Empty(await desk.ItemsAsync(ticket));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_minutes_need_no_price(bool hasLot)
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(BlockDesk.Hours(60));
        await (hasLot ? desk.BillAsync(Start) : Task.CompletedTask);
        var other = AWorldProduct("other");
        await desk.Desk.World.AddAsync(other);
        var ticket = await desk.Desk.TicketAsync();

        var entry = await desk.ApproveAsync(ticket, Start, 0, activity: other);

        Assert.Equal((hasLot ? TimeCover.Block : TimeCover.Priced, null, 0), (entry.Approval!.Cover, entry.Approval.Rate, entry.Approval.Taken));
        Assert.Empty(await desk.Desk.ItemsAsync(ticket));
        await desk.Desk.UnapproveAsync(entry);
    }

    [Fact]
    public async Task What_is_not_billable_is_charged_nothing()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync(isFree: true);

        var free = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7));
        Assert.Equal((TimeCover.NotBillable, null), (free.Approval!.Cover, free.Approval.Rate));
        Assert.Empty(await desk.ItemsAsync(ticket));

        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7, content => content with { IsFree = false }));
        Assert.Equal(22.50m, Assert.Single(await desk.ItemsAsync(ticket)).Net.Amount);
    }

    [Fact]
    public async Task A_managed_part_covers_work_on_its_days()
    {
        var desk = await OpenAsync();
        var contract = AContract(desk.Customer, from: Day.PlusDays(-10));
        var part = APart(contract) with { Kind = PartKind.ManagedService, LastDay = Day.PlusDays(-1) };
        await desk.World.AddAsync(contract, part);
        var ticket = await desk.TicketAsync(part.Id);

        var covered = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7, content => content with { WorkedOn = Day.PlusDays(-1) }));
        Assert.Equal((TimeCover.Covered, part.Id), (covered.Approval!.Cover, covered.Approval.Part));
        Assert.Empty(await desk.ItemsAsync(ticket));

        var priced = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7));
        Assert.Equal(TimeCover.Priced, priced.Approval!.Cover);
        Assert.Equal(contract.Id, Assert.Single(await desk.ItemsAsync(ticket)).Contract);
    }

    [Fact]
    public async Task A_part_of_approved_time_says_the_rate_and_bills_nothing()
    {
        var desk = await OpenAsync();
        var contract = AContract(desk.Customer);
        var rate = APart(contract, price: 80m, quantity: 0m, name: "rate") with { QuantitySource = QuantitySource.ApprovedTime, Product = Support.Id };
        await desk.World.AddAsync(contract, rate);
        var project = await desk.ProjectAsync(contract.Id);

        await desk.ApproveAsync(await desk.SubmitAsync(await desk.LogAsync(project, 60)));
        Assert.Equal(80m, Assert.Single(await desk.ItemsAsync(project)).Net.Amount);
        await desk.ApproveAsync(await desk.SubmitAsync(await desk.LogAsync(project, 60, Travel)));
        Assert.Equal(145m, Assert.Single(await desk.ItemsAsync(project)).Net.Amount);

        await desk.World.BillAsync(new(2025, 3, 31));
        Assert.Single(await desk.World.AllItemsAsync());
    }

    [Fact]
    public async Task A_part_of_approved_time_says_a_rate_and_nothing_else()
    {
        var desk = await OpenAsync();
        var contract = AContract(desk.Customer) with { Status = ContractStatus.Draft };
        var part = new NewContractPart { Text = "Rate", Product = Support.Id, QuantitySource = QuantitySource.ApprovedTime, UnitPrice = Price(80m) };
        await desk.World.AddAsync(contract);

        Assert.Equal(QuantitySource.ApprovedTime, (await desk.World.Contracts.AddPartAsync(desk.World.Actor, contract.Id, part, Token)).QuantitySource);
        foreach (var wrong in new[] { part with { Product = null }, part with { Quantity = 2m }, part with { MinimumQuantity = 1m }, part with { Pricing = PricingScheme.Flat } })
        {
            await Assert.ThrowsAsync<ValidationFailedException>(() => desk.World.Contracts.AddPartAsync(desk.World.Actor, contract.Id, wrong, Token));
        }
    }

    [Fact]
    public async Task What_is_on_an_invoice_or_its_draft_keeps_its_approval()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var entry = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7));
        var run = await desk.World.CalculateAsync(Day, Day);

        Assert.Equal(WorkErrors.Billed, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.UnapproveAsync(entry))).Code);

        // what isn't billed of the same ticket can be taken back
        var later = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 9));
        await desk.UnapproveAsync(later);
        await desk.World.Runs.RollBackAsync(desk.World.Actor, run.Id, cancellationToken: Token);
        await desk.UnapproveAsync(entry);
        Assert.Equal(0, await desk.MinutesAsync(ticket));
        Assert.All(await desk.ItemsAsync(ticket), item => Assert.True(item.Released));
    }

    [Fact]
    public async Task What_covers_or_is_not_billable_can_always_be_taken_back()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync(isFree: true);
        var entry = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7));

        Assert.Equal((TimeStatus.Submitted, null), ((await desk.UnapproveAsync(entry))[0].Status, (await desk.Time.FindAsync(Dan, entry.Id, Token))!.Approval));
    }

    [Fact]
    public async Task What_is_decided_is_followed_by_an_item_of_its_own()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var entry = await desk.ApproveAsync(await desk.SubmitAsync(ticket, 60));
        var item = Assert.Single(await desk.ItemsAsync(ticket));
        await desk.World.Items.CancelAsync(desk.World.Actor, item.Id, "goodwill", Token);

        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 30));
        Assert.Equal([90m, 45m], (await desk.ItemsAsync(ticket)).Select(one => one.Net.Amount));

        // of the amount that was let go of, what is left of the ticket is a part
        await desk.UnapproveAsync(entry);
        var items = await desk.ItemsAsync(ticket);
        Assert.Equal([(SalesItemStatus.Canceled, false), (SalesItemStatus.Canceled, true), (SalesItemStatus.Settled, false)], items.Select(one => (one.Status, one.Released)));
        Assert.Equal((45m, 0m), (items.Where(one => !one.Released).Sum(one => one.Computed.Amount), items[2].Net.Amount));
    }

    [Fact]
    public async Task Nothing_is_approved_when_an_entry_is_missing()
    {
        var desk = await OpenAsync();
        var entry = await desk.SubmitAsync(await desk.TicketAsync(), 60);

        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => desk.Time.ApproveAsync(Dan, [new(entry.Id), null!], Token));

        Assert.Equal((MoneyErrors.Missing, "Entries[1]"), Assert.Single(refusal.Problems.AsEnumerable().Select(problem => (problem.Code, problem.Where))));
        Assert.Equal(TimeStatus.Submitted, (await desk.Time.FindAsync(Dan, entry.Id, Token))!.Status);
    }

    [Fact]
    public async Task What_is_released_is_billed_anew_in_the_same_commit()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 60));
        var item = Assert.Single(await desk.ItemsAsync(ticket));
        await desk.World.Items.CancelAsync(desk.World.Actor, item.Id, "wrong", Token);
        await desk.World.Items.ReleaseAsync(desk.World.Actor, item.Id, Token);

        var items = await desk.ItemsAsync(ticket);
        Assert.Equal([(SalesItemStatus.Canceled, true), (SalesItemStatus.Pending, false)], items.Select(one => (one.Status, one.Released)));
        Assert.Equal(90m, items[1].Net.Amount);
    }

    [Fact]
    public async Task An_item_is_billed_from_its_latest_worked_date_on()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();

        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7, content => content with { WorkedOn = Day.PlusDays(-5) }), await desk.SubmitAsync(ticket, 7, content => content with { WorkedOn = Day.PlusDays(-2) }));

        Assert.Equal((Day.PlusDays(-2), SalesItemStatus.Pending), ((await desk.ItemsAsync(ticket))[0].BillingDate, (await desk.ItemsAsync(ticket))[0].Status));
    }

    [Fact]
    public async Task Whatever_is_priced_alike_is_one_line()
    {
        var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();

        await desk.ApproveAsync(
            await desk.SubmitAsync(ticket, 7),
            await desk.SubmitAsync(ticket, 7, content => content with { Activity = Travel.Id }),
            await desk.SubmitAsync(ticket, 7, content => content with { Kind = AfterHours.Id }),
            await desk.SubmitAsync(ticket, 7));

        var item = Assert.Single(await desk.ItemsAsync(ticket));
        Assert.Equal(3, item.Lines.Count);
        Assert.Equal(22.50m + 16.25m + 67.50m, item.Net.Amount);
    }

    [Fact]
    public async Task A_rejected_entry_says_why_and_is_written_anew()
    {
        var desk = await OpenAsync();
        var entry = await desk.SubmitAsync(await desk.TicketAsync(), 7);

        Assert.Equal(WorkErrors.ReasonMissing, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.Time.RejectAsync(Dan, [entry.Id], " ", Token))).Code);
        Assert.Equal("too little", (await desk.Time.RejectAsync(Dan, [entry.Id], "too little", Token))[0].RejectReason);
        var draft = await desk.Time.ReviseAsync(Eve, entry.Id, Token);
        Assert.Equal((TimeStatus.Draft, null), (draft.Status, draft.RejectReason));
        Assert.Equal(9, (await desk.Time.ChangeAsync(Eve, entry.Id, new() { WorkedOn = Day, Minutes = 9, Text = "More" }, Token)).Minutes);
    }

    [Fact]
    public async Task Each_step_is_told_by_an_event()
    {
        var desk = await OpenAsync();
        var entry = await desk.ApproveAsync(await desk.SubmitAsync(await desk.TicketAsync(), 7));
        await desk.UnapproveAsync(entry);
        await desk.Time.RejectAsync(Dan, [entry.Id], "wrong", Token);

        var events = await new EventService(desk.World.Store).ReadAfterAsync(desk.World.Actor, 0, cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(
            [EventKinds.TimeLogged, EventKinds.TimeSubmitted, EventKinds.TimeApproved, EventKinds.TimeUnapproved, EventKinds.TimeRejected],
            events.Where(one => one.RecordId == entry.Id.Value).Select(one => one.Kind));
    }

    [Fact]
    public async Task The_payer_of_the_customer_says_the_step()
    {
        var desk = await OpenAsync(step: 30);
        var child = ACustomer("C9") with { BillingInformation = null, Parent = desk.Customer.Id, ConsolidateBilling = true, Payer = desk.Customer.Id };
        await desk.World.AddAsync(child);
        var ticket = await desk.Tickets.OpenAsync(Dan, new() { Number = "C", Content = desk.AContent() with { Customer = child.Id } }, Token);

        await desk.ApproveAsync(await desk.SubmitAsync(ticket, 7));

        Assert.Equal((30, child.Id), (await desk.MinutesAsync(ticket), (await desk.ItemsAsync(ticket))[0].Customer));
    }

    private static Product AWorldProduct(string id) =>
        new() { Id = DerivedId.Create<Product>(Tenant, id), Tenant = Tenant, Number = id, Name = id, Kind = ProductKind.HourlyRate, Unit = "HUR" };
}
