using Psa.Catalog;
using Psa.Customers;
using Psa.Events;
using Psa.Quotes;
using Psa.Records;
using Psa.Sellers;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>Revisions of quotes (R-REVISION).</summary>
public sealed class QuoteRevisionTests
{
    [Fact]
    [Trait("vector", "quote-revise-then-discard")]
    public async Task A_discarded_revision_gives_its_place_and_its_number_back()
    {
        var desk = await OpenAsync();
        var first = await desk.ActiveAsync(ALine());
        var second = await desk.Quotes.ReviseAsync(Ann, first.Id, Token);
        Assert.Equal((QuoteStatus.Revised, QuoteStatus.Draft, 1, first.Number), ((await desk.StoredAsync(first.Id))!.Status, second.Status, second.Revision, second.Number));

        var again = await desk.Quotes.DiscardAsync(Ann, second.Id, Token);
        Assert.Equal((first.Id, QuoteStatus.Active, null), (again!.Id, again.Status, again.ClosedOn));
        Assert.Null(await desk.StoredAsync(second.Id));
        Assert.Equal(first with { Version = again.Version, Revisions = 1 }, again);

        var third = await desk.Quotes.ReviseAsync(Bob, first.Id, Token);
        Assert.Equal((QuoteStatus.Revised, QuoteStatus.Draft, 1), ((await desk.StoredAsync(first.Id))!.Status, third.Status, third.Revision));
        Assert.NotEqual(second.Id, third.Id);
        Assert.Equal("bob", third.AuthorName);

        // who still holds the discarded draft writes over no other
        await Assert.ThrowsAsync<EntityNotFoundException>(() => desk.Quotes.ChangeAsync(Ann, second.Id, AContent(ALine(1m)), Token));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => desk.Quotes.DiscardAsync(Ann, second.Id, Token));
        Assert.Equal(
            [(EventKinds.QuoteCreated, null), (EventKinds.QuoteActivated, "Draft"), (EventKinds.QuoteRevised, "Active"), (EventKinds.QuoteActivated, "Revised"), (EventKinds.QuoteRevised, "Active")],
            (await desk.EventsAsync()).Where(e => e.RecordId == first.Id.Value).Select(e => (e.Kind, e.From)));
        Assert.Equal([third.Id, first.Id], (await desk.Quotes.RevisionsAsync(Ann, first.Id, Token)).AsEnumerable().Select(quote => quote.Id));
    }

    [Fact]
    [Trait("vector", "quote-revise-lost")]
    public async Task A_lost_quote_is_revised_and_stays_lost()
    {
        var desk = await OpenAsync();
        var first = (await desk.Quotes.LoseAsync(Ann, (await desk.ActiveAsync(ALine())).Id, "Too dear", Token)).Quote;
        var second = await desk.Quotes.ReviseAsync(Ann, first.Id, Token);
        var stored = (await desk.StoredAsync(first.Id))!;
        Assert.Equal((QuoteStatus.Lost, "Too dear", Start, 1), (stored.Status, stored.CloseReason, stored.ClosedOn, stored.Revisions));
        Assert.Equal((QuoteStatus.Draft, 1, null, null), (second.Status, second.Revision, second.ClosedOn, second.CloseReason));
        await RefusedAsync(QuoteErrors.Superseded, () => desk.Quotes.ReviseAsync(Ann, first.Id, Token));
        Assert.Equal(QuoteStatus.Lost, (await desk.Quotes.DiscardAsync(Ann, second.Id, Token))!.Status);
        Assert.NotEqual(second.Id, (await desk.Quotes.ReviseAsync(Ann, first.Id, Token)).Id);
    }

    [Fact]
    public async Task The_first_draft_ends_its_number()
    {
        var desk = await OpenAsync();
        var first = await desk.DraftAsync(ALine());
        Assert.Null(await desk.Quotes.DiscardAsync(Ann, first.Id, Token));
        Assert.Null(await desk.StoredAsync(first.Id));
        Assert.Equal(("Q-0001", "Q-0002"), (first.Number, (await desk.DraftAsync(ALine())).Number));
        var events = (await desk.EventsAsync()).Where(e => e.RecordId == first.Id.Value).ToList();
        Assert.Equal([(EventKinds.QuoteCreated, "Draft"), (EventKinds.QuoteChanged, "Discarded")], events.Select(e => (e.Kind, e.To)));
    }

    [Fact]
    public async Task What_expired_meanwhile_stays_closed()
    {
        var desk = await OpenAsync();
        var first = await desk.ActiveAsync(ALine());
        var second = await desk.Quotes.ReviseAsync(Ann, first.Id, Token);
        desk.On(first.LastDay.PlusDays(1));
        var closed = await desk.Quotes.DiscardAsync(Ann, second.Id, Token);
        Assert.Equal((QuoteStatus.Expired, first.LastDay.PlusDays(1)), (closed!.Status, closed.ClosedOn));

        // and can be revised: its last day has passed, so the draft has a new one
        var third = await desk.Quotes.ReviseAsync(Ann, first.Id, Token);
        Assert.Equal((first.LastDay.PlusDays(1), first.LastDay.PlusDays(31)), (third.IssueDate, third.LastDay));
        Assert.Equal(QuoteStatus.Expired, (await desk.StoredAsync(first.Id))!.Status);
    }

    [Fact]
    public async Task Only_the_latest_revision_that_was_active_is_revised()
    {
        var desk = await OpenAsync();
        var first = await desk.DraftAsync(ALine());
        await RefusedAsync(PsaErrors.ActionNotAllowed, () => desk.Quotes.ReviseAsync(Ann, first.Id, Token));
        await desk.Quotes.ActivateAsync(Ann, first.Id, Token);
        var second = await desk.Quotes.ReviseAsync(Ann, first.Id, Token);
        await RefusedAsync(QuoteErrors.Superseded, () => desk.Quotes.ReviseAsync(Ann, first.Id, Token));
        await desk.Quotes.ActivateAsync(Ann, second.Id, Token);
        var third = await desk.Quotes.ReviseAsync(Ann, second.Id, Token);
        Assert.Equal(2, third.Revision);
        await RefusedAsync(QuoteErrors.Superseded, () => desk.Quotes.SendAsync(Ann, second.Id, "a@b.example", DeliveryMethod.Email, Token));
        await RefusedAsync(QuoteErrors.NotDraft, () => desk.Quotes.DiscardAsync(Ann, second.Id, Token));
        await desk.World.UpdateAsync((await desk.StoredAsync(first.Id))! with { Status = QuoteStatus.Won });
        await RefusedAsync(QuoteErrors.Won, () => desk.Quotes.ReviseAsync(Ann, first.Id, Token));
    }

    [Fact]
    public async Task The_store_keeps_two_revisions_from_being_live()
    {
        var desk = await OpenAsync();
        var first = await desk.ActiveAsync(ALine());
        var second = await desk.Quotes.ReviseAsync(Ann, first.Id, Token);

        // a host's own import puts the first back by itself
        await desk.World.InSessionAsync(async session =>
        {
            var draft = await session.Of<Quote>().FindAsync(second.Id, Token);
            session.Of<Quote>().Update(draft! with { Status = QuoteStatus.Lost, Revision = 7 });
            session.Of<Quote>().Add(first with { Id = DerivedId.Create<Quote>(Tenant, "imported"), Version = 0, Revision = 3, Status = QuoteStatus.Lost });
        });
        await desk.World.InSessionAsync(async session => session.Of<Quote>().Update((await session.Of<Quote>().FindAsync(first.Id, Token))! with { Status = QuoteStatus.Active }));
        await RefusedAsync(QuoteErrors.LiveRevision, () => desk.Quotes.ReviseAsync(Ann, second.Id, Token));
    }

    [Theory]
    [InlineData(RevisionPrices.Agreed)]
    [InlineData(RevisionPrices.Refreshed)]
    public async Task Prices_of_a_revision_are_agreed_or_those_of_the_catalog(RevisionPrices prices)
    {
        var desk = await OpenAsync();
        await desk.SetAsync(new QuotePolicy { RevisionPrices = prices });
        var draft = await desk.DraftAsync(Sold(5m), Sold(1m));
        draft = await desk.Quotes.OverridePriceAsync(Ann, draft.Id, 1, Price(7m), "Friend", Token);
        var first = await desk.Quotes.ActivateAsync(Ann, draft.Id, Token);
        await desk.PriceAsync((Start, 2m));
        Assert.Equal(first, await desk.StoredAsync(first.Id));

        var second = await desk.Quotes.ReviseAsync(Ann, first.Id, Token);
        var isAgreed = prices == RevisionPrices.Agreed;
        Assert.Equal([Price(isAgreed ? 0.50m : 2m), Price(7m)], second.Lines.AsEnumerable().Select(line => line.UnitPrice));
        Assert.Equal([isAgreed ? PriceSourceKind.Agreed : PriceSourceKind.Catalog, PriceSourceKind.Override], second.Lines.AsEnumerable().Select(line => line.Source!.Kind));
        Assert.Equal(isAgreed, (await desk.Quotes.CompareAsync(Ann, second.Id, Token)).AsEnumerable().Any(one => !one.Follows));
        Assert.Equal(second, await desk.Quotes.RepriceAsync(Ann, second.Id, Token));
    }

    [Fact]
    public async Task Those_it_was_sent_to_are_told()
    {
        var desk = await OpenAsync();
        var first = await desk.ActiveAsync(ALine());
        var sent = await desk.Quotes.SendAsync(Ann, first.Id, " buyer@example.com ", DeliveryMethod.Email, Token);
        Assert.Equal(new QuoteSending("buyer@example.com", DeliveryMethod.Email, "ann") { At = desk.World.Clock.GetCurrentInstant() }, Assert.Single(sent.Sendings.AsEnumerable()));
        var second = await desk.Quotes.ReviseAsync(Ann, first.Id, Token);
        Assert.Empty(second.Sendings.AsEnumerable());
        var told = PsaJson.Read(Assert.Single(await desk.EventsAsync(EventKinds.QuoteRevised)).Data, PsaJsonContext.Default.RevisedQuote);
        Assert.Equal(new RevisedQuote(second.Id, 1, sent.Sendings), told);
    }
}
