using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.SalesItems;
using Psa.Services;
using Psa.Work;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Work.BlockDesk;
using static Psa.Domain.Tests.Work.WorkDesk;

namespace Psa.Domain.Tests.Work;

/// <summary>Blocks of hours and retainers (R-BLOCK, R-RETAINER).</summary>
public sealed class BlockTests
{
    [Theory]
    [Trait("vector", "block-multiplier-split")]
    [InlineData(true, "10.00")]
    [InlineData(false, "15.00")]
    public async Task What_a_lot_does_not_cover_is_divided_by_the_multiplier_and_priced(bool isOfActivity, string priced)
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Once(20) with { OverageRate = Price(90m) });
        await desk.BillAsync(Start);
        var dear = Support with { Id = DerivedId.Create<Product>(Tenant, "dear"), Number = "dear", BlockMultiplier = 1.5m };
        var kind = AKind("B", "by half more", 1.5m, 0);
        await desk.Desk.World.AddAsync(dear);
        await desk.Desk.World.Catalog.SaveWorkKindAsync(desk.Desk.World.Actor, kind, Token);
        var ticket = await desk.Desk.TicketAsync();

        var entry = isOfActivity ? await desk.ApproveAsync(ticket, Start, 20, activity: dear) : await desk.ApproveAsync(ticket, Start, 20, kind);

        Assert.Equal((20m, 10m), Split(entry.Approval!));
        Assert.Equal(TimeCover.Priced, entry.Approval!.Cover);
        Assert.Equal(decimal.Parse(priced, System.Globalization.CultureInfo.InvariantCulture), await desk.NetAsync(ticket));
    }

    [Fact]
    [Trait("vector", "block-oldest-first-spans")]
    public async Task The_oldest_lot_is_taken_first()
    {
        var desk = await BlockDesk.OpenAsync();
        var may = await desk.SellAsync(Once(300), new(2025, 5, 1), "may");
        var june = await desk.SellAsync(Once(300), new(2025, 6, 1), "june");
        await desk.BillAsync(new(2025, 6, 1));

        var entry = await desk.ApproveAsync(await desk.Desk.TicketAsync(), new(2025, 6, 3), 320);

        Assert.Equal([(may.Id, 300m), (june.Id, 20m)], entry.Approval!.Blocks.AsEnumerable().Select(share => (share.Part, share.Minutes)));
        Assert.Equal((0m, TimeCover.Block), (entry.Approval.Uncovered(), entry.Approval.Cover));
    }

    [Fact]
    [Trait("vector", "block-validity-is-worked-date")]
    public async Task The_worked_date_decides_which_lot_is_valid()
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Hours(600), lastDay: new(2025, 1, 31));
        await desk.BillAsync(Start);
        var ticket = await desk.Desk.TicketAsync();

        Assert.Equal((60m, 0m), Split((await desk.ApproveAsync(ticket, new(2025, 1, 31), 60)).Approval!));
        Assert.Equal((0m, 60m), Split((await desk.ApproveAsync(ticket, new(2025, 2, 1), 60)).Approval!));
        Assert.Equal(90m, await desk.NetAsync(ticket));
    }

    [Fact]
    [Trait("vector", "block-carry-over-late-approval")]
    public async Task Late_work_takes_what_expired_and_then_what_was_carried_and_not_used()
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Hours(600) with { CarryOverMinutes = 180 });
        await desk.BillAsync(Start);
        var ticket = await desk.Desk.TicketAsync();
        var steps = new List<(decimal, decimal, decimal, decimal, decimal)>();
        foreach (var (day, minutes) in new[] { (31, 240), (40, 180), (30, 300) })
        {
            var (covered, overage) = Split((await desk.ApproveAsync(ticket, Start.PlusDays(day - 1), minutes)).Approval!);
            var seen = Assert.Single(await desk.OnAsync(Start.PlusDays(44)));
            steps.Add((covered, overage, seen.Used, seen.Remaining, seen.Expired));
        }

        Assert.Equal([(240m, 0m, 240m, 180m, 180m), (180m, 0m, 420m, 0m, 180m), (180m, 120m, 600m, 0m, 0m)], steps);
        Assert.Equal(Start.PlusDays(58), (await desk.OnAsync(Start.PlusDays(44)))[0].CarriedThrough);
    }

    [Theory]
    [Trait("vector", "retainer-stub")]
    [InlineData(true, "516.13", 310)]
    [InlineData(false, "1000.00", 600)]
    public async Task A_stub_has_the_hours_that_its_price_has(bool isProrated, string price, int minutes)
    {
        var desk = await BlockDesk.OpenAsync();
        if (!isProrated)
        {
            await desk.Desk.World.UpdateAsync(desk.Contract with { Cycles = [desk.Contract.Cycles[0] with { Proration = ProrationPolicy.Default with { Basis = ProrationBasis.FullPeriod } }] });
        }

        await desk.SellAsync(Hours(600), new(2025, 1, 16));
        await desk.BillAsync(new(2025, 1, 16));

        Assert.Equal(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(await desk.Desk.World.AllItemsAsync()).Net.Amount);
        var lot = Assert.Single(await desk.OnAsync(new(2025, 1, 31)));
        Assert.Equal((minutes, new LocalDate(2025, 1, 16), new LocalDate(2025, 1, 31)), (lot.Added, lot.FirstDay, lot.LastDay));
    }

    [Fact]
    public async Task A_lot_is_there_once_it_is_billed_and_a_roll_back_leaves_what_was_consumed()
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Hours(600));
        var ticket = await desk.Desk.TicketAsync();
        var early = await desk.ApproveAsync(ticket, Start, 60);
        Assert.Equal((0m, 60m), Split(early.Approval!));

        // un-approved and approved again it takes the lot
        var run = await desk.Desk.World.CalculateAsync(Start, new(2025, 10, 1));
        await desk.Desk.World.Runs.RollBackAsync(desk.Desk.World.Actor, run.Id, cancellationToken: Token);
        await desk.Desk.UnapproveAsync(early);
        run = await desk.Desk.World.CalculateAsync(Start, new(2025, 10, 1));
        Assert.Equal((60m, 0m), Split((await desk.Desk.ApproveAsync(early)).Approval!));

        await desk.Desk.World.Runs.RollBackAsync(desk.Desk.World.Actor, run.Id, cancellationToken: Token);
        var left = Assert.Single(await desk.OnAsync(Start));
        Assert.Equal((60m, 60m, 0m), (left.Added, left.Used, left.Remaining));
        Assert.Equal((0m, 30m), Split((await desk.ApproveAsync(ticket, Start, 30)).Approval!));
        await desk.BillAsync(Start);
        Assert.Equal((600m, 60m, 540m), await AddedUsedRemainingAsync(desk, Start));
    }

    [Fact]
    public async Task What_is_taken_back_goes_to_the_lots_it_came_from()
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Once(300), new(2025, 5, 1), "may");
        await desk.SellAsync(Once(300), new(2025, 6, 1), "june");
        await desk.BillAsync(new(2025, 6, 1));
        var ticket = await desk.Desk.TicketAsync();
        var first = await desk.ApproveAsync(ticket, new(2025, 6, 3), 320);
        var second = await desk.ApproveAsync(ticket, new(2025, 6, 3), 400);
        Assert.Equal((280m, 120m), Split(second.Approval!));

        await desk.Desk.UnapproveAsync(first);

        Assert.Equal([300m, 20m], (await desk.OnAsync(new(2025, 6, 3))).Select(lot => lot.Remaining).OrderDescending());
        Assert.Equal(180m, await desk.NetAsync(ticket));
        Assert.Equal((320m, 0m), Split((await desk.Desk.ApproveAsync(first)).Approval!));
    }

    [Fact]
    public async Task Rounded_minutes_are_what_lots_lose()
    {
        var desk = await BlockDesk.OpenAsync(step: 15);
        await desk.SellAsync(Hours(600));
        await desk.BillAsync(Start);
        var ticket = await desk.Desk.TicketAsync();
        var entries = new List<TimeEntry>();
        foreach (var _ in new int[3])
        {
            entries.Add(await desk.ApproveAsync(ticket, Start, 7));
        }

        Assert.Equal([15m, 0m, 15m], entries.Select(entry => Split(entry.Approval!).Covered));
        Assert.Equal(30m, (await desk.OnAsync(Start))[0].Used);

        // the second took nothing: what the total loses comes from what was approved last
        await desk.Desk.UnapproveAsync(entries[1]);
        Assert.Equal(0m, Split(await desk.ApprovalAsync(entries[2])).Covered);
        Assert.Equal(15m, (await desk.OnAsync(Start))[0].Used);

        // the total still needs what the first took
        await desk.Desk.UnapproveAsync(entries[0]);
        Assert.Equal(15m, Split(await desk.ApprovalAsync(entries[2])).Covered);
        await desk.Desk.UnapproveAsync(entries[2]);
        Assert.Equal(0m, (await desk.OnAsync(Start))[0].Used);
        Assert.Equal(0m, await desk.NetAsync(ticket));
    }

    [Fact]
    public async Task What_lots_cover_needs_no_price_and_can_always_be_taken_back()
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Hours(60));
        await desk.BillAsync(Start);
        var other = Support with { Id = DerivedId.Create<Product>(Tenant, "other"), Number = "other" };
        await desk.Desk.World.AddAsync(other);
        var ticket = await desk.Desk.TicketAsync(activity: other);

        var entry = await desk.ApproveAsync(ticket, Start, 50);
        Assert.Equal((TimeCover.Block, null), (entry.Approval!.Cover, entry.Approval.Rate));
        var over = await desk.SubmitAsync(ticket, Start, 11);
        Assert.Equal(ChargeErrors.PriceMissing, Assert.Single((await Assert.ThrowsAsync<ValidationFailedException>(() => desk.Desk.ApproveAsync(over))).Problems.AsEnumerable()).Code);
        Assert.Equal(10m, (await desk.OnAsync(Start))[0].Remaining);
        await desk.Desk.UnapproveAsync(entry);
        Assert.Equal(60m, (await desk.OnAsync(Start))[0].Remaining);
    }

    [Fact]
    public async Task Entries_of_one_approval_take_by_worked_date()
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Hours(60));
        await desk.BillAsync(Start);
        var ticket = await desk.Desk.TicketAsync();
        var (late, early) = (await desk.SubmitAsync(ticket, Start.PlusDays(5), 40), await desk.SubmitAsync(ticket, Start, 40));

        var approved = await desk.Desk.ApproveAsync(late, early);

        Assert.Equal([(20m, 20m), (40m, 0m)], approved.AsEnumerable().Select(entry => Split(entry.Approval!)));
    }

    [Fact]
    public async Task The_item_of_a_consumed_lot_is_not_canceled()
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Hours(600));
        var run = await desk.Desk.World.CalculateAsync(Start, new(2025, 10, 1));
        var entry = await desk.ApproveAsync(await desk.Desk.TicketAsync(), Start, 60);
        var drafts = await desk.Desk.World.AllItemsAsync();
        var item = drafts.Find(one => one.Source == SalesItemSource.ContractPart)!;
        await desk.Desk.World.InSessionAsync(async session => session.Of<SalesItem>().Update((await session.Of<SalesItem>().RequireAsync(item.Id, Token)).TakeOffInvoice()));

        Assert.Equal(WorkErrors.BlockConsumed, (await Assert.ThrowsAsync<RuleViolationException>(() => desk.Desk.World.Items.CancelAsync(desk.Desk.World.Actor, item.Id, "no", Token))).Code);
        await desk.Desk.UnapproveAsync(entry);
        Assert.Equal(SalesItemStatus.Canceled, (await desk.Desk.World.Items.CancelAsync(desk.Desk.World.Actor, item.Id, "no", Token)).Status);
        Assert.Equal((0m, 60m), Split((await desk.Desk.ApproveAsync(entry)).Approval!));
        Assert.NotNull(run);
    }

    [Fact]
    public async Task Termination_expires_what_is_left_and_a_cut_stub_keeps_what_was_consumed()
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Hours(600));
        await desk.BillAsync(Start);
        var ticket = await desk.Desk.TicketAsync();
        await desk.ApproveAsync(ticket, Start, 400);
        await desk.Desk.World.UpdateAsync((await desk.Desk.World.Contracts.FindAsync(desk.Desk.World.Actor, desk.Contract.Id, Token))! with { Termination = new(new(2025, 1, 10), "over"), Status = ContractStatus.Terminated });

        var lot = Assert.Single(await desk.OnAsync(new(2025, 1, 11)));
        Assert.Equal((new LocalDate(2025, 1, 10), 600m, 400m, 200m, 0m), (lot.LastDay, lot.Added, lot.Used, lot.Expired, lot.Remaining));
        Assert.Equal((0m, 30m), Split((await desk.ApproveAsync(ticket, new(2025, 1, 11), 30)).Approval!));
    }

    [Fact]
    public async Task What_is_suspended_as_a_whole_has_no_lot()
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Hours(600));
        await desk.BillAsync(Start);
        await desk.Desk.World.UpdateAsync((await desk.Desk.World.Contracts.FindAsync(desk.Desk.World.Actor, desk.Contract.Id, Token))! with { Suspensions = [new(Start, new(2025, 1, 31), "away")] });

        Assert.Empty(await desk.OnAsync(new(2025, 1, 31)));
        Assert.Equal((0m, 30m), Split((await desk.ApproveAsync(await desk.Desk.TicketAsync(), Start, 30)).Approval!));
    }

    [Fact]
    public async Task A_threshold_is_told_once_and_again_only_after_an_unapproval_below_it()
    {
        var desk = await BlockDesk.OpenAsync();
        var part = await desk.SellAsync(Hours(100) with { Thresholds = BlockTerms.UsualThresholds });
        await desk.BillAsync(Start);
        var ticket = await desk.Desk.TicketAsync();
        await desk.ApproveAsync(ticket, Start, 79);
        Assert.Empty(await ToldAsync());
        var last = await desk.ApproveAsync(ticket, Start, 16);
        Assert.Equal(["80", "95"], await ToldAsync());
        await desk.ApproveAsync(ticket, Start, 10);
        Assert.Equal(["80", "95", "100"], await ToldAsync());
        await desk.Desk.UnapproveAsync(last);
        await desk.Desk.ApproveAsync(last);
        Assert.Equal(["80", "95", "100", "95", "100"], await ToldAsync());

        async Task<List<string?>> ToldAsync() => [.. (await new EventService(desk.Desk.World.Store).ReadAfterAsync(desk.Desk.World.Actor, 0, cancellationToken: Token).ToListAsync(Token))
            .Where(one => one.Kind == EventKinds.BlockThreshold && one.WholeId == part.Id.Value).Select(one => one.To)];
    }

    [Fact]
    public async Task An_hour_beyond_the_lots_costs_what_the_block_says_and_then_what_contract_and_catalog_say()
    {
        var desk = await BlockDesk.OpenAsync();
        var rate = APart(desk.Contract, 80m, 0m, "rate") with { QuantitySource = QuantitySource.ApprovedTime, Product = Support.Id };
        await desk.Desk.World.AddAsync(rate);
        var project = await desk.Desk.ProjectAsync(desk.Contract.Id);
        Assert.Equal(80m, (await desk.Desk.ApproveAsync(await desk.Desk.SubmitAsync(await desk.Desk.LogAsync(project, 60)))).Approval!.Rate!.Value.Amount);
        Assert.Equal(65m, (await desk.Desk.ApproveAsync(await desk.Desk.SubmitAsync(await desk.Desk.LogAsync(project, 60, Travel)))).Approval!.Rate!.Value.Amount);

        var list = APriceList with { Id = DerivedId.Create<PriceList>(Tenant, "overage"), Name = "Overage", IsDefault = false, Items = [new(Support.Id, "HUR", [new(new(2000, 1, 1), Price(120m))])] };
        await desk.Desk.World.AddAsync(list);
        await desk.SellAsync(Hours(60) with { OveragePriceList = list.Id });
        Assert.Equal(120m, (await desk.Desk.ApproveAsync(await desk.Desk.SubmitAsync(await desk.Desk.LogAsync(project, 60)))).Approval!.Rate!.Value.Amount);
        Assert.Equal(65m, (await desk.Desk.ApproveAsync(await desk.Desk.SubmitAsync(await desk.Desk.LogAsync(project, 60, Travel)))).Approval!.Rate!.Value.Amount);
    }

    [Fact]
    public async Task A_ticket_that_names_another_contract_takes_nothing()
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Hours(600));
        var other = AContract(desk.Desk.Customer, name: "2");
        var part = APart(other);
        await desk.Desk.World.AddAsync(other, part);
        await desk.BillAsync(Start);

        Assert.Equal((0m, 30m), Split((await desk.ApproveAsync(await desk.Desk.TicketAsync(part.Id), Start, 30)).Approval!));
    }

    [Fact]
    public async Task A_statement_is_of_those_who_see_the_contract()
    {
        var desk = await BlockDesk.OpenAsync();
        await desk.SellAsync(Hours(600));
        await desk.BillAsync(Start);
        var own = Someone("own", Role.ClientManager, desk.Desk.Customer.Id.Value);
        var other = Someone("other", Role.ClientManager, DerivedId.Create<Customer>(Tenant, "nobody").Value);

        Assert.Single(await desk.Desk.World.Contracts.BlocksAsync(own, desk.Contract.Id, Start, Start, Token));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => desk.Desk.World.Contracts.BlocksAsync(other, desk.Contract.Id, Start, Start, Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => desk.Desk.World.Contracts.BlocksAsync(Eve, desk.Contract.Id, Start, Start, Token));
        await Assert.ThrowsAsync<ValidationFailedException>(() => desk.Desk.World.Contracts.BlocksAsync(own, desk.Contract.Id, Start, Start.PlusDays(-1), Token));
    }

    [Fact]
    public async Task Hours_that_are_none_are_refused()
    {
        var desk = await BlockDesk.OpenAsync();
        var contract = AContract(desk.Desk.Customer, name: "2") with { Status = ContractStatus.Draft };
        await desk.Desk.World.AddAsync(contract);
        var part = new NewContractPart { Text = "Block", Kind = PartKind.Block, Quantity = 1m, UnitPrice = Price(1000m), Block = Hours(600) };

        Assert.Equal(600, (await desk.Desk.World.Contracts.AddPartAsync(desk.Desk.World.Actor, contract.Id, part, Token)).Block!.Minutes);
        foreach (var wrong in new[]
        {
            part with { Block = null },
            part with { Kind = PartKind.RecurringService },
            part with { Quantity = 2m },
            part with { Pricing = PricingScheme.Package(1m, 5m) },
            part with { Block = Hours(0) },
            part with { Block = Hours(1) with { CarryOverMinutes = -1 } },
            part with { Block = Once(1) with { CarryOverMinutes = 1 } },
            part with { Block = Hours(1) with { ValidMonths = 0 } },
            part with { Block = Hours(1) with { OverageRate = UnitPrice.Of(1m, Currency.USD) } },
            part with { Block = Hours(1) with { Thresholds = [95, 80] } },
        })
        {
            Assert.Contains(
                (await Assert.ThrowsAsync<ValidationFailedException>(() => desk.Desk.World.Contracts.AddPartAsync(desk.Desk.World.Actor, contract.Id, wrong, Token))).Problems.AsEnumerable(),
                problem => problem.Code == ContractErrors.BadBlock);
        }
    }

    [Fact]
    public async Task What_is_carried_over_stays_through_the_next_period_that_has_a_block()
    {
        var desk = await BlockDesk.OpenAsync(step: 0);
        await desk.SellAsync(Hours(600) with { CarryOverMinutes = 180 });
        await desk.BillAsync(new(2025, 1, 31));
        var contract = await desk.Desk.World.ReadAsync(session => session.Of<Contract>().FindAsync(desk.Contract.Id, Token).AsTask());
        await desk.Desk.World.UpdateAsync(contract! with { Suspensions = [new(new(2025, 2, 1), new(2025, 3, 31), "rest")] });

        var ticket = await desk.Desk.TicketAsync();
        var approval = await desk.ApprovalAsync(await desk.ApproveAsync(ticket, new(2025, 4, 30), 200));
        Assert.Equal((180m, 20m), Split(approval));
        Assert.Equal(new LocalDate(2025, 4, 30), (await desk.OnAsync(new(2025, 4, 30)))[0].CarriedThrough);
    }

    [Fact]
    public async Task Only_an_hourly_rate_multiplies()
    {
        var desk = await BlockDesk.OpenAsync();
        foreach (var wrong in new[] { Support with { BlockMultiplier = 0m }, Support with { BlockMultiplier = 10.5m }, AProduct with { BlockMultiplier = 2m } })
        {
            Assert.Equal(CatalogErrors.BadBlockMultiplier, Assert.Single(Products.Validate(wrong).AsEnumerable()).Code);
        }

        Assert.NotNull(desk);
    }

    private static async Task<(decimal Added, decimal Used, decimal Remaining)> AddedUsedRemainingAsync(BlockDesk desk, LocalDate day)
    {
        var lot = Assert.Single(await desk.OnAsync(day));
        return (lot.Added, lot.Used, lot.Remaining);
    }
}
