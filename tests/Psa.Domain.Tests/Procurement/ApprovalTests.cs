using Psa.Access;
using Psa.Catalog;
using Psa.Domain.Tests.Inventory;
using Psa.Domain.Tests.Orders;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Testing;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.DemandTests;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Inventory.StockRaceTests;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Procurement.DemandOrderTests;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Procurement;

/// <summary>Which purchases for demands somebody approves before they are ordered, and who (R-PURCHASE-APPROVAL).</summary>
public sealed class ApprovalTests
{
    internal static Actor Dora { get; } = Someone("dora", Role.Director);

    internal static Actor Fred { get; } = Someone("fred", Role.FinanceManager);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Fact]
    [Trait("vector", "demand-rejected")]
    public void What_is_rejected_is_held()
    {
        var demand = ADemand(4m).Asking(1, 4m, Exact(2000m), Now);
        Assert.Equal(DemandStatus.WaitingApproval, demand.Status);
        Assert.Equal((DemandStatus.Pending, "too dear"), (demand.Rejected("too dear").Status, demand.Rejected("too dear").HoldNote));

        // what is there or on order needs nobody, and whatever is held, picked or delivered comes first
        Assert.Equal(DemandStatus.ToPick, (demand with { Assignments = [new(default, 4m)] }).Status);
        Assert.Equal(DemandStatus.OnOrder, (demand with { Allocations = [new(default, 0, 4m)] }).Status);
        Assert.Equal(DemandStatus.ToPick, (demand with { NeedsNoProcurement = true }).Status);
        Assert.Equal(DemandStatus.Pending, (demand with { HoldNote = "wait" }).Status);
        Assert.Equal(DemandStatus.NeedToOrder, demand.Approved(GivenBy("ada")).Status);
    }

    [Fact]
    public void It_is_of_a_cost_and_a_quantity_and_less_is_approved_with_it()
    {
        var approved = ADemand(4m).Asking(1, 4m, Exact(2000m), Now).Approved(GivenBy("ada"));
        Assert.False(approved.Asking(1, 4m, Exact(2000m), Now).IsUnapproved);
        Assert.False(approved.Asking(1, 3m, Exact(1500m), Now).IsUnapproved);
        Assert.True(approved.Asking(1, 5m, Exact(1500m), Now).IsUnapproved);
        Assert.True(approved.Asking(1, 4m, Exact(2000.01m), Now).IsUnapproved);
        Assert.True(approved.Asking(1, 4m, null, Now).IsUnapproved);
        Assert.True(approved.Asking(2, 4m, Exact(2000m), Now).IsUnapproved);
        Assert.Equal(approved, approved.Asking(0, 1m, Exact(10m), Now).Asking(1, 4m, Exact(2000m), Now));

        // what nobody knew the cost of is of no cost that is known
        Assert.True(ADemand(4m).Asking(1, 4m, null, Now).Approved(GivenBy("ada")).Asking(1, 4m, Exact(2000m), Now).IsUnapproved);
        Assert.False((approved with { HoldNote = "wait" }).Asking(1, 5m, Exact(9000m), Now).IsUnapproved);
    }

    [Theory]
    [InlineData("1000.00", nameof(DemandStatus.NeedToOrder))]
    [InlineData("1000.01", nameof(DemandStatus.WaitingApproval))]
    [InlineData("999.995", nameof(DemandStatus.NeedToOrder))]
    [InlineData("1000.005", nameof(DemandStatus.WaitingApproval))]
    public async Task Strictly_above_the_threshold_it_waits(string price, string status)
    {
        var (desk, _) = await OpenAsync(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(status, (await StatusAsync(desk, await desk.AskAsync(1m))).Name);
    }

    [Fact]
    public async Task What_one_document_needs_of_a_product_counts_together()
    {
        var (desk, vendor) = await OpenAsync(999m);
        var ticket = await desk.TicketAsync();
        var (a, other) = (await desk.AskAsync(1m, owner: StockChargeOwner.Of(ticket.Id)), await desk.AskAsync(1m));
        Assert.Equal(DemandStatus.NeedToOrder, await StatusAsync(desk, a));
        var b = await desk.AskAsync(1m, owner: StockChargeOwner.Of(ticket.Id));
        Assert.Equal([DemandStatus.WaitingApproval, DemandStatus.WaitingApproval, DemandStatus.NeedToOrder], [await StatusAsync(desk, a), await StatusAsync(desk, b), await StatusAsync(desk, other)]);
        Assert.Equal((Eur(1998m), 2m, 1), await AskedAsync(desk, a));
        Assert.Equal([null, null], (await desk.Stock.EventsAsync()).Where(one => one.Kind == EventKinds.ApprovalRequested).Select(one => one.From));

        // only what waits for nobody is ordered, also by hand
        Assert.Equal([new(IdOf(other), 1m)], (await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)).Lines.Single().For);
        Assert.Equal(InventoryErrors.ExceedsNeeded, await RefusedAsync(() => desk.Stock.Purchases.CreateAsync(Paul, new(vendor.Id, [Cables(1m) with { For = [new(IdOf(a), 1m)] }]), Token)));
        Assert.Equal(Eur(1998m), (await desk.Demands.ApproveAsync(Dora, DemandSource.Of(a.Id), cancellationToken: Token)).Approval!.Cost);
        Assert.Equal([DemandStatus.NeedToOrder, DemandStatus.NeedToOrder], [await StatusAsync(desk, a), await StatusAsync(desk, b)]);
        Assert.Equal([new(IdOf(a), 1m), new(IdOf(b), 1m)], (await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)).Lines.Single().For);
        Assert.Equal(["Approved", "Approved"], (await desk.Stock.EventsAsync()).Where(one => one.Kind == EventKinds.ApprovalDecided).Select(one => one.To));
    }

    [Fact]
    public async Task What_is_canceled_needs_nobody_any_more()
    {
        var (desk, _) = await OpenAsync(999m);
        var (a, b) = (await desk.AskAsync(1m), await desk.AskAsync(1m));
        Assert.Equal(DemandStatus.WaitingApproval, await StatusAsync(desk, a));
        await desk.Charges.CancelAsync(Eve, b.Id, "not wanted", Token);
        Assert.Equal(DemandStatus.NeedToOrder, await StatusAsync(desk, a));
        Assert.Null((await FindAsync(desk, a)).Approval);
    }

    [Fact]
    public async Task Several_levels_are_each_another_persons_and_one_rejection_ends_it()
    {
        var (desk, _) = await OpenAsync(1000m, 1000m, 4999m);
        var (a, source) = await SourceAsync(desk, 5m);
        Assert.Equal((Eur(5000m), 5m, 2), await AskedAsync(desk, a));
        Assert.Equal(PsaErrors.AccessDenied, await RefusedAsync(() => desk.Demands.ApproveAsync(Paul, source, cancellationToken: Token)));
        Assert.Equal(InventoryErrors.ApprovalNotAsked, await RefusedAsync(() => desk.Demands.ApproveAsync(Dora, source, Eur(4999m), cancellationToken: Token)));
        Assert.Equal(DemandStatus.WaitingApproval, (await desk.Demands.ApproveAsync(Dora, source, Eur(5000m), "fine", Token)).Status);
        Assert.Equal(InventoryErrors.ApprovalGiven, await RefusedAsync(() => desk.Demands.ApproveAsync(Dora, source, cancellationToken: Token)));
        Assert.Equal(InventoryErrors.ApprovalNoteMissing, await RefusedAsync(() => desk.Demands.RejectAsync(Fred, source, " ", Token)));

        var rejected = await desk.Demands.RejectAsync(Fred, source, " too dear ", Token);
        Assert.Equal((DemandStatus.Pending, "too dear"), (rejected.Status, rejected.HoldNote));
        Assert.Equal(rejected, await desk.Demands.RejectAsync(Fred, source, "too dear", Token));
        Assert.Equal(InventoryErrors.ApprovalNotAsked, await RefusedAsync(() => desk.Demands.RejectAsync(Fred, source, "no", Token)));

        // freed, it starts from the first level
        Assert.Equal((DemandStatus.WaitingApproval, 0), await desk.Demands.FreeAsync(Paul, source, Token) is var freed ? (freed.Status, freed.Approval!.Given.Count) : default);
        await desk.Demands.ApproveAsync(Fred, source, cancellationToken: Token);
        var approved = await desk.Demands.ApproveAsync(Dora, source, cancellationToken: Token);
        Assert.Equal((DemandStatus.NeedToOrder, "fred, dora"), (approved.Status, string.Join(", ", approved.Approval!.Given.Select(one => one.By))));
        Assert.Equal(approved, await desk.Demands.ApproveAsync(Dora, source, cancellationToken: Token));
        Assert.Equal(InventoryErrors.ApprovalNotAsked, await RefusedAsync(() => desk.Demands.ApproveAsync(Ada, source, cancellationToken: Token)));
        Assert.Equal(
            ["Approved: fine", "Rejected: too dear", "Approved: ", "Approved: "],
            (await desk.Stock.EventsAsync()).Where(one => one.Kind == EventKinds.ApprovalDecided).Select(one => $"{one.To}: {one.Reason}"));
        Assert.Equal(2, (await desk.Stock.EventsAsync()).Count(one => one.Kind == EventKinds.ApprovalRequested));
    }

    [Fact]
    public async Task Nobody_approves_what_they_asked_for()
    {
        var (desk, _) = await OpenAsync(999m);
        var a = await desk.AskAsync(1m);
        desk.World.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        var b = await desk.Charges.AskAsync(Dora, new() { Owner = a.Owner, Line = new() { Text = "Cable", Product = Cable.Id, Quantity = 1m } }, Token);
        foreach (var source in new[] { DemandSource.Of(a.Id), DemandSource.Of(b.Id) })
        {
            Assert.Equal(InventoryErrors.OwnApproval, await RefusedAsync(() => desk.Demands.ApproveAsync(Dora, source, cancellationToken: Token)));
            Assert.Equal(InventoryErrors.OwnApproval, await RefusedAsync(() => desk.Demands.RejectAsync(Dora, source, "no", Token)));
        }

        await desk.Demands.ApproveAsync(Fred, DemandSource.Of(b.Id), cancellationToken: Token);
        Assert.Equal(DemandStatus.NeedToOrder, await StatusAsync(desk, a));
    }

    [Fact]
    public async Task A_raised_cost_or_quantity_asks_again_until_it_is_ordered()
    {
        var (desk, vendor) = await OpenAsync(1001m);
        var (a, source) = await SourceAsync(desk, 2m);
        await desk.Demands.ApproveAsync(Dora, source, cancellationToken: Token);

        // less is approved with it; a raised price isn't, nor what somebody else asks for besides
        await PriceAsync(desk, vendor, 1000.50m);
        var built = await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, "B1", cancellationToken: Token);
        Assert.Equal([new(IdOf(a), 2m)], built.Lines.Single().For);
        await desk.Stock.Purchases.SubmitAsync(Paul, built.Id, Token);
        var (b, other) = await SourceAsync(desk, 2m);
        await desk.Demands.ApproveAsync(Dora, other, cancellationToken: Token);
        await PriceAsync(desk, vendor, 1002m);
        Assert.Equal(DemandStatus.NeedToOrder, await StatusAsync(desk, b));
        Assert.Equal(ProcurementErrors.NothingToOrder, await RefusedAsync(() => desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token)));
        Assert.Equal((Eur(2004m), 2m, 1), await AskedAsync(desk, b));
        await desk.Demands.ApproveAsync(Dora, other, cancellationToken: Token);
        await PriceAsync(desk, vendor, 1m);
        await desk.AskAsync(1m);
        Assert.Equal(DemandStatus.NeedToOrder, await StatusAsync(desk, b));
        await PriceAsync(desk, vendor, 1001m);
        await desk.AskAsync(1m);
        Assert.Equal((Eur(4004m), 4m, 1), await AskedAsync(desk, b));
        Assert.Equal(DemandStatus.OnOrder, await StatusAsync(desk, a));
    }

    [Fact]
    public async Task Goods_that_are_there_need_nobody_until_they_are_gone()
    {
        var (desk, _) = await OpenAsync(1001m);
        await desk.Stock.ReceiveAsync(1m, 10m);
        var (a, source) = await SourceAsync(desk, 1m);
        Assert.Equal((DemandStatus.ToPick, null), ((await FindAsync(desk, a)).Status, (await FindAsync(desk, a)).Approval));
        var bare = await desk.Demands.UnassignAsync(Paul, source, Token);
        Assert.Equal((DemandStatus.WaitingApproval, 1m), (bare.Status, bare.Approval!.Quantity));
        Assert.Equal(FeatureErrors.InUse, await RefusedAsync(() => desk.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: false, Token)));

        // who doesn't view costs isn't told of which cost it is
        Assert.Null((await FindAsync(desk, a)).Approval!.Cost);
        Assert.Equal(Eur(1001m), (await desk.Deliveries.FindAsync(Ada, source, Token))!.Approval!.Cost);
        await desk.Stock.Inventory.StockAsync(Ada, Cable.Id, CostMethod.Average, needsNoProcurement: true, cancellationToken: Token);
        Assert.Equal((DemandStatus.ToPick, null), ((await FindAsync(desk, a)).Status, (await FindAsync(desk, a)).Approval));
    }

    [Theory]
    [InlineData("", "", "", "", nameof(DemandStatus.WaitingApproval), null)]
    [InlineData("USD 10", "EUR 1", "", "", nameof(DemandStatus.WaitingApproval), null)]
    [InlineData("USD 10", "EUR 1", "", "USD 90", nameof(DemandStatus.NeedToOrder), null)]
    [InlineData("USD 10", "EUR 1", "", "USD 101", nameof(DemandStatus.WaitingApproval), "1010.00")]
    [InlineData("EUR 10", "EUR 2000", "", "", nameof(DemandStatus.NeedToOrder), null)]
    [InlineData("", "EUR 2000", "EUR 1", "", nameof(DemandStatus.WaitingApproval), "2000.00")]
    [InlineData("", "USD 2000", "EUR 1", "", nameof(DemandStatus.WaitingApproval), null)]
    [InlineData("", "USD 1", "EUR 2000", "USD 2", nameof(DemandStatus.NeedToOrder), null)]
    [InlineData("", "", "EUR 1001", "", nameof(DemandStatus.WaitingApproval), "1001.00")]
    [InlineData("", "", "EUR 1000", "", nameof(DemandStatus.NeedToOrder), null)]
    public async Task What_it_costs_is_its_vendors_price_else_its_current_else_its_standard_cost(string vendors, string current, string standard, string rate, string status, string? cost)
    {
        var desk = await DemandOrderTests.OpenAsync();
        var product = (await desk.World.Catalog.FindProductAsync(Ada, Cable.Id, Token))!;
        await desk.World.Catalog.SaveProductAsync(Ada, product with { CurrentCosts = Dated(current), StandardCosts = Dated(standard) }, Token);
        if (vendors.Length > 0)
        {
            var vendor = await desk.Stock.VendorAsync(Dated(vendors)[0].Price.Currency);
            await desk.Stock.Purchases.SaveProductVendorsAsync(Paul, Cable.Id, [new(vendor.Id, Dated(vendors)[0].Price, "C62")], Token);
        }

        await desk.Demands.SetApprovalsAsync(Ada, new(Start, [Eur(1000m)], rate.Length == 0 ? [] : [new(Currency.USD, Dated(rate)[0].Price.Amount)]), Token);
        var (_, source) = await SourceAsync(desk, 1m);
        var demand = (await desk.Deliveries.FindAsync(Ada, source, Token))!;
        Assert.Equal((status, cost), (demand.Status.Name, demand.Approval?.Cost?.Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)));

        static ValueList<DatedPrice> Dated(string price) =>
            price.Length == 0 ? [] : [new(new(2000, 1, 1), UnitPrice.Of(decimal.Parse(price[4..], System.Globalization.CultureInfo.InvariantCulture), Currency.FromCode(price[..3])))];
    }

    [Fact]
    public async Task Thresholds_hold_from_their_day_on()
    {
        var (desk, _) = await OpenAsync(999m);
        var today = Start;
        await desk.Demands.SetApprovalsAsync(Ada, new(today.PlusDays(2), [Eur(10m)]), Token);
        var a = await desk.AskAsync(1m);
        Assert.Equal(DemandStatus.NeedToOrder, await StatusAsync(desk, a));
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(2));
        await desk.AskAsync(1m, owner: StockChargeOwner.Of((await desk.TicketAsync()).Id));
        Assert.Equal(DemandStatus.NeedToOrder, await StatusAsync(desk, a));
        var b = await desk.AskAsync(1m);
        Assert.Equal([DemandStatus.WaitingApproval, DemandStatus.WaitingApproval], [await StatusAsync(desk, a), await StatusAsync(desk, b)]);

        // and until they are taken out
        await desk.Demands.SetApprovalsAsync(Ada, new(today.PlusDays(2)), Token);
        await desk.Charges.CancelAsync(Eve, b.Id, "not wanted", Token);
        Assert.Equal(DemandStatus.NeedToOrder, await StatusAsync(desk, a));
        foreach (var bad in new PurchaseApprovals[]
        {
            new(today, [Eur(-1m)]), new(today, [Eur(2m), Eur(2m)]), new(today, [Money.Of(1m, Currency.USD)]), new(today, [Eur(2m)], [new(Currency.EUR, 2m)]),
            new(today, [Eur(2m)], [new(Currency.USD, 0m)]), new(today, [Eur(2m)], [new(Currency.USD, 2m), new(Currency.USD, 1m)]),
        })
        {
            Assert.Equal(InventoryErrors.BadApprovals, await RefusedAsync(() => desk.Demands.SetApprovalsAsync(Ada, bad, Token)));
        }

        Assert.Equal(InventoryErrors.BadApprovals, await RefusedAsync(() => desk.Stock.Inventory.SetUpAsync(Ada, Currency.USD, cancellationToken: Token)));
    }

    [Fact]
    public async Task Lines_of_an_order_count_together_and_who_submitted_it_doesnt_approve_it()
    {
        var (desk, _) = await OpenAsync(999m);
        var sales = await OrderDesk.InAsync(desk.World, ACustomer("C2"));
        var order = await sales.SubmitAsync(ACable(1m), ACable(1m));
        var source = DemandSource.Of(order.Id, 1);
        Assert.Equal((DemandStatus.WaitingApproval, Eur(1998m)), await desk.Deliveries.FindAsync(Ada, source, Token) is { } demand ? (demand.Status, demand.Approval!.Cost!.Value) : default);
        Assert.Equal(InventoryErrors.OwnApproval, await RefusedAsync(() => desk.Demands.ApproveAsync(desk.World.Actor, source, cancellationToken: Token)));
        await desk.Demands.ApproveAsync(Dora, source, cancellationToken: Token);
        Assert.Equal(2, (await desk.Demands.ListAsync(Paul, DemandStatus.NeedToOrder, Token)).Count);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Of_two_who_ask_at_once_and_each_stay_below_both_wait(string store)
    {
        var (desk, vendor) = await OpenAsync(999m, store: store);
        for (var n = 0; n < Depth.Of(20, 200); n++)
        {
            var (charges, orders) = (new StockCharge[2], new PurchaseOrder?[2]);
            var codes = await AtOnceAsync(async caller =>
            {
                if (caller < 2)
                {
                    charges[caller] = await desk.AskAsync(1m);
                }
                else
                {
                    orders[caller - 2] = await desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token);
                }
            });

            // either both wait, or one was ordered before the other was asked for
            Assert.All(codes, code => Assert.True(code is null or ProcurementErrors.NothingToOrder, code));
            var demands = new[] { await FindAsync(desk, charges[0]), await FindAsync(desk, charges[1]) };
            var ordered = demands.Sum(demand => demand.Allocated());
            Assert.True(ordered <= 1m || orders.All(order => order is { Lines: [{ Quantity: 1m }] }), $"{ordered} were ordered and nobody approved it");
            Assert.Equal(ordered == 0m, demands.All(demand => demand.Status == DemandStatus.WaitingApproval));
            foreach (var charge in charges)
            {
                await desk.Charges.CancelAsync(Eve, charge.Id, "next round", Token);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_level_is_given_once_whoever_decides_at_once(string store)
    {
        var (desk, vendor) = await OpenAsync(2000m, 1000m, 1500m, store);
        for (var n = 0; n < Depth.Of(20, 200); n++)
        {
            var (charge, source) = await SourceAsync(desk, 1m);
            var codes = await AtOnceAsync(caller => caller switch
            {
                0 => desk.Demands.ApproveAsync(Dora, source, cancellationToken: Token),
                1 => desk.Demands.ApproveAsync(Dora, source, cancellationToken: Token),
                2 => desk.Demands.ApproveAsync(Fred, source, cancellationToken: Token),
                _ => n % 2 == 0 ? desk.Demands.RejectAsync(Ada, source, "too dear", Token) : (Task)desk.Stock.Purchases.BuildAsync(Paul, vendor.Id, cancellationToken: Token),
            });

            Assert.All(codes, code => Assert.True(code is null or InventoryErrors.ApprovalGiven or InventoryErrors.ApprovalNotAsked or ProcurementErrors.NothingToOrder, code));
            var demand = await FindAsync(desk, charge);
            Assert.Equal(demand.Approval?.Given.Count ?? 0, demand.Approval?.Given.Select(one => one.User).Distinct().Count() ?? 0);
            Assert.True(demand.Status == DemandStatus.Pending ? demand.Approval is null : demand.Approval is { Given.Count: 2 }, $"{demand}");
            await desk.Charges.CancelAsync(Eve, charge.Id, "next round", Token);
        }
    }

    /// <summary>Opens a desk at which cables are bought at a price, and purchases are approved above thresholds.</summary>
    internal static async Task<(ChargeDesk Desk, Vendor Vendor)> OpenAsync(decimal price, decimal above = 1000m, decimal? next = null, string? store = null)
    {
        var desk = await DemandOrderTests.OpenAsync(store);
        await desk.Stock.NumberOrdersAsync();
        var vendor = await desk.Stock.VendorAsync(Currency.EUR);
        await PriceAsync(desk, vendor, price);
        await desk.Demands.SetApprovalsAsync(Ada, new(Start, next is { } second ? [Eur(above), Eur(second)] : [Eur(above)]), Token);
        return (desk, vendor);
    }

    private static NodaTime.Instant Now { get; } = NodaTime.Instant.FromUtc(2025, 1, 1, 0, 0);

    private static ExactAmount Exact(decimal amount) => ExactAmount.Of(amount, Currency.EUR);

    private static ApprovalGiven GivenBy(string name) => new(UserId.Of(name), name) { At = Now };

    internal static Task<PurchasedProduct> PriceAsync(ChargeDesk desk, Vendor vendor, decimal price) =>
        desk.Stock.Purchases.SaveProductVendorsAsync(Paul, Cable.Id, [new(vendor.Id, UnitPrice.Of(price, Currency.EUR), "C62")], Token);

    internal static async Task<(StockCharge Charge, DemandSource Source)> SourceAsync(ChargeDesk desk, decimal quantity)
    {
        var charge = await desk.AskAsync(quantity);
        return (charge, DemandSource.Of(charge.Id));
    }

    internal static async Task<(Money? Cost, decimal Quantity, int Levels)> AskedAsync(ChargeDesk desk, StockCharge charge) =>
        (await desk.Deliveries.FindAsync(Ada, DemandSource.Of(charge.Id), Token))!.Approval is { } asked ? (asked.Cost, asked.Quantity, asked.Levels) : default;
}
