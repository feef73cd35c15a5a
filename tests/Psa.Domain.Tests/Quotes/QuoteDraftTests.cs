using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Numbering;
using Psa.Quotes;
using Psa.Sellers;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>Quotes as they are drafted, activated, sent and closed.</summary>
public sealed class QuoteDraftTests
{
    [Fact]
    public async Task A_draft_says_what_is_usual()
    {
        var desk = await OpenAsync();
        var draft = await desk.Quotes.DraftAsync(Sam, desk.New(Sold(5m), ALine()) with { Content = AContent(Sold(5m), ALine()) with { Introduction = " Dear ", Note = "Bye" } }, Token);
        Assert.Equal((QuoteStatus.Draft, "Q-0001", 0, "sam"), (draft.Status, draft.Number, draft.Revision, draft.AuthorName));
        Assert.Equal((Start, Start.PlusDays(30), null), (draft.IssueDate, draft.LastDay, draft.EffectiveFrom));
        Assert.Equal(("Quote", "Dear", "Bye", "en"), (draft.Title, draft.Introduction, draft.Note, draft.Language));
        Assert.Equal((Eur(102.50m), Eur(123m)), (draft.Totals.TotalWithoutTax, draft.Totals.TotalWithTax));
        Assert.Equal([null, null], draft.Lines.AsEnumerable().Select(line => line.Offer));
        Assert.Equal(draft, await desk.Quotes.FindAsync(Sam, draft.Id, Token));
        Assert.Equal((EventKinds.QuoteCreated, "Draft"), (await desk.EventsAsync()).Where(e => e.RecordId == draft.Id.Value).Select(e => (e.Kind, e.To)).Single());
    }

    [Fact]
    public async Task The_same_call_again_drafts_once()
    {
        var desk = await OpenAsync();
        var request = desk.New(ALine()) with { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4ab0")) };
        var draft = await desk.Quotes.DraftAsync(Ann, request, Token);
        Assert.Equal(draft, await desk.Quotes.DraftAsync(Ann, request, Token));
        var other = ACustomer("C2");
        await desk.World.AddAsync(other);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => desk.Quotes.DraftAsync(Ann, request with { Customer = other.Id }, Token));
        Assert.Equal("Q-0002", (await desk.DraftAsync(ALine())).Number);
    }

    [Fact]
    public async Task A_prospect_without_billing_information_gets_a_quote()
    {
        var desk = await OpenAsync();
        var prospect = ACustomer("P1") with { BillingInformation = null };
        await desk.World.AddAsync(prospect);
        var draft = await desk.Quotes.DraftAsync(Ann, desk.New(ALine()) with { Customer = prospect.Id }, Token);
        Assert.Equal((Eur(120m), "Customer P1", Currency.EUR), (draft.Totals.TotalWithTax, draft.Buyer.Name, draft.Currency));
        Assert.Equal(QuoteStatus.Active, (await desk.Quotes.ActivateAsync(Ann, draft.Id, Token)).Status);
    }

    [Fact]
    public async Task A_draft_shows_parties_as_they_are_and_what_is_active_as_they_were()
    {
        var desk = await OpenAsync();
        var draft = await desk.DraftAsync(ALine());
        await desk.World.UpdateAsync(desk.Customer with { BillingInformation = Complete with { LegalName = "Second BV" } });
        Assert.Equal("Second BV", (await desk.Quotes.FindAsync(Ann, draft.Id, Token))!.Buyer.Name);
        Assert.Equal("Second BV", Assert.Single((await desk.Quotes.ListAsync(Ann, new(), new(), Token)).Items.AsEnumerable()).Buyer.Name);
        var active = await desk.Quotes.ActivateAsync(Ann, draft.Id, Token);
        await desk.World.UpdateAsync(desk.Customer with { BillingInformation = Complete with { LegalName = "Third BV" } });
        Assert.Equal(active, await desk.Quotes.FindAsync(Ann, draft.Id, Token));
        Assert.Equal("Second BV", active.Buyer.Name);
    }

    [Fact]
    public async Task Only_a_draft_is_changed()
    {
        var desk = await OpenAsync();
        var active = await desk.ActiveAsync(Sold());
        foreach (var change in new Func<Task>[]
        {
            () => desk.Quotes.ChangeAsync(Ann, active.Id, AContent(ALine()), Token),
            () => desk.Quotes.ActivateAsync(Ann, active.Id, Token),
            () => desk.Quotes.RepriceAsync(Ann, active.Id, Token),
            () => desk.Quotes.LockPricesAsync(Ann, active.Id, Token),
            () => desk.Quotes.UnlockPricesAsync(Ann, active.Id, Token),
            () => desk.Quotes.OverridePriceAsync(Ann, active.Id, 0, Price(1m), "Why", Token),
            () => desk.Quotes.RestorePriceAsync(Ann, active.Id, 0, Token),
            () => desk.Quotes.UnbundleAsync(Ann, active.Id, 0, Token),
            () => desk.Quotes.RequestApprovalAsync(Ann, active.Id, Token),
            () => desk.Quotes.ApproveAsync(Bob, active.Id, cancellationToken: Token),
            () => desk.Quotes.RejectAsync(Bob, active.Id, "No", Token),
            () => desk.Quotes.DiscardAsync(Ann, active.Id, Token),
        })
        {
            await RefusedAsync(QuoteErrors.NotDraft, change);
        }

        Assert.Equal(active, await desk.StoredAsync(active.Id));
        var draft = await desk.DraftAsync(ALine());
        await RefusedAsync(QuoteErrors.NotActive, () => desk.Quotes.SendAsync(Ann, draft.Id, "x", DeliveryMethod.Email, Token));
        await RefusedAsync(PsaErrors.ActionNotAllowed, () => desk.Quotes.LoseAsync(Ann, draft.Id, "No", Token));
        await RefusedAsync(PsaErrors.ActionNotAllowed, () => desk.Quotes.CancelAsync(Ann, draft.Id, "No", Token));
    }

    [Fact]
    public async Task What_can_not_be_activated_says_why()
    {
        var desk = await OpenAsync();
        await RefusedAsync(DocumentErrors.NoLines, () => desk.ActiveAsync());
        await RefusedAsync(QuoteErrors.BadChoice, () => desk.ActiveAsync(ALine(), Alternative(ALine(), "A"), Alternative(ALine(), "A")));
        await RefusedAsync(QuoteErrors.BadChoice, () => desk.ActiveAsync(ALine(), Alternative(ALine(), "A", true), Alternative(ALine(), "A", true)));
        var unpriced = AProduct with { Id = DerivedId.Create<Product>(Tenant, "unpriced"), Number = "NEW", ServiceCode = null };
        await desk.World.AddAsync(unpriced);
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => desk.ActiveAsync(ALine(), Sold(1m, unpriced)));
        Assert.Equal([(DocumentErrors.PricingError, "Lines[1]")], refusal.Problems.Select(problem => (problem.Code, problem.Where)));
        var late = await desk.DraftAsync(ALine());
        desk.On(late.LastDay.PlusDays(1));
        await RefusedAsync(QuoteErrors.Expired, () => desk.Quotes.ActivateAsync(Ann, late.Id, Token));
        await desk.World.UpdateAsync(Seller with { IsActive = false });
        await desk.Quotes.ChangeAsync(Ann, late.Id, AContent(ALine()) with { LastDay = late.LastDay.PlusDays(9) }, Token);
        await RefusedAsync(SellerErrors.InactiveEntity, () => desk.Quotes.ActivateAsync(Ann, late.Id, Token));
    }

    [Fact]
    public async Task Bad_input_is_refused_with_its_field()
    {
        var desk = await OpenAsync();
        await WhereAsync(QuoteErrors.BadChoice, "Lines[0].Group", AContent(Alternative(ALine(), " ")));
        await WhereAsync(QuoteErrors.BadChoice, "Lines[1].Group", AContent(ALine(), ALine() with { Group = "A" }));
        await WhereAsync(QuoteErrors.BadTerm, "Lines[0].Recurring", AContent(Recurring(ALine(), BillingCycle.Monthly, 0)));
        await WhereAsync(QuoteErrors.BadChoice, "Lines[1]", AContent(ALine(), Optional(new() { Line = new() { Text = "Note", IsNote = true } })));
        await WhereAsync(QuoteErrors.BadDates, "LastDay", AContent(ALine()) with { LastDay = Start.PlusDays(-1) });
        await WhereAsync(QuoteErrors.BadDates, "LastDay", AContent(ALine()) with { EffectiveFrom = Start.PlusDays(9), LastDay = Start.PlusDays(8) });
        await WhereAsync(DocumentErrors.FarDate, "Date", AContent(ALine()) with { Date = Start.PlusDays(93) });
        await RefusedAsync(CatalogErrors.DiscountNeedsOneTime, () => DraftAsync(AContent(Recurring(ALine(), BillingCycle.Monthly)) with { Discounts = [Discount.OfAmount(Eur(1m), "x")] }));
        await RefusedAsync(CatalogErrors.DiscountNeedsOneTime, () => DraftAsync(AContent(Recurring(ALine(), BillingCycle.Monthly)) with { Charges = [new(Eur(1m), "Freight")] }));
        await RefusedAsync(DocumentErrors.DiscountExceedsDetail, () => DraftAsync(AContent(ALine()) with { Discounts = [Discount.OfAmount(Eur(101m), "x")] }));
        await RefusedAsync(CatalogErrors.DiscountNeedsLine, () => DraftAsync(AContent(ALine()) with { Discounts = [Discount.OfUnitAmount(Price(1m), "x")] }));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => desk.Quotes.DraftAsync(Ann, desk.New(ALine()) with { Opportunity = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4ab0")) }, Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => desk.Quotes.DraftAsync(Person("gus", Role.Client), desk.New(ALine()), Token));
        Assert.Empty((await desk.Quotes.ListAsync(Ann, new(), new(), Token)).Items.AsEnumerable());

        Task<Quote> DraftAsync(QuoteContent content) => desk.Quotes.DraftAsync(Ann, desk.New() with { Content = content }, Token);

        async Task WhereAsync(string code, string where, QuoteContent content)
        {
            var refusal = await Assert.ThrowsAnyAsync<PsaException>(() => DraftAsync(content));
            Assert.Equal((code, where), refusal is ValidationFailedException several ? (several.Problems[0].Code, several.Problems[0].Where) : (refusal.Code, refusal.Fields[0]));
        }
    }

    [Fact]
    public async Task An_opportunity_is_the_customers_open_and_of_its_currency()
    {
        var desk = await OpenAsync();
        var other = ACustomer("C2");
        await desk.World.AddAsync(other);
        var (own, dollars, others, lost) = (One("own", desk.Customer, Eur(5m)), One("dollars", desk.Customer, Money.Of(5m, Currency.USD)), One("others", other, null), One("lost", desk.Customer, null) with { Status = OpportunityStatus.Lost });
        await desk.World.InSessionAsync(session =>
        {
            foreach (var one in new[] { own, dollars, others, lost })
            {
                session.Of<Opportunity>().Add(one);
            }

            return Task.CompletedTask;
        });
        var draft = await desk.Quotes.DraftAsync(Ann, desk.New(ALine()) with { Opportunity = own.Id }, Token);
        Assert.Equal(own.Id, draft.Opportunity);
        foreach (var wrong in new[] { others, lost })
        {
            await RefusedAsync(QuoteErrors.OpportunityMismatch, () => desk.Quotes.DraftAsync(Ann, desk.New(ALine()) with { Opportunity = wrong.Id }, Token));
        }

        await RefusedAsync(QuoteErrors.OpportunityMismatch, () => desk.Quotes.DraftAsync(Ann, desk.New(ALine()) with { Opportunity = dollars.Id, Currency = Currency.EUR }, Token));

        static Opportunity One(string name, Customer customer, Money? value) =>
            new() { Id = DerivedId.Create<Opportunity>(Tenant, name), Tenant = Tenant, Name = name, Customer = customer.Id, EstimatedValue = value, Status = OpportunityStatus.Open };
    }

    [Fact]
    public async Task Overdue_quotes_are_closed_where_the_tenant_wants_it_and_accepted_ones_never()
    {
        var desk = await OpenAsync();
        var (open, accepted, draft) = (await desk.ActiveAsync(ALine()), await desk.ActiveAsync(ALine()), await desk.DraftAsync(ALine()));
        await desk.World.UpdateAsync(accepted with { Acceptance = new("Buyer", "hash", []) { Totals = accepted.Totals, At = desk.World.Clock.GetCurrentInstant() } });
        desk.On(open.LastDay);
        await desk.SetAsync(new QuotePolicy { ClosesExpired = true });
        Assert.Equal(new QuoteExpiry(0, []), await desk.Quotes.ExpireAsync(Ann, Token));
        desk.On(open.LastDay.PlusDays(1));
        await desk.SetAsync(new QuotePolicy());
        Assert.Equal(new QuoteExpiry(0, []), await desk.Quotes.ExpireAsync(Ann, Token));
        await desk.SetAsync(new QuotePolicy { ClosesExpired = true });
        Assert.Equal(new QuoteExpiry(1, []), await desk.Quotes.ExpireAsync(Ann, Token));
        Assert.Equal(new QuoteExpiry(0, []), await desk.Quotes.ExpireAsync(Ann, Token));
        var closed = (await desk.StoredAsync(open.Id))!;
        Assert.Equal((QuoteStatus.Expired, open.LastDay.PlusDays(1), null), (closed.Status, closed.ClosedOn, closed.CloseReason));
        Assert.Equal([QuoteStatus.Active, QuoteStatus.Draft], [(await desk.StoredAsync(accepted.Id))!.Status, (await desk.StoredAsync(draft.Id))!.Status]);
        Assert.Equal(("Active", "Expired"), (await desk.EventsAsync(EventKinds.QuoteClosed)).Select(e => (e.From, e.To)).Single());
    }

    [Fact]
    public async Task Clients_see_their_own_from_active_on()
    {
        var desk = await OpenAsync();
        var (child, other) = (ACustomer("C2") with { Payer = desk.Customer.Id }, ACustomer("C3"));
        await desk.World.AddAsync(child, other);
        var (own, ofChild, ofOther) = (await ForAsync(desk.Customer), await ForAsync(child), await ForAsync(other));
        var client = Actor.Create(Tenant, UserId.Of("carl"), "carl", [Role.ClientManager], AccessTable.Default, desk.Customer.Id.Value);
        Assert.Empty((await desk.Quotes.ListAsync(client, new(), new(), Token)).Items.AsEnumerable());
        foreach (var quote in new[] { own, ofChild, ofOther })
        {
            Assert.Null(await desk.Quotes.FindAsync(client, quote.Id, Token));
            await desk.Quotes.ActivateAsync(Ann, quote.Id, Token);
        }

        Assert.Equal(new[] { own.Id, ofChild.Id }.Order(), (await desk.Quotes.ListAsync(client, new(), new(), Token)).Items.AsEnumerable().Select(quote => quote.Id).Order());
        Assert.Null(await desk.Quotes.FindAsync(client, ofOther.Id, Token));
        Assert.Empty((await desk.Quotes.RevisionsAsync(client, ofOther.Id, Token)).AsEnumerable());
        await desk.World.UpdateAsync((await desk.StoredAsync(own.Id))! with { Approval = new(ApprovalState.Granted, "hash", Ann.User, Note: "Hardly anything is left") });
        var seen = (await desk.Quotes.FindAsync(client, own.Id, Token))!;
        Assert.Equal((null, null), (seen.Lines[0].Source, seen.Approval));
        Assert.NotNull((await desk.Quotes.FindAsync(Sam, own.Id, Token))!.Approval);
        Assert.NotNull((await desk.StoredAsync(own.Id))!.Lines[0].Source);
        var revised = await desk.Quotes.ReviseAsync(Ann, own.Id, Token);
        Assert.Equal([own.Id], (await desk.Quotes.RevisionsAsync(client, own.Id, Token)).AsEnumerable().Select(quote => quote.Id));
        Assert.Null(await desk.Quotes.FindAsync(client, revised.Id, Token));

        Task<Quote> ForAsync(Customer customer) => desk.Quotes.DraftAsync(Ann, desk.New(Sold()) with { Customer = customer.Id }, Token);
    }

    [Fact]
    public async Task A_quote_needs_a_number_series()
    {
        var desk = await OpenAsync();
        var series = (await desk.World.ReadAsync(session => session.Of<NumberSeries>().QueryAsync(Psa.Storage.RecordType<NumberSeries>.All, Token).ToListAsync(Token).AsTask())).Single(one => one.Purpose == NumberPurpose.Quote);
        await desk.World.UpdateAsync(series with { ConfirmedBy = null, ConfirmedAt = null });
        await RefusedAsync(NumberingErrors.NotConfirmed, () => desk.DraftAsync(ALine()));
        await desk.World.InSessionAsync(async session => session.Of<NumberSeries>().Remove((await session.Of<NumberSeries>().FindAsync(series.Id, Token))!));
        await RefusedAsync(NumberingErrors.NoSeries, () => desk.DraftAsync(ALine()));
    }

    [Fact]
    public async Task A_template_is_copied()
    {
        var desk = await OpenAsync();
        var template = await desk.Quotes.SaveTemplateAsync(Ann, new() { Id = default, Tenant = Tenant, Name = " Office ", IsActive = true, Lines = [Sold(2m)], Introduction = "Hello", Title = "Offer" }, Token);
        var draft = await desk.Quotes.DraftFromTemplateAsync(Ann, template.Id, desk.New(ALine()) with { Content = AContent(ALine()) with { Title = "Mine" } }, Token);
        Assert.Equal(["Storage", "Work"], draft.Lines.AsEnumerable().Select(line => line.Text));
        Assert.Equal(("Mine", "Hello"), (draft.Title, draft.Introduction));
        var changed = await desk.Quotes.SaveTemplateAsync(Ann, template with { Lines = [], IsActive = false }, Token);
        Assert.Equal(draft, await desk.StoredAsync(draft.Id));
        await RefusedAsync(QuoteErrors.InactiveTemplate, () => desk.Quotes.DraftFromTemplateAsync(Ann, template.Id, desk.New(), Token));
        await RefusedAsync(QuoteErrors.DuplicateTemplate, () => desk.Quotes.SaveTemplateAsync(Ann, new() { Id = default, Tenant = Tenant, Name = "Office", IsActive = true }, Token));
        await RefusedAsync(PsaErrors.Conflict, () => desk.Quotes.SaveTemplateAsync(Ann, template with { Name = "Older" }, Token));
        await RefusedAsync(QuoteErrors.TemplateUnnamed, () => desk.Quotes.SaveTemplateAsync(Ann, template with { Name = " " }, Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => desk.Quotes.SaveTemplateAsync(Person("fay", Role.Finance), changed, Token));
        Assert.Equal(changed, await desk.Quotes.FindTemplateAsync(Ann, template.Id, Token));
        await desk.Quotes.SaveTemplateAsync(Ann, new() { Id = default, Tenant = Tenant, Name = "Desk", IsActive = true }, Token);
        var page = await desk.Quotes.ListTemplatesAsync(Ann, new() { Size = 1 }, cancellationToken: Token);
        Assert.Equal("Desk", Assert.Single(page.Items.AsEnumerable()).Name);
        Assert.Equal("Office", Assert.Single((await desk.Quotes.ListTemplatesAsync(Ann, new() { Size = 1, After = page.Next }, cancellationToken: Token)).Items.AsEnumerable()).Name);
    }
}
