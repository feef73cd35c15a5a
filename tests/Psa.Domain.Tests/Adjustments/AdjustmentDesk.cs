using NodaTime;
using Psa.Adjustments;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.Numbering;
using Psa.SalesItems;
using Psa.Services;
using Psa.Storage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>A customer with a contract of 100.00 a month, of which January is billed, on 1 February; what was performed is written down in service documents.</summary>
internal sealed class AdjustmentDesk
{
    private int _numbers;

    private AdjustmentDesk(AWorld world)
    {
        var ids = new OrderedIdGenerator(world.Clock);
        World = world;
        Adjustments = new(world.Store, world.Clock, ids, new TaxTableCalculator(), Agreements, Work);
        Services = new(world.Store, world.Clock, ids);
    }

    internal static Customer Customer { get; } = ACustomer();

    internal AWorld World { get; }

    internal AdjustmentService Adjustments { get; }

    internal ServiceDocumentService Services { get; }

    internal List<IAgreementLines> Agreements { get; } = [];

    internal List<IPerformedWork> Work { get; } = [];

    internal static async Task<AdjustmentDesk> OpenAsync(string? store = null, Func<Psa.Sellers.BillingEntity, Psa.Sellers.BillingEntity>? entity = null, decimal price = 100m, decimal quantity = 1m, params object[] also)
    {
        var world = await AWorld.CreateAsync(entity, store: store);
        var desk = new AdjustmentDesk(world);
        var contract = AContract(Customer);
        await world.AddAsync([Customer, contract, APart(contract, price, quantity), .. also]);
        await NumberAsync(world);
        await world.BillAsync(Start);
        world.Clock.Advance(Duration.FromDays(31));
        return desk;
    }

    /// <summary>Gives a world's adjustments their numbers.</summary>
    internal static Task NumberAsync(AWorld world) => world.InSessionAsync(session =>
    {
        session.Of<NumberSeries>().Add(new()
        {
            Id = DerivedId.Create<NumberSeries>(Tenant, "series", "adjustments"),
            Tenant = Tenant,
            BillingEntity = Seller.Id,
            Purpose = NumberPurpose.Adjustment,
            Pattern = "ADJ-{seq:000}",
            ConfirmedBy = "Ann",
            ConfirmedAt = Instant.FromUtc(2025, 1, 1, 0, 0),
        });
        return Task.CompletedTask;
    });

    /// <summary>The same desk with another's hands: what they do goes through another store.</summary>
    internal AdjustmentDesk Through(IPsaStore store) => new(World.Through(store));

    internal static AdjustmentContent January(params SelectedLine[] selection) => new()
    {
        FirstDay = new(2025, 1, 1),
        LastDay = new(2025, 1, 31),
        Customer = Customer.Id,
        Text = "Difference",
        Selection = [.. selection],
    };

    /// <summary>Writes down and issues what was performed.</summary>
    internal async Task<ServiceDocument> PerformAsync(decimal price, decimal quantity = 1m, string? taxCode = null, LocalDate? on = null, Customer? customer = null)
    {
        var written = await Services.WriteAsync(
            World.Actor,
            new()
            {
                Number = $"S{++_numbers}",
                Customer = (customer ?? Customer).Id,
                Content = new() { Date = on ?? new(2025, 1, 20), Lines = [new() { Text = "Worked", Quantity = quantity, Price = price == 0m ? null : Price(price), TaxCode = taxCode }] },
            },
            Token);
        return await Services.IssueAsync(World.Actor, written.Id, Token);
    }

    internal Task<ValueList<OfferedLine>> OfferAsync(AdjustmentContent? content = null) => Adjustments.OfferAsync(World.Actor, content ?? January(), Token);

    /// <summary>Selects all that is offered.</summary>
    internal async Task<AdjustmentContent> AllAsync(AdjustmentContent? content = null) =>
        (content ?? January()) with { Selection = [.. (await OfferAsync(content)).AsEnumerable().Select(static line => line.Selected)] };

    internal Task<Adjustment> CreateAsync(AdjustmentContent content, Id<Adjustment>? id = null) => Adjustments.CreateAsync(World.Actor, new() { Id = id, Content = content }, Token);

    /// <summary>Adjusts all that is offered.</summary>
    internal async Task<Adjustment> AdjustAsync(AdjustmentContent? content = null) => await CreateAsync(await AllAsync(content));

    /// <summary>What adjusting all that is offered would be.</summary>
    internal async Task<Adjustment> PreviewedAsync() => (await Adjustments.PreviewAsync(World.Actor, await AllAsync(), Token)).Adjustment;

    internal Task<Adjustment> CancelAsync(Adjustment adjustment) => Adjustments.CancelAsync(World.Actor, adjustment.Id, "wrong", Token);

    internal Task<Invoice> NoteAsync(AdjustmentDocument document) => World.ReadAsync(session => session.Of<Invoice>().RequireAsync(document.CreditNote!.Value, Token).AsTask());

    internal Task<SalesItem> ItemAsync(AdjustmentDocument document) => World.ReadAsync(session => session.Of<SalesItem>().RequireAsync(document.Item!.Value, Token).AsTask());

    internal async Task<Invoice> InvoiceAsync() => (await World.InvoicesOfDateAsync(Start))[0];

    /// <summary>Credits some of a document by hand: of its first line above zero.</summary>
    internal async Task CreditAsync(Invoice invoice, decimal amount, bool releases = false)
    {
        var first = invoice.Lines.AsEnumerable().ToList().FindIndex(static line => line.Amount.Sign > 0);
        var draft = await World.CreditNotes.DraftAsync(World.Actor, new() { Invoice = invoice.Id, Reason = "late", Lines = [new(first, Amount: Eur(amount))], Releases = releases }, Token);
        await World.CreditNotes.IssueAsync(World.Actor, draft.Id, cancellationToken: Token);
    }

    internal Task IssueAsync(AdjustmentDocument document) => World.CreditNotes.IssueAsync(World.Actor, document.CreditNote!.Value, cancellationToken: Token);

    /// <summary>What the customer was invoiced less what was credited, without tax, drafts not counted.</summary>
    internal async Task<decimal> BorneAsync()
    {
        var all = await PageRequest.AllAsync(page => World.Invoices.ListAsync(World.Actor, new() { Status = InvoiceStatus.Issued }, page, Token), Token).ToListAsync(Token);
        return all.Sum(static document => document.Kind == InvoiceKind.Invoice ? document.Totals.TotalWithoutTax.Amount : -document.Totals.TotalWithoutTax.Amount);
    }

    internal static decimal Difference(Adjustment adjustment) => adjustment.Differences.AsEnumerable().Sum(static difference => difference.Amount.Amount);

    internal static async Task<RuleViolationException> RefusedAsync(string code, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RuleViolationException>(call);
        Assert.Equal(code, refused.Code);
        return refused;
    }
}
