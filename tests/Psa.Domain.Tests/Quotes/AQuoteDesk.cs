using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Events;
using Psa.Numbering;
using Psa.Quotes;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>A world in which quotes are written to one customer, with people of several roles.</summary>
internal sealed class AQuoteDesk
{
    private AQuoteDesk(AWorld world, IPsaStore store)
    {
        World = world;
        Quotes = new(store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator());
        Settings = new(store, world.Clock);
    }

    public AWorld World { get; }

    public QuoteService Quotes { get; }

    public SettingsService Settings { get; }

    public Customer Customer { get; } = ACustomer();

    public static Actor Ann { get; } = Person("ann", Role.Director);

    public static Actor Bob { get; } = Person("bob", Role.Director);

    public static Actor Sam { get; } = Person("sam", Role.Sales);

    public static async Task<AQuoteDesk> OpenAsync(string store = "memory", Func<BillingEntity, BillingEntity>? entity = null)
    {
        var world = await CreateAsync(entity, store: store);
        await world.AddAsync(ACustomer());
        return await InAsync(world);
    }

    /// <summary>Writes quotes in a world that is there, and its customer.</summary>
    public static async Task<AQuoteDesk> InAsync(AWorld world)
    {
        var desk = new AQuoteDesk(world, world.Store);
        await world.InSessionAsync(session =>
        {
            session.Of<NumberSeries>().Add(new()
            {
                Id = DerivedId.Create<NumberSeries>(Tenant, "series", "quotes"),
                Tenant = Tenant,
                BillingEntity = Seller.Id,
                Purpose = NumberPurpose.Quote,
                Pattern = "Q-{seq:0000}",
                ConfirmedBy = "Ann",
                ConfirmedAt = Instant.FromUtc(2025, 1, 1, 0, 0),
            });
            return Task.CompletedTask;
        });
        return desk;
    }

    /// <summary>Another desk at the same records, through another store.</summary>
    public AQuoteDesk Beside(IPsaStore store) => new(World, store);

    public static Actor Person(string name, params Role[] roles) => Actor.Create(Tenant, UserId.Of(name), name, [.. roles], AccessTable.Default);

    public static QuoteContent AContent(params NewQuoteLine[] lines) => new() { Date = Start, Lines = [.. lines] };

    public static NewQuoteLine ALine(decimal price = 100m, decimal quantity = 1m, string text = "Work", Discount? discount = null) =>
        new() { Line = new(quantity) { Text = text, UnitPrice = Price(price), Discount = discount } };

    public static NewQuoteLine Sold(decimal quantity = 1m, Product? product = null) =>
        new() { Line = new(quantity) { Text = "Storage", Product = (product ?? AProduct).Id } };

    public static NewQuoteLine Recurring(NewQuoteLine line, BillingCycle cycle, int? months = 36, BillingTiming timing = BillingTiming.InAdvance) =>
        line with { Recurring = new(cycle, timing, months) };

    public static NewQuoteLine Optional(NewQuoteLine line, bool isChosen = false) => line with { Choice = LineChoice.Optional, IsChosen = isChosen };

    public static NewQuoteLine Alternative(NewQuoteLine line, string group, bool isChosen = false) => line with { Choice = LineChoice.Alternative, IsChosen = isChosen, Group = group };

    public NewQuote New(params NewQuoteLine[] lines) => new() { Customer = Customer.Id, Content = AContent(lines) };

    public Task<Quote> DraftAsync(params NewQuoteLine[] lines) => Quotes.DraftAsync(Ann, New(lines), Token);

    public async Task<Quote> ActiveAsync(params NewQuoteLine[] lines) => await Quotes.ActivateAsync(Ann, (await DraftAsync(lines)).Id, Token);

    public Task SetAsync(QuotePolicy policy) => SetAsync(settings => settings with { Quotes = policy });

    public async Task SetAsync(Func<TenantSettings, TenantSettings> change) => await Settings.SaveAsync(World.Actor, change(await Settings.GetAsync(World.Actor, Token)), Token);

    public Task<Quote?> StoredAsync(Id<Quote> id) => World.ReadAsync(session => session.Of<Quote>().FindAsync(id, Token).AsTask());

    public void On(LocalDate day) => DraftPriceTests.On(World, day);

    /// <summary>Gives the product of the world other prices, and tells nobody.</summary>
    public Task PriceAsync(params (LocalDate From, decimal Price)[] prices) => DraftPriceTests.PriceAsync(World, prices);

    public Task<List<PsaEvent>> EventsAsync(string? kind = null) => DraftPriceTests.EventsAsync(World, kind);

    public static async Task RefusedAsync(string code, Func<Task> call) => Assert.Equal(code, (await Assert.ThrowsAnyAsync<PsaException>(call)).Code);
}
