using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Offline;

/// <summary>What devices bring that worked offline (R-OFFLINE).</summary>
public sealed class MergeTests
{
    [Fact]
    public async Task Drafts_get_their_numbers_and_actions_are_taken_when_they_are_merged()
    {
        var device = await Device.OpenAsync();
        var (quote, order) = (device.NewQuoteId(), device.NewOrderId());
        var merge = await device.MergeAsync(
            [device.Draft(quote, Sold(4m)), device.Draft(order, new NewDocumentLine(2m) { Text = "Cable", UnitPrice = Price(5m) })],
            [device.Act(DeviceActionKind.ActivateQuote, quote), device.Accept(quote), device.Act(DeviceActionKind.SubmitOrder, order), device.Act(DeviceActionKind.FulfilOrder, order) with { Delivered = new(0, 1m) }],
            Ann);

        Assert.Empty(merge.Refused);
        Assert.Empty(merge.Ignored);
        var (won, submitted) = ((await device.StoredAsync(quote))!, (await device.StoredAsync(order))!);
        Assert.Equal((QuoteStatus.Won, "Q-0001", "Carl", 2m), (won.Status, won.Number, won.Acceptance!.ByName, won.Totals.LineTotal.Amount));
        Assert.Equal((OrderStatus.Submitted, OrderProgress.Part, "ann"), (submitted.Status, submitted.FulfilmentProgress, submitted.Fulfilments[0].By));
        Assert.Equal([(quote, null, won.Number, won.Version), (null, order, submitted.Number, submitted.Version)], merge.Merged.AsEnumerable().Select(one => (one.Quote, one.Order, one.Number, one.Version)));
    }

    [Fact]
    public async Task What_is_done_on_one_document_follows_on_from_what_was_done_before()
    {
        var device = await Device.OpenAsync();
        var draft = await device.Desk.DraftAsync(Sold());
        var lost = device.Act(DeviceActionKind.LoseQuote, draft.Id, draft.Version) with { Reason = "Too dear" };
        var merge = await device.MergeAsync(
            [new() { Id = device.Entry(), Version = draft.Version, NewQuote = device.Desk.New(Sold(7m)) with { Id = draft.Id } }],
            [device.Act(DeviceActionKind.ActivateQuote, draft.Id, draft.Version), lost],
            Ann);
        Assert.Empty(merge.Refused);
        var stored = (await device.StoredAsync(draft.Id))!;
        Assert.Equal((QuoteStatus.Lost, "Too dear", 7m, draft.Version + 3), (stored.Status, stored.CloseReason, stored.Lines[0].Quantity, stored.Version));
    }

    [Fact]
    public async Task A_stale_version_is_refused_with_both()
    {
        var device = await Device.OpenAsync();
        var (changed, activated, order) = (await device.Desk.DraftAsync(Sold()), await device.Desk.DraftAsync(Sold()), device.NewOrderId());
        await device.Desk.Quotes.ChangeAsync(Ann, changed.Id, AContent(Sold(2m)), Token);
        var active = await device.Desk.Quotes.ActivateAsync(Ann, activated.Id, Token);
        await device.MergeAsync([device.Draft(order, new NewDocumentLine { Text = "Cable", UnitPrice = Price(5m) })], actor: Ann);
        await device.Orders.SetMetadataAsync(Ann, order, Metadata.From([new("crm", "7")]), Token);

        var before = await device.Desk.EventsAsync();
        var merge = await device.MergeAsync(
            [new() { Id = device.Entry(), Version = 1, NewQuote = device.Desk.New(Sold(3m)) with { Id = changed.Id } }, device.Draft(activated)],
            [device.Act(DeviceActionKind.SubmitOrder, order, 1), device.Act(DeviceActionKind.ActivateQuote, device.NewQuoteId(), 1)],
            Ann);
        Assert.Empty(merge.Merged);
        Assert.Equal(
            [("Drafts[0]", StoreConflict, 1, 2), ("Drafts[1]", StoreConflict, 1, active.Version), ("Actions[0]", StoreConflict, 1, 2), ("Actions[1]", PsaErrors.NotFound, null, null)],
            merge.Refused.AsEnumerable().Select(one => (one.Where, one.Code, one.Expected, one.Found)));
        Assert.Equal(before, await device.Desk.EventsAsync());
        Assert.Equal((changed.Id.Value, changed.Id, null), (merge.Refused[0].Ids.Single(), merge.Refused[0].Quote, merge.Refused[0].Action));
        Assert.Equal((order, DeviceActionKind.SubmitOrder), (merge.Refused[2].Order, merge.Refused[2].Action));
    }

    [Fact]
    public async Task An_id_that_stands_for_another_document_is_refused()
    {
        var device = await Device.OpenAsync();
        var draft = await device.Desk.DraftAsync(Sold());
        var merge = await device.MergeAsync([device.Draft(draft.Id, Sold(9m))], actor: Ann);
        Assert.Equal((StoreConflict, 0, draft.Version), (merge.Refused.Single().Code, merge.Refused[0].Expected, merge.Refused[0].Found));
        Assert.Equal(draft, await device.StoredAsync(draft.Id));
    }

    [Fact]
    public async Task Who_says_no_version_is_asked_for_it()
    {
        var device = await Device.OpenAsync();
        var draft = await device.Desk.DraftAsync(Sold());
        var merge = await device.MergeAsync(actions: [device.Act(DeviceActionKind.ActivateQuote, draft.Id)], actor: Ann);
        Assert.Equal((OfflineErrors.VersionMissing, "Version"), (merge.Refused.Single().Code, merge.Refused[0].Fields.Single()));
    }

    [Fact]
    public async Task Nothing_more_is_done_with_a_document_of_which_something_was_refused()
    {
        var device = await Device.OpenAsync();
        var (bad, good) = (device.NewQuoteId(), device.NewQuoteId());
        var merge = await device.MergeAsync(
            [device.Draft(bad, ALine() with { Line = new(1m) { Text = "Free" } }), device.Draft(good, Sold())],
            [device.Act(DeviceActionKind.ActivateQuote, bad), device.Act(DeviceActionKind.ActivateQuote, good)],
            Ann);
        Assert.Equal(2, merge.Refused.Count);
        Assert.Equal(("Actions[0]", OfflineErrors.EarlierRefused, bad), (merge.Refused[1].Where, merge.Refused[1].Code, merge.Refused[1].Quote));
        Assert.Contains(merge.Refused[0].Code, merge.Refused[1].Message, StringComparison.Ordinal);
        Assert.Equal([good], merge.Merged.AsEnumerable().Select(one => one.Quote));
        Assert.Equal(QuoteStatus.Active, (await device.StoredAsync(good))!.Status);
        Assert.Null(await device.StoredAsync(bad));
    }

    [Fact]
    public async Task A_document_that_claims_to_be_won_is_a_draft_and_says_what_was_passed_over()
    {
        var device = await Device.OpenAsync();
        var held = await device.Desk.DraftAsync(Sold(10m), Optional(ALine(20m), isChosen: true), Recurring(Sold(), Psa.Contracts.BillingCycle.Monthly));
        var claimed = held with
        {
            Id = device.NewQuoteId(),
            Version = 0,
            Status = QuoteStatus.Won,
            Number = "Q-0042",
            Approval = new(ApprovalState.Granted, "x", UserId.Of("sam")),
            Totals = held.Totals with { TotalWithTax = Eur(1m) },
            Lines = held.Lines.SetItem(0, held.Lines[0] with { UnitPrice = Price(0.01m), Amount = Eur(0.10m) }),
            Ordered = [1m],
        };
        var merge = await device.MergeAsync([device.Draft(claimed)]);
        Assert.Empty(merge.Refused);
        Assert.All(merge.Ignored, one => Assert.Equal(OfflineErrors.ClaimIgnored, one.Code));
        Assert.Equal(
            ["Status", "Approval", "Ordered", "Number", "Totals", "Lines[0].UnitPrice", "Lines[0].Amount"],
            merge.Ignored.AsEnumerable().Select(one => one.Where["Drafts[0].Quote.".Length..]));
        var made = (await device.StoredAsync(claimed.Id))!;
        Assert.Equal(held with { Id = made.Id, Number = "Q-0002", Author = Sam.User, AuthorName = Sam.DisplayName, Authors = [Sam.User], Version = 1 }, made);
    }

    [Fact]
    public async Task An_order_that_claims_to_be_submitted_is_active()
    {
        var device = await Device.OpenAsync();
        var id = device.NewOrderId();
        await device.MergeAsync([device.Draft(id, new NewDocumentLine(3m) { Text = "Storage", Product = AProduct.Id })]);
        var held = (await device.StoredAsync(id))!;
        var claimed = held with { Id = device.NewOrderId(), Version = 0, Status = OrderStatus.Submitted, SubmittedOn = Start, Quantities = [new(3m, 0m, 0m)], Number = "O-7" };
        var merge = await device.MergeAsync([new() { Id = device.Entry(), Order = claimed }, new() { Id = device.Entry(), Order = held with { Note = "Ring twice" } }]);
        Assert.Empty(merge.Refused);
        Assert.Equal(["Status", "SubmittedOn", "Quantities", "Number"], merge.Ignored.AsEnumerable().Select(one => one.Where["Drafts[0].Order.".Length..]));
        Assert.Equal(held with { Id = claimed.Id, Number = "O-0002" }, await device.StoredAsync(claimed.Id));
        Assert.Equal(held with { Note = "Ring twice", Version = 2 }, await device.StoredAsync(id));
    }

    [Fact]
    public async Task A_whole_document_that_is_sent_back_as_it_was_taken_along_claims_nothing()
    {
        var device = await Device.OpenAsync();
        var draft = await device.Desk.DraftAsync(Sold(10m), Optional(ALine(20m)), Alternative(ALine(1m), "a", isChosen: true), Alternative(ALine(2m), "a"));
        var taken = (await device.Offline.ExportAsync(Sam, [device.Desk.Customer.Id], Token)).Quotes.Single();
        Assert.Equal(draft, taken);
        var merge = await device.MergeAsync([device.Draft(taken with { Note = "Gate 4" })]);
        Assert.Empty(merge.Refused);
        Assert.Empty(merge.Ignored);
        Assert.Equal(draft with { Note = "Gate 4", Version = 2, Author = Sam.User, AuthorName = Sam.DisplayName, Authors = [.. draft.Authors, Sam.User] }, await device.StoredAsync(draft.Id));
    }

    [Fact]
    public async Task Another_price_needs_the_right_to_override_it()
    {
        var device = await Device.OpenAsync();
        var own = Sold() with { Line = new(1m) { Text = "Storage", Product = AProduct.Id, UnitPrice = Price(0.10m) } };
        var (refused, made) = (device.NewQuoteId(), device.NewQuoteId());
        Assert.Equal(PsaErrors.AccessDenied, (await device.MergeAsync([device.Draft(refused, own)])).Refused.Single().Code);
        Assert.Empty((await device.MergeAsync([device.Draft(made, own)], actor: Ann)).Refused);
        Assert.Equal((PriceSourceKind.Override, "ann"), ((await device.StoredAsync(made))!.Lines[0].Source!.Kind, (await device.StoredAsync(made))!.Lines[0].Source!.By));

        // a whole document can't say that somebody else did
        var claimed = (await device.StoredAsync(made))! with { Id = device.NewQuoteId(), Version = 0 };
        Assert.Equal(PsaErrors.AccessDenied, (await device.MergeAsync([device.Draft(claimed)])).Refused.Single().Code);
    }

    [Fact]
    public async Task Each_entry_needs_the_rights_of_its_step()
    {
        var device = await Device.OpenAsync();
        var active = await device.Desk.ActiveAsync(Sold());
        var other = await device.Desk.Quotes.ActivateAsync(Ann, (await device.Desk.Quotes.DraftAsync(Ann, device.Desk.New(Sold()) with { Customer = Device.Other.Id }, Token)).Id, Token);
        var client = Actor.Create(Tenant, UserId.Of("carl"), "Carl", [Role.ClientManager], AccessTable.Default, device.Desk.Customer.Id.Value);
        var merge = await device.MergeAsync(
            [device.Draft(device.NewQuoteId(), Sold())],
            [device.Accept(other.Id, 99), device.Act(DeviceActionKind.WinQuote, other.Id, other.Version), device.Accept(active.Id, active.Version)],
            client);
        Assert.Equal(
            [("Drafts[0]", PsaErrors.AccessDenied), ("Actions[0]", PsaErrors.NotFound), ("Actions[1]", OfflineErrors.EarlierRefused)],
            merge.Refused.AsEnumerable().Select(one => (one.Where, one.Code)));
        Assert.Null(merge.Refused[1].Found);
        Assert.Equal(QuoteStatus.Won, (await device.StoredAsync(active.Id))!.Status);
        Assert.Equal(other, await device.StoredAsync(other.Id));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => device.MergeAsync(new DeviceFile(), Person("eve", Role.Warehouse)));
    }

    [Fact]
    public async Task The_same_entry_is_done_once_whatever_file_brings_it()
    {
        var device = await Device.OpenAsync();
        var (quote, order) = (device.NewQuoteId(), device.NewOrderId());
        var (draft, fulfil) = (device.Draft(order, new NewDocumentLine(4m) { Text = "Cable", UnitPrice = Price(5m) }), device.Act(DeviceActionKind.FulfilOrder, order) with { Delivered = new(0, 1m) });
        var file = new DeviceFile { Drafts = [draft, device.Draft(quote)], Actions = [device.Act(DeviceActionKind.SubmitOrder, order), fulfil, fulfil, device.Act(DeviceActionKind.ActivateQuote, quote)] };
        var first = await device.MergeAsync(file, Ann);
        Assert.Equal(DocumentErrors.NoLines, first.Refused.Single().Code);
        Assert.Equal(1m, (await device.StoredAsync(order))!.Quantities[0].Shipped);

        var all = await device.SnapshotAsync();
        var second = await device.MergeAsync(file, Ann);
        Assert.Equal(first, second);
        var again = await device.MergeAsync(actions: [fulfil], actor: Ann);
        Assert.Equal(all, await device.SnapshotAsync());
        Assert.Empty(again.Refused);
        Assert.Equal([order], again.Merged.AsEnumerable().Select(one => one.Order));

        // what follows on from it in another file needs no version
        Assert.Empty((await device.MergeAsync(actions: [fulfil, device.Act(DeviceActionKind.FulfilOrder, order) with { Delivered = new(0, 3m) }], actor: Ann)).Refused);
        Assert.Equal(3m, (await device.StoredAsync(order))!.Quantities[0].Shipped);
        Assert.Equal(StoreConflict, (await device.MergeAsync(actions: [fulfil with { Delivered = new(0, 4m) }], actor: Ann)).Refused.Single().Code);
    }

    [Fact]
    public async Task Of_two_entries_with_one_id_the_first_counts_whatever_became_of_it()
    {
        var device = await Device.OpenAsync();
        var (order, other) = (device.NewOrderId(), device.NewOrderId());
        var submit = device.Act(DeviceActionKind.SubmitOrder, other);
        var file = new DeviceFile { Drafts = [device.Draft(order, new NewDocumentLine(4m) { Text = "Cable", UnitPrice = Price(5m) })], Actions = [submit, submit with { Order = order }] };
        var first = await device.MergeAsync(file, Ann);
        Assert.Equal([OfflineErrors.VersionMissing, StoreConflict], first.Refused.AsEnumerable().Select(static one => one.Code));
        Assert.Equal(OrderStatus.Active, (await device.StoredAsync(order))!.Status);
        Assert.Equal(first, await device.MergeAsync(file, Ann));
    }

    [Fact]
    public async Task What_was_refused_stays_refused_to_who_was_and_not_to_others()
    {
        var device = await Device.OpenAsync();
        await device.Desk.SetAsync(new QuotePolicy { Approval = new() { Always = true } });
        var id = device.NewQuoteId();
        var file = new DeviceFile { Drafts = [device.Draft(id, Sold())], Actions = [device.Act(DeviceActionKind.ActivateQuote, id)] };
        var first = await device.MergeAsync(file);
        Assert.Equal(QuoteErrors.ApprovalRequired, first.Refused.Single().Code);
        await device.Desk.SetAsync(new QuotePolicy());
        Assert.Equal(first, await device.MergeAsync(file));
        Assert.Empty((await device.MergeAsync(file, Ann)).Refused);
        Assert.Equal(QuoteStatus.Active, (await device.StoredAsync(id))!.Status);
    }

    [Fact]
    public async Task An_activation_that_ends_an_approval_is_refused()
    {
        var device = await Device.OpenAsync();
        await device.Desk.SetAsync(settings => settings with { Repricing = RepricingTime.OnStep, Quotes = new() { Approval = new() { Always = true } } });
        var draft = await device.Desk.DraftAsync(Sold());
        await device.Desk.Quotes.RequestApprovalAsync(Ann, draft.Id, Token);
        var approved = await device.Desk.Quotes.ApproveAsync(Bob, draft.Id, cancellationToken: Token);
        await device.Desk.PriceAsync((new(2000, 1, 1), 0.70m));
        var file = new DeviceFile { Actions = [device.Act(DeviceActionKind.ActivateQuote, draft.Id, approved.Version)] };
        var merge = await device.MergeAsync(file, Ann);
        Assert.Equal((QuoteErrors.ApprovalRequired, 0), (merge.Refused.Single().Code, merge.Merged.Count));
        var stored = (await device.StoredAsync(draft.Id))!;
        Assert.Equal((QuoteStatus.Draft, 0.70m, null), (stored.Status, stored.Lines[0].UnitPrice.Amount, stored.Approval));
        var all = await device.SnapshotAsync();
        Assert.Equal(merge, await device.MergeAsync(file, Ann));
        Assert.Equal(all, await device.SnapshotAsync());
    }

    [Fact]
    public async Task An_entry_that_cant_be_read_stops_no_other_and_closes_its_document()
    {
        var device = await Device.OpenAsync();
        var (bad, good) = (await device.Desk.DraftAsync(Sold()), device.NewQuoteId());
        var json = Device.Json(new()
        {
            Drafts = [new() { Id = device.Entry(), Version = 1, NewQuote = device.Desk.New(Sold()) with { Id = bad.Id } }, device.Draft(good, Sold())],
            Actions = [device.Act(DeviceActionKind.ActivateQuote, bad.Id, 1), device.Act(DeviceActionKind.ActivateQuote, good)],
        });
        var at = json.IndexOf("\"content\":{", StringComparison.Ordinal);
        json = json.Insert(at + "\"content\":{".Length, "\"lastDay\":\"tomorrow\",").Insert(1, "\"device\":\"phone 7\",");
        var after = json.LastIndexOf("\"newQuote\":{", StringComparison.Ordinal);
        json = json.Insert(after + "\"newQuote\":{".Length, "\"status\":\"Won\",\"number\":\"Q-9\",");
        var merge = await device.MergeAsync(json, Ann);
        Assert.Equal([("Drafts[0]", PsaErrors.MalformedJson), ("Actions[0]", OfflineErrors.EarlierRefused)], merge.Refused.AsEnumerable().Select(one => (one.Where, one.Code)));
        Assert.Equal(["Device", "Drafts[1].NewQuote.Status", "Drafts[1].NewQuote.Number"], merge.Ignored.AsEnumerable().Select(one => one.Where));
        Assert.Equal((QuoteStatus.Active, "Q-0002"), ((await device.StoredAsync(good))!.Status, (await device.StoredAsync(good))!.Number));
        Assert.Equal(bad, await device.StoredAsync(bad.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"drafts\":{}}")]
    [InlineData("{\"actions\":[")]
    public async Task Text_that_is_no_file_is_refused(string json)
    {
        var device = await Device.OpenAsync();
        Assert.Equal(PsaErrors.MalformedJson, (await Assert.ThrowsAsync<InvalidDataPsaException>(() => device.MergeAsync(json))).Code);
    }

    [Fact]
    public async Task Entries_of_no_document_and_actions_without_what_they_need_are_refused()
    {
        var device = await Device.OpenAsync();
        var (quote, order) = (device.NewQuoteId(), device.NewOrderId());
        var merge = await device.MergeAsync(
            [new() { Id = device.Entry() }, device.Draft(quote, Sold()) with { NewOrder = new() { Id = order, Customer = device.Desk.Customer.Id, Content = new() { Date = Start } } }, new() { Id = device.Entry(), NewQuote = device.Desk.New(Sold()) }],
            [
                device.Act(DeviceActionKind.SubmitOrder, device.NewQuoteId(), 1),
                device.Act(DeviceActionKind.WinQuote, device.NewOrderId(), 1),
                device.Act(DeviceActionKind.AcceptQuote, device.NewQuoteId(), 1),
                device.Act(DeviceActionKind.FulfilOrder, device.NewOrderId(), 1),
                device.Act(DeviceActionKind.CancelOrder, device.NewOrderId(), 1),
                device.Act(DeviceActionKind.LoseQuote, device.NewQuoteId(), 1) with { Id = default, Reason = "No" },
            ],
            Ann);
        Assert.Equal(
            [.. Enumerable.Repeat(OfflineErrors.BadEntry, 5), .. Enumerable.Repeat(MoneyErrors.Missing, 4)],
            merge.Refused.AsEnumerable().Select(one => one.Code));
        Assert.Equal(["Acceptance", "Delivered", "Reason", "Id"], merge.Refused.AsEnumerable().Skip(5).SelectMany(one => one.Fields.AsEnumerable()));
    }

    [Fact]
    public async Task A_device_takes_along_what_its_holder_sees_and_can_be_worked_on()
    {
        var device = await Device.OpenAsync();
        var (draft, active, lost) = (await device.Desk.DraftAsync(Sold()), await device.Desk.ActiveAsync(Sold()), await device.Desk.ActiveAsync(Sold()));
        await device.Desk.Quotes.LoseAsync(Ann, lost.Id, "No", Token);
        var order = device.NewOrderId();
        await device.MergeAsync([device.Draft(order, new NewDocumentLine { Text = "Cable", UnitPrice = Price(5m) })]);
        ValueList<Id<Psa.Customers.Customer>> both = [device.Desk.Customer.Id, Device.Other.Id, device.Desk.Customer.Id];

        var seen = await device.Offline.ExportAsync(Sam, both, Token);
        Assert.Equal([draft.Id, active.Id], seen.Quotes.AsEnumerable().Select(one => one.Id));
        Assert.Equal([order], seen.Orders.AsEnumerable().Select(one => one.Id));
        var client = Actor.Create(Tenant, UserId.Of("carl"), "Carl", [Role.ClientManager], AccessTable.Default, device.Desk.Customer.Id.Value);
        seen = await device.Offline.ExportAsync(client, both, Token);
        Assert.Equal([active.Id], seen.Quotes.AsEnumerable().Select(one => one.Id));
        Assert.Empty(seen.Orders);
    }

    private const string StoreConflict = PsaErrors.Conflict;
}
