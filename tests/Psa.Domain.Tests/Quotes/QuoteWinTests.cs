using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Domain.Tests.Runs;
using Psa.Events;
using Psa.Numbering;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>Quotes that are won: the orders and contracts that they make (R-RECURRING, R-PART).</summary>
public sealed class QuoteWinTests
{
    private static readonly NewQuoteLine[] Worked =
    [
        Recurring(ALine(12m, 10m, discount: Discount.OfPercent(Percent.Of(5m))), BillingCycle.Monthly),
        Recurring(ALine(600m), BillingCycle.Yearly),
        ALine(250m),
    ];

    [Fact]
    public async Task A_win_makes_an_order_of_what_is_sold_once_and_a_draft_contract_for_each_cycle()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(content => content with { Discounts = [Discount.OfPercent(Percent.Of(10m))], PurchaseOrderNumber = "PO-7" }, Worked);
        var won = await desk.WinAsync(quote);

        Assert.Equal((QuoteStatus.Won, Start, null), (won.Quote.Status, won.Quote.ClosedOn, won.OpportunityToClose));
        Assert.Equal((225m, "O-0001", "PO-7", PriceBehaviour.Locked, OrderStatus.Active), (won.Order!.Totals.TotalWithoutTax.Amount, won.Order.Number, won.Order.PurchaseOrderNumber, won.Order.PriceBehaviour, won.Order.Status));
        Assert.Equal(((ValueList<int>)[2], quote.Discounts, (ValueList<decimal>)[0m, 0m, 1m]), (won.Order.QuoteLines, won.Order.Discounts, won.Quote.Ordered));
        Assert.Equal(
            [("Q-0001-1", ContractStatus.Draft, new LocalDate(2025, 2, 1), (LocalDate?)new LocalDate(2028, 1, 31), "PO-7"), ("Q-0001-2", ContractStatus.Draft, new(2025, 2, 1), new(2028, 1, 31), "PO-7")],
            won.Contracts.Select(contract => (contract.Number, contract.Status, contract.EffectiveFrom, contract.LastDay, contract.PurchaseOrderNumber!)));
        Assert.Equal(
            [EventKinds.QuoteWon, EventKinds.OrderCreated, EventKinds.ContractCreated, EventKinds.ContractCreated],
            (await desk.Desk.EventsAsync()).Select(one => one.Kind).Where(kind => kind is EventKinds.QuoteWon or EventKinds.OrderCreated or EventKinds.ContractCreated).OrderBy(kind => kind == EventKinds.QuoteWon ? 0 : kind == EventKinds.OrderCreated ? 1 : 2));
    }

    [Fact]
    public async Task The_contracts_bill_what_the_quote_said()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(content => content with { Discounts = [Discount.OfPercent(Percent.Of(10m))] }, Worked);
        foreach (var contract in (await desk.WinAsync(quote)).Contracts)
        {
            await desk.World.Contracts.ActivateAsync(desk.World.Actor, contract.Id, cancellationToken: Token);
        }

        Assert.Equal([102.60m, 540m], (await desk.World.NetsOfAsync(await desk.World.CalculateAsync(new(2025, 2, 28)))).Order());
    }

    [Fact]
    public async Task A_second_win_makes_nothing_and_gives_what_the_first_made()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(Worked);
        var first = await desk.WinAsync(quote);
        var second = await desk.WinAsync(quote, new() { MakesOrder = true, ContractStart = new(2026, 1, 1) });

        Assert.Equal((first.Order!.Id, first.Contracts.Select(contract => contract.Id).ToValueList()), (second.Order!.Id, second.Contracts.Select(contract => contract.Id).ToValueList()));
        Assert.Equal((1, 2), (await desk.CountAsync<Order>(), await desk.CountAsync<Contract>()));
        Assert.Single(await desk.Desk.EventsAsync(EventKinds.QuoteWon));
    }

    [Fact]
    public async Task What_is_chosen_is_won_and_the_rest_is_not()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(ALine(100m), Optional(ALine(50m)), Alternative(ALine(10m), "g", isChosen: true), Alternative(ALine(20m), "g"), Optional(Recurring(ALine(5m), BillingCycle.Monthly), isChosen: true));
        await RefusedAsync(QuoteErrors.BadChoice, () => desk.WinAsync(quote, new() { Chosen = [2, 3] }));
        await RefusedAsync(QuoteErrors.BadChoice, () => desk.WinAsync(quote, new() { Chosen = [0, 3] }));
        var won = await desk.WinAsync(quote, new() { Chosen = [3, 1] });

        Assert.Equal((170m, 170m), (won.Quote.AsChosen().Totals.TotalWithoutTax.Amount, won.Order!.Totals.TotalWithoutTax.Amount));
        Assert.Equal((ValueList<int>)[0, 1, 3], won.Order.QuoteLines);
        Assert.Empty(won.Contracts);
        Assert.Equal([true, true, false, true, false], won.Quote.AsChosen().Lines.Select(line => line.Offer?.IsChosen ?? true));
    }

    [Fact]
    public async Task Without_an_order_parts_are_ordered_later_and_together_they_are_the_quote()
    {
        var desk = await AWinDesk.OpenAsync(policy: new() { OrdersWhenWon = false });
        var quote = await desk.ActiveAsync(
            content => content with { Discounts = [Discount.OfAmount(Eur(100m), "Autumn")], Charges = [new(Eur(30m), "Freight", "STD")] }, ALine(100m, 10m), Recurring(ALine(9m), BillingCycle.Monthly));
        await RefusedAsync(QuoteErrors.NotWon, () => desk.OrderAsync(quote));
        var won = await desk.WinAsync(quote);
        Assert.Null(won.Order);
        await RefusedAsync(OrderErrors.RecurringLine, () => desk.OrderAsync(quote, new QuoteOrderLine(1, 1m)));
        var first = await desk.OrderAsync(quote, new QuoteOrderLine(0, 7m));
        await RefusedAsync(QuoteErrors.OverOrdered, () => desk.OrderAsync(quote, new QuoteOrderLine(0, 4m)));
        var second = await desk.OrderAsync(quote);

        Assert.Equal((70m, 21m, 651m), (first.Totals.DiscountTotal.Amount, first.Totals.ChargeTotal.Amount, first.Totals.TotalWithoutTax.Amount));
        Assert.Equal((30m, 9m, 279m), (second.Totals.DiscountTotal.Amount, second.Totals.ChargeTotal.Amount, second.Totals.TotalWithoutTax.Amount));
        Assert.Equal(quote.Totals.TotalWithTax, first.Totals.TotalWithTax + second.Totals.TotalWithTax);
        Assert.Equal([10m, 0m], (await desk.Desk.StoredAsync(quote.Id))!.Ordered);
        await RefusedAsync(QuoteErrors.OverOrdered, () => desk.OrderAsync(quote));
    }

    [Fact]
    public async Task An_order_of_a_given_id_is_made_once_and_stays_with_its_quote()
    {
        var desk = await AWinDesk.OpenAsync(policy: new() { OrdersWhenWon = false });
        var (quote, other) = (await desk.ActiveAsync(ALine(100m, 10m)), await desk.ActiveAsync(ALine(100m, 10m)));
        await desk.WinAsync(quote);
        await desk.WinAsync(other);
        var request = new NewQuoteOrder { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a41")), Lines = [new(0, 2m)], PurchaseOrderNumber = "PO-8", ShipTo = new() { City = "Brugge", Country = "BE" } };
        var made = await desk.Orders.OrderQuoteAsync(Ann, quote.Id, request, Token);

        Assert.Equal(("PO-8", "Brugge"), (made.PurchaseOrderNumber, made.ShipTo!.City));
        Assert.Equal(made.Number, (await desk.Orders.OrderQuoteAsync(Ann, quote.Id, request, Token)).Number);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => desk.Orders.OrderQuoteAsync(Ann, other.Id, request, Token));
        Assert.Equal(1, await desk.CountAsync<Order>());
    }

    [Fact]
    public async Task What_is_canceled_of_an_order_can_be_ordered_again()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(content => content with { Discounts = [Discount.OfAmount(Eur(10m))] }, ALine(33.3333m, 3m));
        var first = (await desk.WinAsync(quote)).Order!;
        await desk.Orders.CancelAsync(Ann, first.Id, "Too early", Token);
        Assert.Empty((await desk.Desk.StoredAsync(quote.Id))!.Ordered);
        var second = await desk.OrderAsync(quote);
        await desk.Orders.SubmitAsync(Ann, second.Id, cancellationToken: Token);
        await desk.Orders.FulfilAsync(Ann, second.Id, 0, 1m, cancellationToken: Token);
        await desk.Orders.CancelRestAsync(Ann, second.Id, [], "Out of stock", Token);
        Assert.Equal([1m], (await desk.Desk.StoredAsync(quote.Id))!.Ordered);
        var third = await desk.OrderAsync(quote);

        Assert.Equal((quote.Totals, 100m, 60.00m), (first.Totals, second.Totals.LineTotal.Amount, third.Totals.TotalWithoutTax.Amount));
        Assert.Equal((2m, 66.67m, 6.67m), (third.Lines[0].Quantity, third.Totals.LineTotal.Amount, third.Totals.DiscountTotal.Amount));
    }

    [Fact]
    public async Task An_order_of_a_part_keeps_its_shares_when_it_is_written_and_submitted()
    {
        var desk = await AWinDesk.OpenAsync(policy: new() { OrdersWhenWon = false });
        var quote = await desk.ActiveAsync(content => content with { Discounts = [Discount.OfAmount(Eur(100m))] }, ALine(100m, 10m), ALine(33.3333m, 3m), ALine(20m, -1m));
        await desk.WinAsync(quote);
        await desk.OrderAsync(quote, new(0, 9m), new(1, 1m));
        var rest = await desk.OrderAsync(quote);
        await desk.Orders.ChangeAsync(Ann, rest.Id, new() { Date = Start, Note = "By car" }, Token);
        var submitted = (await desk.Orders.SubmitAsync(Ann, rest.Id, cancellationToken: Token)).Order;

        Assert.Equal(rest.Totals, submitted.Totals);
        Assert.Equal([9.09m, 6.06m, 0m], rest.Totals.Lines.Select(line => line.Discount.Amount));
    }

    [Fact]
    public async Task Recurring_lines_go_to_a_contract_that_takes_them()
    {
        var desk = await AWinDesk.OpenAsync();
        var (customer, other) = (desk.Desk.Customer, ACustomer("C2"));
        var contract = AWorld.AContract(customer);
        await desk.World.AddAsync(contract, APart(contract), other, AWorld.AContract(other), AWorld.AContract(customer, BillingTiming.InArrears, name: "late"));
        var quote = await desk.ActiveAsync(Worked);
        foreach (var wrong in new[] { AWorld.AContract(other), AWorld.AContract(customer, name: "late") })
        {
            await RefusedAsync(QuoteErrors.ContractMismatch, () => desk.WinAsync(quote, new() { Contracts = [wrong.Id] }));
        }

        await RefusedAsync(PsaErrors.NotFound, () => desk.WinAsync(quote, new() { Contracts = [AWorld.AContract(customer, name: "none").Id] }));
        var won = await desk.WinAsync(quote, new() { Contracts = [contract.Id], ContractStart = new(2025, 3, 1) });

        Assert.Equal([contract.Number, "Q-0001-1"], won.Contracts.Select(one => one.Number));
        var part = Assert.Single(await desk.PartsAsync(contract), part => part.Text == "Work");
        Assert.Equal((new LocalDate(2025, 3, 1), (LocalDate?)new LocalDate(2028, 2, 29), PriceBehaviour.Locked), (part.FirstDay(contract), part.LastDay, part.PriceBehaviour));
        Assert.Equal([100m, 114m], (await desk.World.NetsOfAsync(await desk.World.CalculateAsync(new(2025, 3, 31)))).Order().TakeLast(2));
    }

    [Theory]
    [InlineData("every 1 months", "every 1 months", true)]
    [InlineData("every 1 months", "every 1 months on day 31", true)]
    [InlineData("every 1 months on day 15", "every 1 months", true)]
    [InlineData("every 1 months on day 14", "every 1 months", false)]
    [InlineData("every 1 months on day 31", "every 1 months on day 31", true)]
    [InlineData("every 1 months", "every 3 months", false)]
    [InlineData("every 1 months", "every 4 weeks", false)]
    [InlineData("every 4 weeks", "every 4 weeks", true)]
    [InlineData("every 4 weeks", "every 4 weeks and 8 later", true)]
    [InlineData("every 4 weeks", "every 4 weeks and 2 later", false)]
    [InlineData("every 2 weeks", "every 4 weeks", false)]
    public void A_contract_takes_what_is_billed_as_often_on_days_that_the_quote_allows(string quoted, string agreed, bool takes)
    {
        var customer = ACustomer();
        var contract = AWorld.AContract(customer, cycle: CycleOf(agreed), from: new(2024, 6, 15));
        var quote = AWonQuote.Of([]) with { ServedCustomer = customer.Id, BillingEntity = contract.BillingEntity };
        Assert.Equal(takes, contract.Takes(quote, new(CycleOf(quoted), BillingTiming.InAdvance, []), new(2025, 2, 1)));
        Assert.False(contract.Takes(quote with { Currency = Currency.USD }, new(CycleOf(agreed), BillingTiming.InAdvance, []), new(2025, 2, 1)));
        Assert.False((contract with { Status = ContractStatus.Terminated }).Takes(quote, new(CycleOf(agreed), BillingTiming.InAdvance, []), new(2025, 2, 1)));
    }

    [Fact]
    public async Task A_new_contract_has_the_list_of_the_quote_unless_it_could_not_be_obeyed()
    {
        var desk = await AWinDesk.OpenAsync();
        var list = APriceList with { Id = DerivedId.Create<PriceList>(Tenant, "other"), Name = "Other" };
        await desk.World.AddAsync(list);
        foreach (var isActive in new[] { true, false })
        {
            var quote = await desk.ActiveAsync(content => content with { PriceList = list.Id }, Recurring(Sold(3m), BillingCycle.Monthly));
            await desk.World.UpdateAsync(list with { IsActive = isActive });
            Assert.Equal(isActive ? [list.Id] : [], Assert.Single((await desk.WinAsync(quote)).Contracts).PriceLists.Select(entry => entry.PriceList!.Value));
        }
    }

    [Fact]
    public async Task Who_may_not_edit_contracts_puts_nothing_on_them()
    {
        var desk = await AWinDesk.OpenAsync();
        var quote = await desk.ActiveAsync(Worked);
        var table = AccessTable.Default.With(Role.Sales, Permission.EditContracts, Grants.None);
        var seller = Actor.Create(Tenant, UserId.Of("sue"), "Sue", [Role.Sales], table);
        await RefusedAsync(PsaErrors.AccessDenied, () => desk.Quotes.WinAsync(seller, quote.Id, new() { Contracts = [AWorld.AContract(desk.Desk.Customer).Id] }, Token));
        Assert.Equal(2, (await desk.Quotes.WinAsync(seller, quote.Id, new(), Token)).Contracts.Count);
    }

    [Fact]
    public async Task Contracts_have_numbers_of_their_series_where_there_is_one()
    {
        var desk = await AWinDesk.OpenAsync();
        await desk.NumberAsync(NumberPurpose.Contract, "C-{seq:000}");
        await desk.World.AddAsync(AWorld.AContract(desk.Desk.Customer) with { Number = "C-001" });
        Assert.Equal(["C-002", "C-003"], (await desk.WinAsync(await desk.ActiveAsync(Worked))).Contracts.Select(contract => contract.Number));
        Assert.Equal(["C-004", "C-005"], (await desk.WinAsync(await desk.ActiveAsync(Worked))).Contracts.Select(contract => contract.Number));
    }

    [Fact]
    public async Task Who_cannot_be_billed_yet_wins_and_is_asked_when_the_contract_is_activated()
    {
        var desk = await AWinDesk.OpenAsync();
        await desk.World.UpdateAsync(desk.Desk.Customer with { BillingInformation = null });
        var won = await desk.WinAsync(await desk.ActiveAsync(Worked));

        Assert.Equal(2, won.Contracts.Count);
        await Assert.ThrowsAsync<BillingInformationRequiredException>(() => desk.World.Contracts.ActivateAsync(desk.World.Actor, won.Contracts[0].Id, cancellationToken: Token));
    }

    [Theory]
    [InlineData(ExpiredQuotes.Block, "quote.expired")]
    [InlineData(ExpiredQuotes.Allow, null)]
    public async Task An_expired_quote_is_won_as_the_policy_says(ExpiredQuotes expired, string? code)
    {
        var desk = await AWinDesk.OpenAsync(policy: new() { Expired = expired });
        var quote = await desk.ActiveAsync(ALine());
        desk.Desk.On(new(2025, 2, 1));
        if (code is not null)
        {
            await RefusedAsync(code, () => desk.WinAsync(quote));
        }
        else
        {
            Assert.Equal((quote.Id, QuoteStatus.Won), ((await desk.WinAsync(quote)).Quote.Id, (await desk.Desk.StoredAsync(quote.Id))!.Status));
        }
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task An_expired_quote_is_won_at_the_prices_of_today_once_somebody_confirms_them(string store)
    {
        var desk = await AWinDesk.OpenAsync(store, new() { Expired = ExpiredQuotes.Reprice });
        var quote = await desk.ActiveAsync(Sold(10m), Optional(Sold(4m)));
        desk.Desk.On(new(2025, 2, 1));
        await desk.Desk.PriceAsync((new(2000, 1, 1), 0.75m));
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => desk.WinAsync(quote));
        Assert.Equal([(CatalogErrors.StalePrices, "Lines[0]"), (CatalogErrors.StalePrices, "Lines[1]")], refusal.Problems.Select(problem => (problem.Code, problem.Where)));
        Assert.Equal(quote, await desk.Desk.StoredAsync(quote.Id));
        var priced = await desk.Quotes.RepricedAsync(Ann, quote.Id, Token);
        Assert.Equal((7.50m, 2), (priced.Totals.OneTime.TotalWithoutTax.Amount, priced.Differences.Count));

        // the prices that were confirmed are agreed, and no others
        await desk.Desk.PriceAsync((new(2000, 1, 1), 0.80m));
        var other = await Assert.ThrowsAsync<ValidationFailedException>(() => desk.WinAsync(quote, new() { ConfirmedPrices = priced.PriceHash, Chosen = [1] }));
        Assert.Equal((CatalogErrors.StalePrices, "ConfirmedPrices"), (Assert.Single(other.Problems).Code, other.Problems[0].Where));
        Assert.Equal(quote, await desk.Desk.StoredAsync(quote.Id));
        await desk.Desk.PriceAsync((new(2000, 1, 1), 0.75m));
        var won = await desk.WinAsync(quote, new() { ConfirmedPrices = priced.PriceHash, Chosen = [1] });

        Assert.Equal((1, QuoteStatus.Won, 10.50m, 10.50m), (won.Quote.Revision, won.Quote.Status, won.Quote.AsChosen().Totals.TotalWithoutTax.Amount, won.Order!.Totals.TotalWithoutTax.Amount));
        Assert.Equal((QuoteStatus.Revised, quote.Totals), ((await desk.Desk.StoredAsync(quote.Id))!.Status, (await desk.Desk.StoredAsync(quote.Id))!.Totals));
        Assert.Equal(won.Quote, await desk.Desk.StoredAsync(won.Quote.Id));
        Assert.Equal((won.Quote.Id, won.Order.Id), (await desk.WinAsync(quote, new() { ConfirmedPrices = priced.PriceHash, Chosen = [1] })) is var again ? (again.Quote.Id, again.Order!.Id) : default);
    }

    [Fact]
    public async Task Prices_that_are_the_same_today_need_no_confirmation()
    {
        var desk = await AWinDesk.OpenAsync(policy: new() { Expired = ExpiredQuotes.Reprice });
        var quote = await desk.ActiveAsync(Sold(10m));
        desk.Desk.On(new(2025, 2, 1));
        Assert.Equal((1, 5m), ((await desk.WinAsync(quote)) is var won ? won.Quote.Revision : 0, won.Quote.Totals.TotalWithoutTax.Amount));
    }

    [Fact]
    public async Task The_last_quote_of_an_opportunity_offers_to_close_it()
    {
        var desk = await AWinDesk.OpenAsync();
        var opportunity = await desk.Opportunities.CreateAsync(Sam, new() { Name = "Move", Customer = desk.Desk.Customer.Id }, Token);
        var quotes = new List<Quote>();
        for (var n = 0; n < 2; n++)
        {
            var draft = await desk.Quotes.DraftAsync(Ann, desk.Desk.New(ALine()) with { Opportunity = opportunity.Id }, Token);
            quotes.Add(await desk.Quotes.ActivateAsync(Ann, draft.Id, Token));
        }

        Assert.Null((await desk.WinAsync(quotes[0])).OpportunityToClose);
        Assert.Equal(opportunity.Id, (await desk.WinAsync(quotes[1])).OpportunityToClose);
        await desk.Opportunities.WinAsync(Sam, opportunity.Id, Token);
        Assert.Null((await desk.WinAsync(quotes[1])).OpportunityToClose);
    }

    [Fact]
    public async Task Quotes_of_two_sellers_with_one_number_are_two()
    {
        var desk = await AWinDesk.OpenAsync();
        var other = Seller with { Id = DerivedId.Create<BillingEntity>(Tenant, "other seller"), Code = "OTHER", IsDefault = false };
        await desk.World.AddAsync(other);
        await desk.World.InSessionAsync(session => Task.FromResult(session.Of<NumberSeries>().Add(new()
        {
            Id = DerivedId.Create<NumberSeries>(Tenant, "series", "other quotes"),
            Tenant = Tenant,
            BillingEntity = other.Id,
            Purpose = NumberPurpose.Quote,
            Pattern = "Q-{seq:0000}",
            ConfirmedBy = "Ann",
            ConfirmedAt = Instant.FromUtc(2025, 1, 1, 0, 0),
        })));
        var opportunity = await desk.Opportunities.CreateAsync(Sam, new() { Name = "Move", Customer = desk.Desk.Customer.Id }, Token);
        var own = await desk.Quotes.DraftAsync(Ann, desk.Desk.New(ALine()) with { Opportunity = opportunity.Id }, Token);
        var others = await desk.Quotes.DraftAsync(Ann, desk.Desk.New(ALine()) with { Opportunity = opportunity.Id, BillingEntity = other.Id }, Token);
        Assert.Equal(own.Number, others.Number);
        Assert.Null((await desk.WinAsync(await desk.Quotes.ActivateAsync(Ann, own.Id, Token))).OpportunityToClose);
        await desk.Quotes.ActivateAsync(Ann, others.Id, Token);
        Assert.Equal(opportunity.Id, (await desk.Quotes.LoseAsync(Ann, others.Id, "Price", Token)).OpportunityToClose);
    }

    [Fact]
    public async Task A_line_of_which_there_are_none_is_won_and_makes_no_order_by_itself()
    {
        var desk = await AWinDesk.OpenAsync();
        var won = await desk.WinAsync(await desk.ActiveAsync(ALine(100m), ALine(50m, 0m)));
        Assert.Equal((100m, 1), (won.Order!.Totals.TotalWithoutTax.Amount, won.Order.Lines.Count));
        await RefusedAsync(QuoteErrors.OverOrdered, () => desk.OrderAsync(won.Quote, new QuoteOrderLine(0, 1m)));
        await RefusedAsync(OrderErrors.BadQuantity, () => desk.OrderAsync(won.Quote, new QuoteOrderLine(1, 1m)));
        Assert.Null((await desk.WinAsync(await desk.ActiveAsync(ALine(50m, 0m)))).Order);
    }

    [Fact]
    public async Task Only_an_active_quote_is_won()
    {
        var desk = await AWinDesk.OpenAsync();
        await RefusedAsync(QuoteErrors.NotActive, async () => await desk.WinAsync(await desk.Desk.DraftAsync(ALine())));
        var revised = await desk.ActiveAsync(ALine());
        await desk.Quotes.ReviseAsync(Ann, revised.Id, Token);
        await RefusedAsync(QuoteErrors.Superseded, () => desk.WinAsync(revised));

        // also where it had closed before it was revised; once that draft is discarded, nothing took its place
        var lost = (await desk.Quotes.LoseAsync(Ann, (await desk.ActiveAsync(ALine())).Id, "Price", Token)).Quote;
        await RefusedAsync(QuoteErrors.NotActive, () => desk.WinAsync(lost));
        var next = await desk.Quotes.ReviseAsync(Ann, lost.Id, Token);
        await RefusedAsync(QuoteErrors.Superseded, () => desk.WinAsync(lost));
        await RefusedAsync(QuoteErrors.Superseded, () => desk.AcceptAsync(lost));
        await RefusedAsync(QuoteErrors.Superseded, () => desk.Quotes.SendAsync(Ann, lost.Id, "a@b.example", default, Token));
        await desk.Quotes.DiscardAsync(Ann, next.Id, Token);
        await RefusedAsync(QuoteErrors.NotActive, () => desk.WinAsync(lost));
        await RefusedAsync(PsaErrors.AccessDenied, () => desk.Quotes.WinAsync(Person("eve", Role.Engineer), revised.Id, new(), Token));
    }

    private static BillingCycle CycleOf(string text)
    {
        var words = text.Split(' ');
        var count = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
        var number = words.Length > 3 ? int.Parse(words[^1] == "later" ? words[^2] : words[^1], System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
        return words[2] == "weeks" ? BillingCycle.EveryWeeks(count, new LocalDate(2025, 1, 6).PlusWeeks(number ?? 0))
            : number is { } day ? BillingCycle.EveryMonths(count).OnDay(day) : BillingCycle.EveryMonths(count);
    }
}
