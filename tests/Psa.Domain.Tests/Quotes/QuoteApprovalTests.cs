using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Events;
using Psa.Quotes;
using Psa.Records;
using Psa.Sellers;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>Approvals of quotes (R-APPROVAL).</summary>
public sealed class QuoteApprovalTests
{
    private static readonly ApprovalPolicy Always = new() { Always = true };

    [Fact]
    [Trait("vector", "approval-bound-to-content")]
    public async Task An_approval_is_of_the_content()
    {
        var desk = await PolicyAsync(new() { DiscountAbove = Percent.Of(0m) });
        var draft = await desk.Quotes.DraftAsync(Sam, desk.New(Off(1m)), Token);
        await RefusedAsync(QuoteErrors.ApprovalRequired, () => desk.Quotes.ActivateAsync(Sam, draft.Id, Token));
        var approved = await desk.Quotes.ApproveAsync(Ann, (await desk.Quotes.RequestApprovalAsync(Sam, draft.Id, Token)).Id, note: "Fine", cancellationToken: Token);
        Assert.Equal((ApprovalState.Granted, "ann", "Fine"), (approved.Approval!.State, approved.Approval.DecidedByName, approved.Approval.Note));

        var edited = await desk.Quotes.ChangeAsync(Sam, draft.Id, AContent(Off(50m)), Token);
        Assert.Null(edited.Approval);
        await RefusedAsync(QuoteErrors.ApprovalRequired, () => desk.Quotes.ActivateAsync(Sam, draft.Id, Token));

        // nor does the approval come back with the content: somebody is asked again
        await desk.Quotes.ChangeAsync(Sam, draft.Id, AContent(Off(1m)), Token);
        await RefusedAsync(QuoteErrors.ApprovalRequired, () => desk.Quotes.ActivateAsync(Sam, draft.Id, Token));
        var asked = await desk.Quotes.RequestApprovalAsync(Sam, draft.Id, Token);
        await desk.Quotes.ApproveAsync(Bob, draft.Id, asked.Approval!.ContentHash, cancellationToken: Token);
        Assert.Equal(QuoteStatus.Active, (await desk.Quotes.ActivateAsync(Sam, draft.Id, Token)).Status);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task What_is_written_again_as_it_was_stays_approved(string store)
    {
        var desk = await OpenAsync(store);
        await desk.SetAsync(new QuotePolicy { Approval = Always });
        var content = AContent(Recurring(ALine(10.50m, 1.10m), BillingCycle.Monthly), Optional(Off(1.50m)), Sold(2m)) with { Charges = [new(Eur(5m), "Freight", "ZERO")], Discounts = [Discount.OfPercent(Percent.Of(2.50m), "x")] };
        var draft = await desk.Quotes.DraftAsync(Sam, desk.New() with { Content = content }, Token);
        await desk.Quotes.RequestApprovalAsync(Sam, draft.Id, Token);
        var approved = await desk.Quotes.ApproveAsync(Ann, draft.Id, cancellationToken: Token);
        Assert.Equal(approved, await desk.Quotes.RequestApprovalAsync(Sam, draft.Id, Token));
        Assert.Equal(approved, await desk.Quotes.ApproveAsync(Bob, draft.Id, cancellationToken: Token));
        Assert.Equal(approved.Approval, (await desk.Quotes.ChangeAsync(Sam, draft.Id, content, Token)).Approval);
        Assert.Equal(approved.Approval, (await desk.Quotes.SetMetadataAsync(Sam, draft.Id, Metadata.From([new("crm", "7")]), Token)).Approval);
        var active = await desk.Quotes.ActivateAsync(Sam, draft.Id, Token);
        Assert.Equal(approved.Approval!.ContentHash, QuoteHash.Of((await desk.StoredAsync(active.Id))!));
    }

    [Fact]
    public async Task The_approver_is_not_the_author()
    {
        var desk = await PolicyAsync(Always);
        var draft = await desk.Quotes.DraftAsync(Ann, desk.New(ALine()), Token);
        await RefusedAsync(QuoteErrors.NotRequested, () => desk.Quotes.ApproveAsync(Bob, draft.Id, cancellationToken: Token));
        await desk.Quotes.RequestApprovalAsync(Ann, draft.Id, Token);
        await RefusedAsync(QuoteErrors.Own, () => desk.Quotes.ApproveAsync(Ann, draft.Id, cancellationToken: Token));
        await RefusedAsync(QuoteErrors.NotRequested, () => desk.Quotes.ApproveAsync(Bob, draft.Id, "another", cancellationToken: Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => desk.Quotes.ApproveAsync(Sam, draft.Id, cancellationToken: Token));
        await RefusedAsync(QuoteErrors.ApprovalRequired, () => desk.Quotes.ActivateAsync(Bob, draft.Id, Token));

        // who changes it is an author as well, whoever wrote it before or writes it later
        await desk.Quotes.ChangeAsync(Bob, draft.Id, AContent(ALine(1m)), Token);
        var written = await desk.Quotes.ChangeAsync(Sam, draft.Id, AContent(ALine(1m, text: "More")), Token);
        Assert.Equal([Ann.User, Bob.User, Sam.User], written.Authors);
        await desk.Quotes.RequestApprovalAsync(Sam, draft.Id, Token);
        await RefusedAsync(QuoteErrors.Own, () => desk.Quotes.ApproveAsync(Bob, draft.Id, cancellationToken: Token));
        await RefusedAsync(QuoteErrors.Own, () => desk.Quotes.ApproveAsync(Ann, draft.Id, cancellationToken: Token));
        await desk.Quotes.ApproveAsync(Person("cleo", Role.Director), draft.Id, cancellationToken: Token);
        var active = await desk.Quotes.ActivateAsync(Bob, draft.Id, Token);
        Assert.Equal([Bob.User], (await desk.Quotes.ReviseAsync(Bob, active.Id, Token)).Authors);
    }

    [Fact]
    public async Task Whatever_the_customer_may_choose_is_looked_at()
    {
        var desk = await OpenAsync();

        // of each group the dearest, and all options: 120.00 + 240.00 + 360.00 with tax
        NewQuoteLine[] dear = [ALine(), Optional(ALine(200m)), Alternative(ALine(1m), "a", isChosen: true), Alternative(ALine(100m), "a"), Alternative(ALine(1m), "b", isChosen: true), Alternative(ALine(200m), "b")];
        await AsksAsync(desk, new() { TotalAbove = [Eur(720m)] }, false, dear);
        await AsksAsync(desk, new() { TotalAbove = [Eur(719.99m)] }, true, dear);
        await AsksAsync(desk, new() { TotalAbove = [Eur(120m)] }, false, ALine(), Optional(ALine(50m, -1m), isChosen: true));
        await AsksAsync(desk, new() { TotalAbove = [Eur(119m)] }, true, ALine(), Optional(ALine(50m, -1m), isChosen: true));

        // without what makes it better, and with all that makes it worse
        var tenth = new ApprovalPolicy { DiscountAbove = Percent.Of(10m) };
        await AsksAsync(desk, tenth, false, Off(10m), Optional(ALine(), isChosen: true));
        await AsksAsync(desk, tenth, true, Off(20m), Optional(ALine(), isChosen: true));
        await AsksAsync(desk, tenth, false, ALine(), ALine(), Alternative(ALine(), "a", isChosen: true), Alternative(Off(30m), "a"));
        await AsksAsync(desk, tenth, true, ALine(), ALine(), Alternative(ALine(), "a", isChosen: true), Alternative(Off(20m), "a"), Alternative(ALine(), "b", isChosen: true), Alternative(Off(40m), "b"));
        await AsksAsync(desk, tenth, true, ALine(), Recurring(Off(11m), BillingCycle.Yearly), Optional(Recurring(ALine(900m), BillingCycle.Yearly), isChosen: true));

        var goods = AProduct with { Id = DerivedId.Create<Product>(Tenant, "goods"), Number = "GOODS", ServiceCode = null, CurrentCosts = [new(Start, Price(60m))], StandardCosts = [] };
        await desk.World.AddAsync(goods);
        await desk.World.UpdateAsync(APriceList with { Items = [.. APriceList.Items, new(goods.Id, "C62", [new(Start, Price(100m))])] });
        await AsksAsync(desk, new() { MarginBelow = Percent.Of(50m) }, false, Sold(1m, goods), ALine());
        await AsksAsync(desk, new() { MarginBelow = Percent.Of(50m) }, true, Sold(1m, goods), Optional(ALine(), isChosen: true));
    }

    [Fact]
    public async Task A_rejection_says_why()
    {
        var desk = await PolicyAsync(Always);
        var draft = await desk.Quotes.DraftAsync(Sam, desk.New(ALine()), Token);
        await desk.Quotes.RequestApprovalAsync(Sam, draft.Id, Token);
        await RefusedAsync(DocumentErrors.ReasonMissing, () => desk.Quotes.RejectAsync(Ann, draft.Id, " ", Token));
        var rejected = await desk.Quotes.RejectAsync(Ann, draft.Id, "Too cheap", Token);
        Assert.Equal((ApprovalState.Rejected, "Too cheap"), (rejected.Approval!.State, rejected.Approval.Note));
        await RefusedAsync(QuoteErrors.NotRequested, () => desk.Quotes.ApproveAsync(Ann, draft.Id, cancellationToken: Token));
        await RefusedAsync(QuoteErrors.ApprovalRequired, () => desk.Quotes.ActivateAsync(Sam, draft.Id, Token));
        Assert.Equal(ApprovalState.Requested, (await desk.Quotes.RequestApprovalAsync(Sam, draft.Id, Token)).Approval!.State);
        await desk.Quotes.ApproveAsync(Ann, draft.Id, cancellationToken: Token);
        Assert.Equal(
            [(EventKinds.QuoteApprovalRequested, "sam"), (EventKinds.QuoteRejected, "ann"), (EventKinds.QuoteApprovalRequested, "sam"), (EventKinds.QuoteApproved, "ann")],
            (await desk.EventsAsync()).Where(e => e.RecordId == draft.Id.Value && e.Kind != EventKinds.QuoteCreated).Select(e => (e.Kind, e.ActorName)));
    }

    [Fact]
    public async Task Without_a_policy_sales_activates()
    {
        var desk = await OpenAsync();
        var draft = await desk.Quotes.DraftAsync(Sam, desk.New(Off(99m)), Token);
        Assert.Equal(QuoteStatus.Active, (await desk.Quotes.ActivateAsync(Sam, draft.Id, Token)).Status);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => desk.Quotes.ActivateAsync(Person("pam", Role.Purchaser), draft.Id, Token));
    }

    [Fact]
    public async Task Prices_of_the_day_end_an_approval_and_the_draft_has_them()
    {
        var desk = await PolicyAsync(Always);
        var draft = await desk.Quotes.DraftAsync(Sam, desk.New(Sold(10m)), Token);
        await desk.Quotes.RequestApprovalAsync(Sam, draft.Id, Token);
        await desk.Quotes.ApproveAsync(Ann, draft.Id, cancellationToken: Token);
        await desk.PriceAsync((Start, 2m));
        await RefusedAsync(QuoteErrors.ApprovalRequired, () => desk.Quotes.ActivateAsync(Sam, draft.Id, Token));
        var stored = (await desk.StoredAsync(draft.Id))!;
        Assert.Equal((QuoteStatus.Draft, Eur(20m), null), (stored.Status, stored.Totals.LineTotal, stored.Approval));
        Assert.Single(await desk.EventsAsync(EventKinds.DocumentRepriced));

        // asking compares as well
        await desk.PriceAsync((Start, 3m));
        var asked = await desk.Quotes.RequestApprovalAsync(Sam, draft.Id, Token);
        Assert.Equal(Eur(30m), asked.Totals.LineTotal);
        await desk.Quotes.ApproveAsync(Ann, draft.Id, asked.Approval!.ContentHash, cancellationToken: Token);
        Assert.Equal(Eur(30m), (await desk.Quotes.ActivateAsync(Sam, draft.Id, Token)).Totals.LineTotal);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("date")]
    [InlineData("last day")]
    [InlineData("terms")]
    [InlineData("note")]
    [InlineData("choice")]
    [InlineData("charge")]
    [InlineData("charge tax")]
    [InlineData("recurring")]
    [InlineData("ship to")]
    public async Task Every_change_is_another_content(string what)
    {
        var before = await WrittenAsync(AContent(Optional(ALine())) with { Charges = [new(Eur(5m), "Freight", "STD")] });
        var after = await WrittenAsync(what switch
        {
            "content" => AContent(Optional(ALine(text: "work"))),
            "date" => AContent(Optional(ALine())) with { Date = Start.PlusDays(1), LastDay = Start.PlusDays(30) },
            "last day" => AContent(Optional(ALine())) with { LastDay = Start.PlusDays(31) },
            "terms" => AContent(Optional(ALine())) with { PaymentTerms = PaymentTerms.DueIn(7) },
            "note" => AContent(Optional(ALine())) with { Note = "Thanks" },
            "choice" => AContent(Optional(ALine(), isChosen: true)),
            "recurring" => AContent(Recurring(Optional(ALine()), BillingCycle.Monthly)),
            "ship to" => AContent(Optional(ALine())) with { ShipTo = new() { City = "Brugge", Country = "BE" } },
            _ => AContent(Optional(ALine())),
        } with
        {
            Charges = [new(Eur(what == "charge" ? 6m : 5m), "Freight", what == "charge tax" ? "ZERO" : "STD")],
        });
        Assert.NotEqual(QuoteHash.Of(before), QuoteHash.Of(after));
        Assert.Equal(QuoteHash.Of(before), QuoteHash.Of(await WrittenAsync(AContent(Optional(ALine())) with { Charges = [new(Eur(5m), "Freight", "STD")] })));

        static async Task<Quote> WrittenAsync(QuoteContent content)
        {
            var desk = await OpenAsync();
            return await desk.Quotes.DraftAsync(Ann, desk.New() with { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4ab0")), Content = Needed(content) }, Token);
        }

        static QuoteContent Needed(QuoteContent content) => content with { Lines = content.Lines.Add(ALine(1m, text: "Sold once")) };
    }

    [Fact]
    public async Task The_policy_asks_by_total_discount_margin_and_product()
    {
        var goods = AProduct with { Id = DerivedId.Create<Product>(Tenant, "goods"), Number = "GOODS", ServiceCode = null, CurrentCosts = [new(Start, Price(60m))], StandardCosts = [new(Start, Price(10m))] };
        var desk = await OpenAsync();
        await desk.World.AddAsync(goods);
        await desk.World.UpdateAsync(APriceList with { Items = [.. APriceList.Items, new(goods.Id, "C62", [new(Start, Price(100m))])] });

        // 120.00 with tax; a month counts, and what the term comes to
        await AsksAsync(desk, new() { TotalAbove = [Eur(120m)] }, false, ALine());
        await AsksAsync(desk, new() { TotalAbove = [Eur(119.99m), Money.Of(1m, Currency.USD)] }, true, ALine());
        await AsksAsync(desk, new() { TotalAbove = [Money.Of(1m, Currency.USD)] }, false, ALine());
        await AsksAsync(desk, new() { TotalAbove = [Eur(120m)] }, true, Recurring(ALine(60m), BillingCycle.Monthly, 2));
        await AsksAsync(desk, new() { TotalAbove = [Eur(120m)] }, false, Recurring(ALine(), BillingCycle.Monthly, months: null));
        await AsksAsync(desk, new() { TotalAbove = [Eur(119m)] }, true, Recurring(ALine(), BillingCycle.Monthly, months: null));

        // of the list prices, whatever takes it off, and whatever the customer may choose
        await AsksAsync(desk, new() { DiscountAbove = Percent.Of(10m) }, false, Off(10m));
        await AsksAsync(desk, new() { DiscountAbove = Percent.Of(10m) }, true, Off(10.01m));
        await AsksAsync(desk, new() { DiscountAbove = Percent.Of(10m) }, false, Off(20m), ALine());
        await AsksAsync(desk, new() { DiscountAbove = Percent.Of(10m) }, true, ALine(), Optional(Off(30m)));
        await AsksAsync(desk, new() { DiscountAbove = Percent.Of(10m) }, true, ALine(), Recurring(Off(11m), BillingCycle.Yearly));
        await AsksAsync(desk, new() { DiscountAbove = Percent.Of(99m) }, true, Off(100m));
        await AsksAsync(desk, new() { DiscountAbove = Percent.Of(10m) }, true, Alternative(ALine(), "A", isChosen: true), Alternative(Off(11m), "A"));

        // the current cost goes before the standard one
        await AsksAsync(desk, new() { MarginBelow = Percent.Of(40m) }, false, Sold(1m, goods));
        await AsksAsync(desk, new() { MarginBelow = Percent.Of(40.01m) }, true, Sold(1m, goods));
        await AsksAsync(desk, new() { MarginBelow = Percent.Of(99m) }, false, ALine());
        await AsksAsync(desk, new() { Products = [goods.Id] }, true, ALine(), Optional(Sold(1m, goods)));
        await AsksAsync(desk, new() { Products = [goods.Id] }, false, Sold());
    }

    [Fact]
    public async Task A_price_that_somebody_says_is_measured_by_the_list()
    {
        var desk = await PolicyAsync(new() { DiscountAbove = Percent.Of(10m) });
        var draft = await desk.DraftAsync(Sold(100m));
        await desk.Quotes.OverridePriceAsync(Ann, draft.Id, 0, Price(0.40m), "Friend", Token);
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => desk.Quotes.ActivateAsync(Bob, draft.Id, Token));
        Assert.Equal(QuoteErrors.ApprovalRequired, refusal.Code);
        Assert.Contains("20 % are off", refusal.Message, StringComparison.Ordinal);
        await desk.Quotes.RestorePriceAsync(Ann, draft.Id, 0, Token);
        await desk.Quotes.ActivateAsync(Bob, draft.Id, Token);
    }

    private static async Task AsksAsync(AQuoteDesk desk, ApprovalPolicy policy, bool asks, params NewQuoteLine[] lines)
    {
        await desk.SetAsync(new QuotePolicy { Approval = policy });
        var draft = await desk.DraftAsync(lines);
        if (asks)
        {
            await RefusedAsync(QuoteErrors.ApprovalRequired, () => desk.Quotes.ActivateAsync(Bob, draft.Id, Token));
        }
        else
        {
            await desk.Quotes.ActivateAsync(Bob, draft.Id, Token);
        }
    }

    private static NewQuoteLine Off(decimal percent) => ALine(discount: Discount.OfPercent(Percent.Of(percent), "Friend"));

    private static async Task<AQuoteDesk> PolicyAsync(ApprovalPolicy policy)
    {
        var desk = await OpenAsync();
        await desk.SetAsync(new QuotePolicy { Approval = policy });
        return desk;
    }
}
