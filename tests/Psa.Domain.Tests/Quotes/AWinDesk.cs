using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Numbering;
using Psa.Orders;
using Psa.Quotes;
using Psa.Sellers;
using Psa.Services;
using Psa.Storage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Quotes;

/// <summary>A desk at which quotes are won and ordered: with numbers for orders.</summary>
internal sealed class AWinDesk
{
    private AWinDesk(AQuoteDesk desk, IPsaStore store)
    {
        Desk = desk;
        Orders = new(store, World.Clock, new OrderedIdGenerator(World.Clock), new TaxTableCalculator());
        Opportunities = new(store, World.Clock, new OrderedIdGenerator(World.Clock), new TaxTableCalculator());
    }

    public AQuoteDesk Desk { get; }

    public AWorld World => Desk.World;

    public QuoteService Quotes => Desk.Quotes;

    public OrderService Orders { get; }

    public OpportunityService Opportunities { get; }

    /// <summary>Who manages the customer's own side.</summary>
    public static Actor Client { get; } = Of(ACustomer(), Role.ClientManager);

    public static Actor Of(Customer customer, Role role) =>
        Actor.Create(Tenant, UserId.Of("carl"), "Carl", [role], AccessTable.Default, customer.Id.Value);

    public static async Task<AWinDesk> OpenAsync(string store = "memory", QuotePolicy? policy = null, Func<BillingEntity, BillingEntity>? entity = null)
    {
        var quotes = await AQuoteDesk.OpenAsync(store, entity);
        return await InAsync(quotes.World, policy, quotes);
    }

    /// <summary>Wins quotes in a world that is there, and its customer.</summary>
    public static async Task<AWinDesk> InAsync(AWorld world, QuotePolicy? policy = null, AQuoteDesk? quotes = null)
    {
        var desk = new AWinDesk(quotes ?? await AQuoteDesk.InAsync(world), world.Store);
        await desk.NumberAsync(NumberPurpose.Order, "O-{seq:0000}");
        if (policy is not null)
        {
            await desk.Desk.SetAsync(policy);
        }

        return desk;
    }

    public AWinDesk Beside() => new(Desk.Beside(World.Store), World.Store);

    public Task NumberAsync(NumberPurpose purpose, string pattern) => World.InSessionAsync(session =>
    {
        session.Of<NumberSeries>().Add(new()
        {
            Id = DerivedId.Create<NumberSeries>(Tenant, "series", "desk", purpose.ToString()),
            Tenant = Tenant,
            BillingEntity = Seller.Id,
            Purpose = purpose,
            Pattern = pattern,
            ConfirmedBy = "Ann",
            ConfirmedAt = Instant.FromUtc(2025, 1, 1, 0, 0),
        });
        return Task.CompletedTask;
    });

    public Task<Quote> ActiveAsync(params NewQuoteLine[] lines) => ActiveAsync(content => content, lines);

    public async Task<Quote> ActiveAsync(Func<QuoteContent, QuoteContent> change, params NewQuoteLine[] lines)
    {
        var draft = Desk.New(lines);
        return await Quotes.ActivateAsync(AQuoteDesk.Ann, (await Quotes.DraftAsync(AQuoteDesk.Ann, draft with { Content = change(draft.Content) }, Token)).Id, Token);
    }

    public Task<QuoteDecision> WinAsync(Quote quote, WinQuote? win = null) => Quotes.WinAsync(AQuoteDesk.Ann, quote.Id, win ?? new(), Token);

    public Task<QuoteDecision> AcceptAsync(Quote quote, AcceptQuote? acceptance = null, Actor? actor = null) => Quotes.AcceptAsync(actor ?? Client, quote.Id, acceptance ?? new() { ByName = "Carl" }, Token);

    public Task<Order> OrderAsync(Quote quote, params QuoteOrderLine[] lines) => Orders.OrderQuoteAsync(AQuoteDesk.Ann, quote.Id, new() { Lines = [.. lines] }, Token);

    public async Task<List<ContractPart>> PartsAsync(Contract contract) => [.. await World.Contracts.PartsOfAsync(World.Actor, contract.Id, Token)];

    public async Task<int> CountAsync<T>()
        where T : class, IEntity<T> =>
        (int)await World.ReadAsync(session => session.Of<T>().CountAsync(RecordType<T>.All, Token).AsTask());
}
