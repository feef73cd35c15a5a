using NodaTime;
using NodaTime.Text;
using Psa.Access;
using Psa.Domain.Tests.Inventory;
using Psa.Events;
using Psa.Features;
using Psa.Inventory;
using Psa.Notifications;
using Psa.Procurement;
using Psa.Records;
using Psa.Services;
using static Psa.Domain.Tests.Inventory.ChargeDesk;
using static Psa.Domain.Tests.Inventory.StockDesk;
using static Psa.Domain.Tests.Inventory.StockRaceTests;
using static Psa.Domain.Tests.Procurement.BuyingDesk;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Notifications.NotificationKind;
using static Psa.Notifications.RecipientRole;

namespace Psa.Domain.Tests.Notifications;

/// <summary>Each step of goods says whom it concerns, and the hosts tell them (R-NOTIFY).</summary>
public sealed class NotificationTests
{
    private static readonly Recipient ToEve = new(Requester, Eve.User);
    private static readonly Recipient ToAnn = new(Owner, UserId.Of("ann"));

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Fact]
    public async Task Every_step_from_asking_to_the_return_tells_those_whom_it_concerns()
    {
        var desk = await Desk.OpenAsync();
        var charge = await desk.AskAsync(3m);
        Assert.Equal([(NeedToOrder, [new(Purchasers)])], await desk.ToldAsync());

        var order = await desk.Charges.Stock.Purchases.BuildAsync(Paul, desk.Vendor.Id, cancellationToken: Token);
        Assert.Empty(await desk.ToldAsync());
        await desk.Charges.Stock.Purchases.SubmitAsync(Paul, order.Id, Token);
        Assert.Equal([(Submitted, [ToEve, ToAnn, new(Purchasers), new(RecipientRole.Warehouse)])], await desk.ToldAsync());

        // two came, and then the third
        await desk.Charges.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 2m)], cancellationToken: Token);
        Assert.Equal([(Received, [ToEve, ToAnn, new(Purchasers), new(RecipientRole.Warehouse)])], await desk.ToldAsync());
        await desk.Charges.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 1m)], cancellationToken: Token);
        Assert.Equal([Received], (await desk.ToldAsync()).Select(one => one.Kind));

        await desk.Charges.PickAsync(charge);
        Assert.Equal([(Ready, [ToEve, ToAnn, new(RecipientRole.Warehouse)])], await desk.ToldAsync());
        await desk.Charges.DeliverAsync(charge, new StockPick(desk.Charges.Stock.Main, 1m));
        Assert.Equal([(Delivered, [ToEve, ToAnn])], await desk.ToldAsync());
        var delivered = await desk.Charges.DeliverAsync(charge);
        Assert.Equal([Delivered], (await desk.ToldAsync()).Select(one => one.Kind));

        // what is undone is ready again, and not delivered
        await desk.Charges.UndoAsync(charge, delivered.Deliveries[^1], 1m);
        Assert.Equal([Ready], (await desk.ToldAsync()).Select(one => one.Kind));
        await desk.Charges.DeliverAsync(charge);
        Assert.Equal([Delivered], (await desk.ToldAsync()).Select(one => one.Kind));

        var back = await desk.Returns.RequestAsync(Will, new() { Source = DemandSource.Of(charge.Id), Quantity = 1m, Reason = "broken" }, Token);
        Assert.Equal([(ReturnRequested, [new(Requester, Will.User), ToAnn, new(Approvers)])], await desk.ToldAsync());
        await desk.Returns.AuthorizeAsync(Paul, back.Id, cancellationToken: Token);
        Assert.Equal([(ReturnAuthorized, [new(Requester, Will.User), ToAnn, new(RecipientRole.Warehouse)])], await desk.ToldAsync());
        await desk.Returns.AwaitAsync(Will, back.Id, Token);
        Assert.Empty(await desk.ToldAsync());
        await desk.Returns.ReceiveAsync(Will, back.Id, cancellationToken: Token);
        Assert.Equal([(ReturnReceived, [new(Requester, Will.User), ToAnn, new(Approvers), new(Purchasers)])], await desk.ToldAsync());
    }

    [Fact]
    public async Task Only_those_whom_goods_reach_hear_that_they_came()
    {
        var desk = await Desk.OpenAsync();
        await desk.AskAsync(3m);
        desk.Charges.World.Clock.Advance(Duration.FromSeconds(1));
        await desk.Charges.Charges.AskAsync(Ada, new() { Owner = StockChargeOwner.Of(desk.Charges.Contract.Id), Line = new() { Text = "Cable", Product = Cable.Id, Quantity = 2m } }, Token);
        var order = await desk.Charges.Stock.Purchases.BuildAsync(Paul, desk.Vendor.Id, cancellationToken: Token);
        await desk.Charges.Stock.Purchases.SubmitAsync(Paul, order.Id, Token);
        Assert.Equal([new(Requester, Ada.User), ToEve, ToAnn], (await desk.ToldAsync())[^1].Recipients.Where(one => one.User is not null));
        await desk.Charges.Stock.Purchases.ReceiveAsync(Will, order.Id, [new(0, 3m)], cancellationToken: Token);
        Assert.Equal([ToEve, ToAnn], (await desk.ToldAsync()).Single().Recipients.Where(one => one.User is not null));
    }

    [Fact]
    public async Task Where_nobody_asked_nobody_is_told_that_it_went()
    {
        var desk = await Desk.OpenAsync();
        await desk.Charges.Stock.ReceiveAsync(2m, 20m);
        var charge = await desk.Charges.Charges.AskAsync(Actor.System(Tenant), new() { Owner = StockChargeOwner.Of(desk.Charges.Contract.Id), Line = new() { Text = "Cable", Product = Cable.Id, Quantity = 2m } }, Token);
        await desk.Charges.DeliverAsync(charge, 2m);
        Assert.Empty(await desk.ToldAsync());
        Assert.Equal(new(Delivered, []), PsaJson.Read((await desk.Charges.Stock.EventsAsync()).Single(one => one.Kind == EventKinds.GoodsDelivered).Data, PsaJsonContext.Default.Notice));
    }

    [Fact]
    public async Task The_owner_of_a_van_hears_that_it_runs_short()
    {
        var desk = await Desk.OpenAsync();
        var stock = desk.Charges.Stock;
        var van = (await stock.Inventory.ListLocationsAsync(Ada, Token)).Single(location => location.Id == stock.Van);
        await stock.Inventory.SaveLocationAsync(Ada, van with { Owner = Eve.User }, Token);
        await stock.Inventory.SaveItemAsync(Ada, Cable.Id, stock.Van, 2m, 5m, cancellationToken: Token);
        await stock.ReceiveAsync(5m, 50m);
        await stock.CarryAsync(3m, stock.Main, stock.Van);
        Assert.Empty(await desk.ToldAsync());
        await stock.CarryAsync(2m, stock.Van, stock.Main);
        Assert.Equal([(MinimumBreached, [new(Owner, Eve.User), new(Purchasers), new(RecipientRole.Warehouse)])], await desk.ToldAsync());
        await stock.CarryAsync(1m, stock.Van, stock.Main);
        Assert.Empty(await desk.ToldAsync());
    }

    [Fact]
    public async Task A_customers_own_people_do_not_hear_how_goods_are_bought()
    {
        var desk = await Desk.OpenAsync();
        await desk.Charges.World.UpdateAsync(desk.Charges.Customer with { Contacts = [new("Ann") { Id = new(new Guid(1, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1)), User = ToAnn.User }] });
        await desk.AskAsync(1m);
        var order = await desk.Charges.Stock.Purchases.BuildAsync(Paul, desk.Vendor.Id, cancellationToken: Token);
        await desk.Charges.Stock.Purchases.SubmitAsync(Paul, order.Id, Token);
        Assert.Equal([ToEve], (await desk.ToldAsync())[^1].Recipients.Where(one => one.User is not null));
    }

    [Fact]
    public async Task Who_opened_a_ticket_for_its_customer_does_not_hear_it_without_being_a_contact()
    {
        var desk = await Desk.OpenAsync();
        var client = Actor.Create(Tenant, UserId.Of("carl"), "Carl", [Role.Client], AccessTable.Default, desk.Charges.Customer.Id.Value);
        var ticket = await desk.Charges.Tickets.OpenAsync(client, new() { Number = "T2", Content = new() { Title = "No net", Customer = desk.Charges.Customer.Id } }, Token);
        await desk.Charges.AskAsync(1m, owner: StockChargeOwner.Of(ticket.Id));
        var order = await desk.Charges.Stock.Purchases.BuildAsync(Paul, desk.Vendor.Id, cancellationToken: Token);
        await desk.Charges.Stock.Purchases.SubmitAsync(Paul, order.Id, Token);
        Assert.Equal([ToEve], (await desk.ToldAsync())[^1].Recipients.Where(one => one.User is not null));
    }

    [Fact]
    public async Task What_is_switched_off_is_written_and_told_to_nobody_also_later()
    {
        var desk = await Desk.OpenAsync();
        var settings = await desk.Notifications.SwitchAsync(Ada, NeedToOrder, isOn: false, Token);
        Assert.Equal([NeedToOrder], settings.Off);
        Assert.Equal(settings, await desk.Notifications.SwitchAsync(Ada, NeedToOrder, isOn: false, Token));
        await desk.AskAsync(1m);
        Assert.Empty(await desk.ToldAsync());
        var written = Assert.Single(await desk.Charges.Stock.EventsAsync(), one => one.Kind == EventKinds.DemandChanged);
        Assert.Equal(new(NeedToOrder, [new(Purchasers)], IsOff: true), PsaJson.Read(written.Data, PsaJsonContext.Default.Notice));

        await desk.Notifications.SwitchAsync(Ada, Delivered, isOn: false, Token);
        Assert.Equal([Delivered], (await desk.Notifications.SwitchAsync(Ada, NeedToOrder, isOn: true, Token)).Off);
        Assert.Equal([Delivered], (await desk.Notifications.GetSettingsAsync(Ada, Token)).Off);
        Assert.Empty(await desk.ToldAsync());
        await desk.AskAsync(1m);
        Assert.Equal([NeedToOrder], (await desk.ToldAsync()).Select(one => one.Kind));
        Assert.Equal([("NeedToOrder", null), ("Delivered", null), (null, "NeedToOrder")], (await desk.Charges.Stock.EventsAsync()).Where(one => one.Kind == EventKinds.NotificationSwitched).Select(one => (one.From, one.To)));
        Assert.Equal("access.denied", await RefusedAsync(() => desk.Notifications.SwitchAsync(Will, NeedToOrder, isOn: false, Token)));
        Assert.Equal("value.unknown", await RefusedAsync(() => desk.Notifications.SwitchAsync(Ada, (NotificationKind)99, isOn: false, Token)));
    }

    [Fact]
    public async Task Without_procurement_nobody_is_told_anything()
    {
        var desk = await Desk.OpenAsync();
        await desk.Charges.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: false, Token);
        await desk.Charges.Stock.ReceiveAsync(3m, 30m);
        await desk.Charges.DeliverAsync(await desk.AskAsync(3m), 3m);
        Assert.Equal(PsaEvent.NoData, (await desk.Charges.Stock.EventsAsync()).Single(one => one.Kind == EventKinds.GoodsDelivered).Data);
        Assert.Equal("feature.disabled", await RefusedAsync(() => desk.Notifications.RemindAsync(Paul, Token)));
        Assert.Equal("feature.disabled", await RefusedAsync(() => desk.Notifications.SwitchAsync(Ada, Late, isOn: false, Token)));
        await desk.Charges.Stock.Features.SwitchAsync(Ada, Feature.Procurement, isOn: true, Token);
        Assert.Empty(await desk.ToldAsync());
    }

    [Fact]
    public async Task What_is_late_is_told_once_a_day()
    {
        var desk = await Desk.OpenAsync();
        await desk.AskAsync(2m);
        var today = desk.Today();
        var built = await desk.Charges.Stock.Purchases.BuildAsync(Paul, desk.Vendor.Id, cancellationToken: Token);
        await desk.Charges.Stock.Purchases.ChangeAsync(Paul, built.Id, [built.Lines[0] with { DueOn = today }, Cables(1m) with { DueOn = today.PlusDays(1) }, Cables(1m)], Token);
        await desk.ToldAsync();

        // not while nobody sent it, nor on its day
        desk.Charges.World.Clock.Advance(Duration.FromDays(1));
        Assert.Equal(0, (await desk.Notifications.RemindAsync(Paul, Token)).Told);
        await desk.Charges.Stock.Purchases.SubmitAsync(Paul, built.Id, Token);
        await desk.ToldAsync();
        Assert.Equal(0, (await desk.Notifications.RemindAsync(Paul, Token)).Told);

        desk.Charges.World.Clock.Advance(Duration.FromDays(1));
        Assert.Equal(1, (await desk.Notifications.RemindAsync(Actor.System(Tenant), Token)).Told);
        Assert.Equal(0, (await desk.Notifications.RemindAsync(Paul, Token)).Told);
        Assert.Equal([(Late, [ToEve, ToAnn, new(Purchasers)])], await desk.ToldAsync());
        Assert.Equal(LocalDatePattern.Iso.Format(today), (await desk.Charges.Stock.EventsAsync())[^1].To);

        // one who has all waits for nothing more
        await desk.Charges.Stock.Purchases.ReceiveAsync(Will, built.Id, [new(0, 2m)], cancellationToken: Token);
        await desk.ToldAsync();
        desk.Charges.World.Clock.Advance(Duration.FromDays(1));
        await desk.Notifications.RemindAsync(Paul, Token);
        Assert.Equal([(Late, [new(Purchasers)])], await desk.ToldAsync());
        Assert.Equal(LocalDatePattern.Iso.Format(today.PlusDays(1)), (await desk.Charges.Stock.EventsAsync())[^1].To);

        // and what has no due date is never late
        await desk.Charges.Stock.Purchases.ReceiveAsync(Will, built.Id, [new(1, 1m)], cancellationToken: Token);
        await desk.ToldAsync();
        desk.Charges.World.Clock.Advance(Duration.FromDays(1));
        Assert.Equal(0, (await desk.Notifications.RemindAsync(Paul, Token)).Told);
    }

    [Fact]
    public async Task What_is_late_is_written_once_a_day_while_it_is_switched_off()
    {
        var desk = await Desk.LateAsync();
        await desk.Notifications.SwitchAsync(Ada, Late, isOn: false, Token);
        Assert.Equal(1, (await desk.Notifications.RemindAsync(Paul, Token)).Told);
        await desk.Notifications.SwitchAsync(Ada, Late, isOn: true, Token);
        Assert.Equal(0, (await desk.Notifications.RemindAsync(Paul, Token)).Told);
        Assert.DoesNotContain(Late, (await desk.ToldAsync()).Select(one => one.Kind));
        Assert.Single(await desk.Charges.Stock.EventsAsync(), one => one.Kind == EventKinds.PurchaseOrderLate);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Hosts_that_remind_at_once_tell_once(string store)
    {
        var desk = await Desk.LateAsync(store);
        for (var day = 0; day < 3; day++)
        {
            Assert.All(await AtOnceAsync(_ => desk.Notifications.RemindAsync(Paul, Token)), Assert.Null);
            Assert.Equal(day + 1, (await desk.Charges.Stock.EventsAsync()).Count(one => one.Kind == EventKinds.PurchaseOrderLate));
            desk.Charges.World.Clock.Advance(Duration.FromDays(1));
        }
    }

    [Fact]
    public async Task Who_keeps_the_place_reads_on_from_there()
    {
        var desk = await Desk.OpenAsync();
        await desk.AskAsync(1m);
        await desk.AskAsync(2m);
        var all = await desk.Notifications.ReadAfterAsync(Ada, 0, Token).ToListAsync(Token);
        Assert.Equal(2, all.Count);
        Assert.Equal([all[1]], await desk.Notifications.ReadAfterAsync(Ada, all[0].Event.Sequence, Token).ToListAsync(Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(async () => await desk.Notifications.ReadAfterAsync(Will, 0, Token).ToListAsync(Token));
    }

    [Fact]
    public void Every_kind_concerns_somebody_and_names_come_first()
    {
        foreach (var kind in Enum.GetValues<NotificationKind>())
        {
            var notice = NotificationRules.NoticeOf(kind, [UserId.Of("b"), UserId.Of("a"), UserId.System], [UserId.Of("a"), UserId.Of("c")], new() { Id = default, Tenant = Tenant });
            Assert.NotEmpty(notice.Recipients);
            Assert.Equal(notice.Recipients.OrderBy(one => one.User is null), notice.Recipients);
            Assert.Equal(notice.Recipients.Count, notice.Recipients.Distinct().Count());
            Assert.DoesNotContain(notice.Recipients, one => one.User == UserId.System);
            Assert.True(notice.Recipients.Count(one => one.User == UserId.Of("a")) <= 1);
        }
    }

    /// <summary>Cables are asked for on a ticket that Ann opened, and bought of one vendor.</summary>
    private sealed record Desk(ChargeDesk Charges, Vendor Vendor, StockChargeOwner Ticket, NotificationService Notifications, ReturnService Returns)
    {
        private long _read;

        internal static async Task<Desk> OpenAsync(string? store = null)
        {
            var charges = await ChargeDesk.OpenAsync(store, procures: true);
            await charges.Stock.Features.SwitchAsync(Ada, Feature.Returns, isOn: true, Token);
            await charges.Stock.NumberOrdersAsync();
            var vendor = await charges.Stock.VendorAsync(Currency.EUR);
            await charges.Stock.Purchases.SaveProductVendorsAsync(Paul, Cable.Id, [new(vendor.Id, UnitPrice.Of(9m, Currency.EUR), "C62")], Token);
            var ticket = await charges.Tickets.OpenAsync(Someone("ann", Role.Engineer), new() { Number = "T1", Content = new() { Title = "No net", Customer = charges.Customer.Id } }, Token);
            return new(charges, vendor, StockChargeOwner.Of(ticket.Id), new(charges.World.Store, charges.World.Clock), new(charges.World.Store, charges.World.Clock, new OrderedIdGenerator(charges.World.Clock)));
        }

        /// <summary>With an order that was due yesterday.</summary>
        internal static async Task<Desk> LateAsync(string? store = null)
        {
            var desk = await OpenAsync(store);
            await desk.Charges.Stock.OrderAsync(desk.Vendor, Cables(1m) with { DueOn = desk.Today().PlusDays(-1) });
            return desk;
        }

        internal LocalDate Today() => Charges.World.Clock.GetCurrentInstant().InUtc().Date;

        internal Task<StockCharge> AskAsync(decimal quantity) => Charges.AskAsync(quantity, owner: Ticket);

        /// <summary>What is told since this was asked last.</summary>
        internal async Task<List<(NotificationKind Kind, ValueList<Recipient> Recipients)>> ToldAsync()
        {
            var told = new List<(NotificationKind, ValueList<Recipient>)>();
            await foreach (var one in Notifications.ReadAfterAsync(Actor.System(Tenant), _read, Token))
            {
                _read = one.Event.Sequence;
                told.Add((one.Kind, one.Recipients));
            }

            return told;
        }
    }
}
