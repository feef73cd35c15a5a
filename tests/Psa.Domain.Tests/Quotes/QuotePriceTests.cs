using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Documents;
using Psa.Events;
using Psa.Quotes;
using Psa.Records;
using Psa.SalesItems;
using Psa.Sellers;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>Quotes whose prices follow the catalog or stay (R-STALE, R-FROZEN).</summary>
public sealed class QuotePriceTests
{
    private static readonly LocalDate March = new(2025, 3, 1);

    private static readonly Product Seat = AProduct with { Id = DerivedId.Create<Product>(Tenant, "seat"), Number = "SEAT", Name = "Seat", ServiceCode = null };

    private static readonly Product Suite = AProduct with
    {
        Id = DerivedId.Create<Product>(Tenant, "suite"),
        Number = "SUITE",
        Name = "Suite",
        ServiceCode = null,
        Kind = ProductKind.Bundle,
        Contents = [new(new(2000, 1, 1), [new(AProduct.Id, 2m), new(Seat.Id)])],
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_price_that_becomes_valid_by_date_is_caught_when_it_is_activated(bool refuses)
    {
        var desk = await OpenAsync();
        await desk.SetAsync(settings => settings with { RefuseStalePrices = refuses });
        await desk.PriceAsync((Start, 10m), (March, 12m));
        desk.On(new(2025, 2, 20));
        var draft = await desk.Quotes.DraftAsync(Ann, desk.New() with { Content = AContent(Sold(5m)) with { Date = new(2025, 2, 20) } }, Token);
        Assert.Equal(Eur(50m), draft.Totals.LineTotal);
        Assert.Empty((await desk.Quotes.CompareAsync(Ann, draft.Id, Token)).AsEnumerable());
        desk.On(new(2025, 3, 2));
        var difference = Assert.Single((await desk.Quotes.CompareAsync(Ann, draft.Id, Token)).AsEnumerable());
        Assert.Equal((0, true, Price(10m), Price(12m), Eur(50m), Eur(60m)), (difference.Line, difference.Follows, difference.OldPrice, difference.NewPrice, difference.OldAmount, difference.NewAmount));
        Assert.Equal(draft, await desk.StoredAsync(draft.Id));
        if (refuses)
        {
            foreach (var step in new Func<Task>[]
            {
                () => desk.Quotes.ActivateAsync(Ann, draft.Id, Token), () => desk.Quotes.LockPricesAsync(Ann, draft.Id, Token), () => desk.Quotes.RequestApprovalAsync(Ann, draft.Id, Token),
            })
            {
                Assert.Equal([(CatalogErrors.StalePrices, "Lines[0]")], (await Assert.ThrowsAsync<ValidationFailedException>(step)).Problems.Select(problem => (problem.Code, problem.Where)));
            }

            Assert.Equal(Eur(60m), (await desk.Quotes.RepriceAsync(Ann, draft.Id, Token)).Totals.LineTotal);
        }

        var active = await desk.Quotes.ActivateAsync(Ann, draft.Id, Token);
        Assert.Equal((Eur(60m), QuoteStatus.Active), (active.Totals.LineTotal, active.Status));
        var told = Assert.Single(await desk.EventsAsync(EventKinds.DocumentRepriced));
        Assert.Equal(("60.00 EUR", "72.00 EUR", draft.Id.Value), (told.From, told.To, told.RecordId));
        Assert.Equal(difference, Assert.Single(PsaJson.Read(told.Data, PsaJsonContext.Default.RepricedDocument).Differences.AsEnumerable()));
        await desk.PriceAsync((Start, 99m));
        Assert.Empty((await desk.Quotes.CompareAsync(Ann, draft.Id, Token)).AsEnumerable());
        Assert.Equal(active, await desk.StoredAsync(draft.Id));
    }

    [Fact]
    public async Task A_locked_draft_keeps_its_prices_until_it_is_unlocked()
    {
        var desk = await OpenAsync();
        await desk.PriceAsync((Start, 10m));
        var draft = await desk.DraftAsync(Sold(5m));
        await RefusedAsync(CatalogErrors.AlreadyUnlocked, () => desk.Quotes.UnlockPricesAsync(Ann, draft.Id, Token));
        await desk.PriceAsync((Start, 11m));
        var locked = await desk.Quotes.LockPricesAsync(Ann, draft.Id, Token);
        Assert.Equal((PriceBehaviour.Locked, Eur(55m)), (locked.PriceBehaviour, locked.Totals.LineTotal));
        await RefusedAsync(CatalogErrors.AlreadyLocked, () => desk.Quotes.LockPricesAsync(Ann, draft.Id, Token));
        await desk.PriceAsync((Start, 12m));
        Assert.False(Assert.Single((await desk.Quotes.CompareAsync(Ann, draft.Id, Token)).AsEnumerable()).Follows);
        Assert.Equal(locked, await desk.Quotes.RepriceAsync(Ann, draft.Id, Token));
        var more = await desk.Quotes.ChangeAsync(Ann, draft.Id, AContent(Sold(6m), Sold(1m)), Token);
        Assert.Equal([Price(11m), Price(12m)], more.Lines.AsEnumerable().Select(line => line.UnitPrice));
        Assert.Equal(
            (CatalogErrors.PricesLocked, "Lines[1].UnitPrice"),
            (await Assert.ThrowsAsync<ValidationFailedException>(() => desk.Quotes.ChangeAsync(Ann, draft.Id, AContent(Sold(6m), ALine()), Token))).Problems.Select(problem => (problem.Code, problem.Where)).Single());
        await desk.Quotes.UnlockPricesAsync(Ann, draft.Id, Token);
        Assert.Equal(Eur(84m), (await desk.Quotes.RepriceAsync(Ann, draft.Id, Token)).Totals.LineTotal);
        Assert.Equal([EventKinds.DocumentLocked, EventKinds.DocumentUnlocked], (await desk.EventsAsync()).Select(e => e.Kind).Where(kind => kind is EventKinds.DocumentLocked or EventKinds.DocumentUnlocked));
    }

    [Fact]
    public async Task An_overridden_price_stays_and_comes_back()
    {
        var desk = await OpenAsync();
        await desk.PriceAsync((Start, 10m));
        var draft = await desk.DraftAsync(Sold(5m), ALine());
        var overridden = await desk.Quotes.OverridePriceAsync(Bob, draft.Id, 0, Price(8m), " Friend ", Token);
        Assert.Equal((Price(8m), Eur(140m), "bob", "Friend"), (overridden.Lines[0].UnitPrice, overridden.Totals.LineTotal, overridden.AuthorName, overridden.Lines[0].Source!.Reason));
        await desk.PriceAsync((Start, 12m));
        Assert.Empty((await desk.Quotes.CompareAsync(Ann, draft.Id, Token)).AsEnumerable());
        Assert.Equal(Eur(160m), (await desk.Quotes.RestorePriceAsync(Ann, draft.Id, 0, Token)).Totals.LineTotal);
        await RefusedAsync(PsaErrors.ActionNotAllowed, () => desk.Quotes.OverridePriceAsync(Ann, draft.Id, 1, Price(8m), "Why", Token));
        await RefusedAsync(PsaErrors.ActionNotAllowed, () => desk.Quotes.OverridePriceAsync(Ann, draft.Id, 2, Price(8m), "Why", Token));
        await RefusedAsync(CatalogErrors.NegativePrice, () => desk.Quotes.OverridePriceAsync(Ann, draft.Id, 0, Price(-8m), "Why", Token));
        await RefusedAsync(SalesItemErrors.ReasonMissing, () => desk.Quotes.OverridePriceAsync(Ann, draft.Id, 0, Price(8m), " ", Token));
        await RefusedAsync(MoneyErrors.OutOfRange, () => desk.Quotes.RestorePriceAsync(Ann, draft.Id, -1, Token));
        await Assert.ThrowsAsync<CurrencyMismatchException>(() => desk.Quotes.OverridePriceAsync(Ann, draft.Id, 0, UnitPrice.Of(8m, Currency.USD), "Why", Token));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => desk.Quotes.OverridePriceAsync(Sam, draft.Id, 0, Price(8m), "Why", Token));
    }

    [Fact]
    public async Task What_a_bundle_holds_is_offered_as_it_is_and_can_be_freed()
    {
        var desk = await OpenAsync();
        await desk.World.AddAsync(Seat, Suite);
        await desk.World.UpdateAsync(APriceList with { Items = [.. APriceList.Items, new(Seat.Id, "C62", [new(Start, Price(7m))]), new(Suite.Id, "C62", [new(Start, Price(6m))])] });
        var draft = await desk.DraftAsync(ALine(), Optional(Sold(1m, Suite)), Alternative(Sold(1m, Suite), "A", isChosen: true));
        Assert.Equal([null, LineChoice.Optional, LineChoice.Optional, LineChoice.Optional, LineChoice.Alternative, LineChoice.Alternative, LineChoice.Alternative], draft.Lines.AsEnumerable().Select(line => line.Offer?.Choice));
        Assert.Equal((Eur(106m), Eur(112m)), (draft.Totals.LineTotal, draft.TotalsWithOptions().OneTime.LineTotal));

        // another content of the catalog keeps how it is offered
        await desk.World.UpdateAsync(Suite with { Contents = [new(new(2000, 1, 1), [new(AProduct.Id, 2m), new(Seat.Id), new(AProduct.Id)])] });
        var repriced = await desk.Quotes.RepriceAsync(Ann, draft.Id, Token);
        Assert.Equal(9, repriced.Lines.Count);
        Assert.All(repriced.Lines.AsEnumerable().Skip(1).Take(4), line => Assert.Equal(LineChoice.Optional, line.Offer!.Choice));
        Assert.Equal(draft.Totals.TotalWithTax, repriced.Totals.TotalWithTax);

        await RefusedAsync(QuoteErrors.BadChoice, () => desk.Quotes.UnbundleAsync(Ann, draft.Id, 5, Token));
        await RefusedAsync(PsaErrors.ActionNotAllowed, () => desk.Quotes.UnbundleAsync(Ann, draft.Id, 0, Token));
        var freed = await desk.Quotes.UnbundleAsync(Ann, draft.Id, 1, Token);
        Assert.Equal((8, repriced.Totals.TotalWithTax), (freed.Lines.Count, freed.Totals.TotalWithTax));
        Assert.Equal(repriced.TotalsWithOptions().OneTime.TotalWithTax, freed.TotalsWithOptions().OneTime.TotalWithTax);
        Assert.All(freed.Lines.AsEnumerable().Skip(1).Take(3), line => Assert.Equal((LineChoice.Optional, BundleRole.None, PriceSourceKind.Agreed), (line.Offer!.Choice, line.Bundle, line.Source!.Kind)));
        await desk.Quotes.ActivateAsync(Ann, draft.Id, Token);
    }

    [Fact]
    public async Task Prices_with_tax_are_freed_of_it_for_who_does_not_pay_it()
    {
        var desk = await OpenAsync(entity: static seller => seller with { PriceMode = PriceMode.TaxInclusive });
        await desk.World.UpdateAsync(APriceList with { PriceMode = PriceMode.TaxInclusive });
        var held = await desk.DraftAsync(ALine(120m), Recurring(ALine(12m), BillingCycle.Monthly));
        Assert.Equal((Eur(100m), Eur(120m), Eur(10m)), (held.Totals.TotalWithoutTax, held.Totals.TotalWithTax, held.Recurring[0].Totals.TotalWithoutTax));
        await desk.World.UpdateAsync(desk.Customer with { BillingInformation = Complete with { TaxCode = "ZERO" } });
        var active = await desk.Quotes.ActivateAsync(Ann, held.Id, Token);
        Assert.Equal((Eur(100m), Eur(100m), Eur(10m)), (active.Totals.TotalWithoutTax, active.Totals.TotalWithTax, active.Recurring[0].Totals.TotalWithTax));
        Assert.Equal((Price(120m), Eur(120m)), (active.Lines[0].UnitPrice, active.Lines[0].Amount));

        // what is revised is agreed with tax, whoever pays it then
        await desk.World.UpdateAsync(desk.Customer);
        Assert.Equal(Eur(120m), (await desk.Quotes.ReviseAsync(Ann, active.Id, Token)).Totals.TotalWithTax);
    }

    [Fact]
    public void Only_drafts_move()
    {
        foreach (var status in QuoteStatus.All)
        {
            var isDraft = status == QuoteStatus.Draft;
            Assert.Equal(isDraft ? PriceMovement.Follows : PriceMovement.Frozen, QuotePrices.Table.Of(status, isByHand: true, PriceBehaviour.UseCurrent));
            Assert.Equal(isDraft ? PriceMovement.Keeps : PriceMovement.Frozen, QuotePrices.Table.Of(status, isByHand: true, PriceBehaviour.Locked));
        }
    }
}
