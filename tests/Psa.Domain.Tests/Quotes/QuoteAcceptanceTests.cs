using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Events;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>Quotes that customers accept (R-ACCEPT).</summary>
public sealed class QuoteAcceptanceTests
{
    private static readonly AcceptQuote Acceptance = new() { ByName = "Carl", Email = "carl@buyer.example", Note = "Go ahead" };

    [Fact]
    public async Task A_client_accepts_their_own_and_the_system_wins_it_in_the_same_commit()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(ALine(100m), Optional(ALine(50m)), Recurring(ALine(9m), BillingCycle.Monthly));
        var decision = await desk.AcceptAsync(quote, Acceptance with { Chosen = [1] });
        var stored = (await desk.Desk.StoredAsync(quote.Id))!;

        Assert.Equal((QuoteStatus.Won, 150m), (decision.Quote.Status, decision.Quote.AsChosen().Totals.TotalWithoutTax.Amount));
        Assert.Equal((null, 0, null), (decision.Order, decision.Contracts.Count, decision.OpportunityToClose));
        Assert.Equal((1, 1), (await desk.CountAsync<Order>(), await desk.CountAsync<Contract>()));
        Assert.Equal(("Carl", "carl@buyer.example", "Go ahead", (ValueList<int>)[1], desk.World.Clock.GetCurrentInstant()), (stored.Acceptance!.ByName, stored.Acceptance.Email, stored.Acceptance.Note, stored.Acceptance.Chosen, stored.Acceptance.At));
        Assert.Equal(QuoteHash.Of(stored.AsChosen()), stored.Acceptance.ContentHash);
        Assert.Equal("Carl", Assert.Single(await desk.Desk.EventsAsync(EventKinds.QuoteAccepted)).ActorName);
        Assert.All(await desk.Desk.EventsAsync(EventKinds.QuoteWon), one => Assert.Equal("System", one.ActorName));
        Assert.Equal("System", Assert.Single(await desk.Desk.EventsAsync(EventKinds.OrderCreated)).ActorName);
    }

    [Fact]
    public async Task The_same_acceptance_again_gives_the_first_and_another_is_refused()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(ALine(100m), Optional(ALine(50m)), Optional(ALine(70m)));
        var first = await desk.AcceptAsync(quote, Acceptance with { Chosen = [2, 1] }, Sam);
        desk.World.Clock.Advance(Duration.FromHours(1));
        var again = await desk.AcceptAsync(quote, Acceptance with { Chosen = [1, 2] }, Sam);

        Assert.Equal((first.Quote, first.Order), (again.Quote, again.Order));
        foreach (var other in new[] { Acceptance with { Chosen = [1] }, Acceptance with { ByName = "Carla" }, Acceptance with { Email = null }, Acceptance with { Note = "No" }, Acceptance with { At = Instant.FromUtc(2024, 12, 31, 0, 0) } })
        {
            await RefusedAsync(QuoteErrors.AlreadyAccepted, () => desk.AcceptAsync(quote, other.Chosen is null ? other with { Chosen = [1, 2] } : other));
        }

        Assert.Single(await desk.Desk.EventsAsync(EventKinds.QuoteAccepted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task To_say_no_choice_accepts_what_the_quote_proposes_and_is_another_acceptance_than_of_more(bool wins)
    {
        var desk = await AWinDesk.OpenAsync(policy: new() { WinsOnAcceptance = wins });
        var (more, proposed) = (await desk.ActiveAsync(ALine(100m), Optional(ALine(50m))), await desk.ActiveAsync(ALine(100m), Optional(ALine(50m))));
        await desk.AcceptAsync(more, Acceptance with { Chosen = [1] });
        await RefusedAsync(QuoteErrors.AlreadyAccepted, () => desk.AcceptAsync(more, Acceptance with { Chosen = null }));

        var first = await desk.AcceptAsync(proposed, Acceptance with { Chosen = null });
        Assert.Equal(first.Quote, (await desk.AcceptAsync(proposed, Acceptance with { Chosen = [] })).Quote);
        Assert.Equal(first.Quote, (await desk.AcceptAsync(proposed, Acceptance with { Chosen = null })).Quote);
    }

    [Fact]
    public async Task Where_sales_wins_it_what_was_accepted_neither_expires_nor_is_another_choice()
    {
        var desk = await AWinDesk.OpenAsync(policy: new() { WinsOnAcceptance = false, ClosesExpired = true });
        var quote = await desk.ActiveAsync(ALine(100m), Optional(ALine(50m)));
        var accepted = await desk.AcceptAsync(quote, Acceptance with { Chosen = [1] });
        Assert.Equal((QuoteStatus.Active, 150m, 0), (accepted.Quote.Status, accepted.Quote.Acceptance!.Totals.TotalWithoutTax.Amount, await desk.CountAsync<Order>()));
        desk.Desk.On(new(2025, 3, 1));
        Assert.Equal(0, (await desk.Quotes.ExpireAsync(Ann, Token)).Closed);
        Assert.Equal(QuoteStatus.Active, (await desk.AcceptAsync(quote, Acceptance with { Chosen = [1] })).Quote.Status);
        await RefusedAsync(QuoteErrors.AlreadyAccepted, () => desk.WinAsync(quote, new() { Chosen = [] }));

        Assert.Equal(150m, (await desk.WinAsync(quote, new() { Chosen = [1] })).Order!.Totals.TotalWithoutTax.Amount);
    }

    [Fact]
    public async Task What_is_not_offered_is_not_accepted()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(content => content with { Discounts = [Discount.OfAmount(Eur(40m))] }, Optional(ALine(100m), isChosen: true), Optional(ALine(30m)), Alternative(ALine(0m), "g", isChosen: true), Alternative(ALine(5m), "g"));
        await RefusedAsync(MoneyErrors.Missing, () => desk.AcceptAsync(quote, Acceptance with { ByName = " " }));
        await RefusedAsync(MoneyErrors.OutOfRange, () => desk.AcceptAsync(quote, Acceptance with { At = Instant.FromUtc(2025, 1, 2, 0, 0) }));
        await RefusedAsync(QuoteErrors.BadChoice, () => desk.AcceptAsync(quote, Acceptance with { Chosen = [0] }));
        await RefusedAsync(QuoteErrors.BadChoice, () => desk.AcceptAsync(quote, Acceptance with { Chosen = [2, 3] }));
        await RefusedAsync(QuoteErrors.BadChoice, () => desk.AcceptAsync(quote, Acceptance with { Chosen = [2, 9] }));
        await RefusedAsync(DocumentErrors.DiscountExceedsDetail, () => desk.AcceptAsync(quote, Acceptance with { Chosen = [1, 2] }));
        desk.Desk.On(new(2025, 2, 1));
        await RefusedAsync(QuoteErrors.Expired, () => desk.AcceptAsync(quote));
        var draft = await desk.Quotes.ReviseAsync(Ann, quote.Id, Token);
        await RefusedAsync(QuoteErrors.Superseded, () => desk.AcceptAsync(quote));
        await RefusedAsync(PsaErrors.NotFound, () => desk.AcceptAsync(draft));
        await RefusedAsync(QuoteErrors.NotActive, () => desk.AcceptAsync(draft, Acceptance, Sam));
        Assert.Empty(await desk.Desk.EventsAsync(EventKinds.QuoteAccepted));
    }

    [Fact]
    public async Task An_amount_off_needs_something_that_is_sold_once()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(content => content with { Discounts = [Discount.OfAmount(Eur(4m))] }, Optional(ALine(100m), isChosen: true), Recurring(ALine(30m), BillingCycle.Monthly));
        await RefusedAsync(CatalogErrors.DiscountNeedsOneTime, () => desk.AcceptAsync(quote, Acceptance with { Chosen = [] }));
    }

    [Fact]
    public async Task Others_find_no_such_quote_and_clients_who_manage_nothing_are_refused()
    {
        var desk = await AWinDesk.OpenAsync();
        var (quote, other) = (await desk.ActiveAsync(ALine()), ACustomer("C2"));
        await desk.World.AddAsync(other);
        await RefusedAsync(PsaErrors.NotFound, () => desk.AcceptAsync(quote, Acceptance, AWinDesk.Of(other, Role.ClientManager)));
        await RefusedAsync(PsaErrors.AccessDenied, () => desk.AcceptAsync(quote, Acceptance, AWinDesk.Of(desk.Desk.Customer, Role.Client)));
        await RefusedAsync(PsaErrors.AccessDenied, () => desk.Quotes.WinAsync(AWinDesk.Client, quote.Id, new WinQuote(), Token));
    }

    [Fact]
    public async Task What_the_customer_holds_stays_as_it_was()
    {
        var desk = await AWinDesk.OpenAsync(policy: new() { WinsOnAcceptance = false });
        var quote = await desk.ActiveAsync(ALine(100m), Optional(ALine(50m), isChosen: true), Alternative(ALine(1m), "g", isChosen: true), Alternative(Recurring(ALine(9m), BillingCycle.Monthly), "g"));
        var accepted = (await desk.AcceptAsync(quote, Acceptance with { Chosen = [3] }, Sam)).Quote;
        Assert.Equal(quote with { Version = accepted.Version, Acceptance = accepted.Acceptance, Choice = [3] }, accepted);
        Assert.Equal((100m, 9m), (accepted.AsChosen().Totals.TotalWithoutTax.Amount, Assert.Single(accepted.AsChosen().Recurring.AsEnumerable()).Totals.TotalWithoutTax.Amount));
        Assert.Equal((100m, 9m), (accepted.Acceptance!.Totals.TotalWithoutTax.Amount, Assert.Single(accepted.Acceptance.Recurring.AsEnumerable()).Totals.TotalWithoutTax.Amount));
        var won = (await desk.WinAsync(quote)).Quote;
        Assert.Equal(accepted with { Version = won.Version, Status = QuoteStatus.Won, ClosedOn = won.ClosedOn, Ordered = won.Ordered }, won);

        // what is proposed needs no choice beside it
        var other = await desk.ActiveAsync(ALine(100m), Optional(ALine(50m), isChosen: true));
        Assert.Null((await desk.AcceptAsync(other, Acceptance with { Chosen = [1] })).Quote.Choice);
    }

    [Fact]
    public async Task A_revision_of_what_was_accepted_offers_what_the_quote_offered()
    {
        var desk = await AWinDesk.OpenAsync(policy: new() { WinsOnAcceptance = false });
        var quote = await desk.ActiveAsync(ALine(100m), Optional(ALine(50m)));
        await desk.AcceptAsync(quote, Acceptance with { Chosen = [1] });
        var revision = await desk.Quotes.ReviseAsync(Ann, quote.Id, Token);
        Assert.Equal((null, null, 100m), (revision.Choice, (object?)revision.Acceptance, revision.Totals.TotalWithoutTax.Amount));
        await desk.Quotes.ActivateAsync(Ann, revision.Id, Token);
        Assert.Equal(100m, (await desk.AcceptAsync(revision, Acceptance)).Quote.Acceptance!.Totals.TotalWithoutTax.Amount);
    }

    [Fact]
    public async Task What_does_not_hold_yet_is_not_accepted()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(content => content with { EffectiveFrom = Start.PlusDays(7) }, ALine());
        desk.Desk.On(Start.PlusDays(6));
        await RefusedAsync(QuoteErrors.NotEffective, () => desk.AcceptAsync(quote));
        desk.Desk.On(Start.PlusDays(7));
        Assert.Equal(QuoteStatus.Won, (await desk.AcceptAsync(quote)).Quote.Status);
    }

    [Fact]
    public async Task An_acceptance_stays_where_winning_is_refused_and_says_what_it_waits_for()
    {
        // nobody set up numbers for orders
        var desk = await OpenAsync();
        var quote = await desk.ActiveAsync(ALine(100m), Optional(ALine(50m)));
        var told = await desk.Quotes.AcceptAsync(AWinDesk.Client, quote.Id, Acceptance with { Chosen = [1] }, Token);
        Assert.Equal((QuoteStatus.Active, "Carl", null), (told.Quote.Status, told.Quote.Acceptance!.ByName, told.NotWon));
        Assert.Equal((ValueList<int>)[1], (await desk.StoredAsync(quote.Id))!.Acceptance!.Chosen);
        Assert.Contains("number series", Assert.Single(await desk.EventsAsync(EventKinds.QuoteAccepted)).Reason, StringComparison.Ordinal);
        Assert.Empty(await desk.EventsAsync(EventKinds.QuoteWon));

        var other = await desk.Quotes.AcceptAsync(Sam, (await desk.ActiveAsync(ALine(100m))).Id, Acceptance, Token);
        Assert.Equal(Psa.Numbering.NumberingErrors.NoSeries, other.NotWon!.Code);
        await RefusedAsync(Psa.Numbering.NumberingErrors.NoSeries, () => desk.Quotes.WinAsync(Ann, quote.Id, new(), Token));

        // the same acceptance again says so again, and wins once that is mended
        Assert.Equal(Psa.Numbering.NumberingErrors.NoSeries, (await desk.Quotes.AcceptAsync(Sam, other.Quote.Id, Acceptance, Token)).NotWon!.Code);

        // what the acceptance itself lacks is refused as before
        await RefusedAsync(QuoteErrors.BadChoice, async () => await desk.Quotes.AcceptAsync(Sam, (await desk.ActiveAsync(ALine(100m))).Id, Acceptance with { Chosen = [0] }, Token));
    }
}
