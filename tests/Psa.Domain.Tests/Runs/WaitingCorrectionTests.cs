using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Domain.Tests.Orders;
using Psa.Invoices;
using Psa.SalesItems;
using static Psa.Domain.Tests.Runs.AWorld;
using static Psa.Domain.Tests.Runs.Families;

namespace Psa.Domain.Tests.Runs;

/// <summary>What stands on a draft is corrected once that is issued or deleted: only then it is known who was invoiced, and for how much (R-PAYER, R-HOLD).</summary>
public sealed class WaitingCorrectionTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    public enum Draft
    {
        Held,
        ByHand,
    }

    [Theory]
    [InlineData(Draft.Held, 70)]
    [InlineData(Draft.Held, 130)]
    [InlineData(Draft.ByHand, 70)]
    [InlineData(Draft.ByHand, 130)]
    public async Task Once_the_draft_is_deleted_who_pays_now_is_billed_what_is_right(Draft kind, int price)
    {
        var (world, draft) = await DraftedAsync(kind);
        await ChangedAsync(world, price);
        await world.Invoices.DeleteAsync(world.Actor, draft.Id, Token);
        Assert.Equal([(InvoiceKind.Invoice, "P", Eur(price))], await BilledAsync(world));
        Assert.Empty(await BilledAsync(world));
        Assert.DoesNotContain(await world.AllItemsAsync(), static item => item.IsEditable());
    }

    [Theory]
    [InlineData(Draft.Held, 70)]
    [InlineData(Draft.Held, 130)]
    [InlineData(Draft.ByHand, 70)]
    [InlineData(Draft.ByHand, 130)]
    public async Task Once_the_draft_is_issued_its_payer_has_the_difference(Draft kind, int price)
    {
        var (world, draft) = await DraftedAsync(kind);
        await ChangedAsync(world, price);
        await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        Assert.Equal([(price < 100 ? InvoiceKind.CreditNote : InvoiceKind.Invoice, "C1", Eur(Math.Abs(price - 100)))], await BilledAsync(world));
        Assert.Empty(await BilledAsync(world));
        Assert.All(await world.AllItemsAsync(), static item => Assert.Equal((SalesItemStatus.Invoiced, IdOf("C1")), (item.Status, item.Payer)));
    }

    [Theory]
    [InlineData(10, 70, 30)]
    [InlineData(50, 130, 30)]
    [InlineData(50, 0, 50)]
    public async Task A_draft_with_a_discount_is_corrected_at_once_by_what_it_billed(int percent, int price, int difference)
    {
        var (world, draft) = await DraftedAsync(Draft.ByHand);
        var content = HandInvoiceTests.AContent() with { IssueDate = January, Discounts = [Discount.OfPercent(Percent.Of(percent))] };
        await world.Invoices.ChangeAsync(world.Actor, draft.Id, content, Token);
        await ChangedAsync(world, price);
        await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        Assert.Equal(Eur(difference), Assert.Single(await BilledAsync(world)).Amount);
        Assert.Equal(2, (await world.AllItemsAsync()).Count);
        Assert.Empty(await BilledAsync(world));
    }

    [Fact]
    public async Task A_correction_that_waits_goes_with_what_it_corrects_or_after_it()
    {
        var world = await AWorldAsync();
        var first = await ReturnedAsync(world);
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(AContract(ACustomer())).Id, new(Start, 1m, Price(70m)), Token);
        _ = await ReturnedAsync(world);
        var correction = (await world.AllItemsAsync()).Single(static item => item.Ordinal == 1);
        Assert.Equal(DocumentErrors.OtherKey, (await RefusedAsync(() => DraftAsync(world, HandInvoiceTests.ALine("Desk", 50m), correction))).Code);

        var draft = await DraftAsync(world, HandInvoiceTests.ALine("Desk", 50m), first, correction);
        Assert.Equal(DocumentErrors.OtherKey, (await RefusedAsync(() => world.Invoices.TakeOffAsync(world.Actor, draft.Id, [first.Id], Token))).Code);
        await world.Invoices.TakeOffAsync(world.Actor, draft.Id, [correction.Id], Token);
        await world.PlaceAsync("P", information: Complete);
        await world.MoveAsync("C1", "P", consolidated: true);
        Assert.Equal(DocumentErrors.OtherKey, (await RefusedAsync(() => DraftAsync(world, HandInvoiceTests.ALine("Desk", 50m), correction))).Code);
        Assert.Empty(await BilledAsync(world));
        await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, "C1", Eur(30m), draft.Id), (credit.Kind, credit.CustomerNumber, credit.Totals.TotalWithoutTax, Assert.Single(credit.Corrects)));
        Assert.Empty(await BilledAsync(world));
    }

    [Fact]
    public async Task A_draft_by_hand_keeps_its_payer_whatever_is_written_on_it()
    {
        var world = await AWorldAsync();
        var draft = await DraftAsync(world, HandInvoiceTests.ALine("Desk", 50m), await ReturnedAsync(world));
        await world.PlaceAsync("P", information: Complete);
        await world.MoveAsync("C1", "P", consolidated: true);
        var content = HandInvoiceTests.AContent(HandInvoiceTests.ALine("Chair", 60m), HandInvoiceTests.ALine("Lamp", 10m)) with { IssueDate = January, Title = "Office" };
        draft = await world.Invoices.ChangeAsync(world.Actor, draft.Id, content, Token);
        Assert.Equal((IdOf("C1"), Eur(170m)), (draft.Customer, draft.Totals.TotalWithoutTax));
        await world.Invoices.IssueAsync(world.Actor, draft.Id, January.PlusDays(1), Token);
        Assert.Empty(await BilledAsync(world));
        Assert.All((await world.AllItemsAsync()).Where(static item => !item.Released), static item => Assert.Equal(IdOf("C1"), item.Payer));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_deleted_draft_leaves_waits_for_the_information_of_who_pays_now(bool takesOff)
    {
        var world = await AWorldAsync();
        var item = await ReturnedAsync(world);
        var draft = await DraftAsync(world, HandInvoiceTests.ALine("Desk", 50m), item);
        await world.PlaceAsync("O", information: Complete);
        await world.MoveAsync("C1", "O", consolidated: true);
        await world.PlaceAsync("P");
        await world.MoveAsync("C1", "P", consolidated: true);
        await (takesOff ? world.Invoices.TakeOffAsync(world.Actor, draft.Id, [item.Id], Token) : world.Invoices.DeleteAsync(world.Actor, draft.Id, Token));
        Assert.Equal(SalesItemStatus.Draft, (await world.AllItemsAsync()).Single(one => one.Id == item.Id).Status);
        await world.Customers.SaveBillingInformationAsync(world.Actor, IdOf("P"), Complete, Token);
        Assert.Equal([(InvoiceKind.Invoice, "P", Eur(100m))], await BilledAsync(world));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_order_gives_back_of_a_draft_waits_for_it(bool issues)
    {
        var desk = await OrderDesk.OpenAsync();
        var world = desk.World;
        var order = await desk.SubmitAsync(OrderDesk.AContent(OrderDesk.ALine(25m, 4m)));
        await desk.Orders.InvoiceAsync(world.Actor, order.Id, new(), Token);
        var draft = await DraftAsync(world, HandInvoiceTests.ALine("Desk", 50m), Assert.Single(await world.AllItemsAsync()));
        await desk.Orders.CancelAsync(world.Actor, order.Id, "not wanted", Token);
        await world.PlaceAsync("P", information: Complete);
        await world.MoveAsync((await world.Customers.FindAsync(world.Actor, draft.Customer, Token))!.Number, "P", consolidated: true);
        Assert.Empty(await BilledAsync(world));

        if (issues)
        {
            await world.Invoices.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
            var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
            Assert.Equal((InvoiceKind.CreditNote, draft.Customer, Eur(100m), draft.Id), (credit.Kind, credit.Customer, credit.Totals.TotalWithoutTax, Assert.Single(credit.Corrects)));
        }
        else
        {
            await world.Invoices.DeleteAsync(world.Actor, draft.Id, Token);
            Assert.Equal([(InvoiceKind.Invoice, "P", Eur(0m))], await BilledAsync(world));
        }

        Assert.Empty(await BilledAsync(world));
        Assert.DoesNotContain(await world.AllItemsAsync(), static item => item.IsEditable());
    }

    private static async Task<AWorld> AWorldAsync()
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer(), AContract(ACustomer()) with { LastDay = January }, APart(AContract(ACustomer())));
        return world;
    }

    private static async Task<(AWorld World, Invoice Draft)> DraftedAsync(Draft kind)
    {
        var world = await AWorldAsync();
        if (kind == Draft.ByHand)
        {
            return (world, await DraftAsync(world, line: null, await ReturnedAsync(world)));
        }

        var run = await world.CalculateAsync(January);
        var held = Assert.Single(await world.InvoicesOfAsync(run));
        await world.Runs.HoldAsync(world.Actor, held.Id, "disputed", Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        return (world, held);
    }

    // another pays, and the price changes: nothing is billed of it as long as there is the draft
    private static async Task ChangedAsync(AWorld world, decimal price)
    {
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(AContract(ACustomer())).Id, new(Start, 1m, Price(price)), Token);
        Assert.Empty(await BilledAsync(world));
        await world.PlaceAsync("P", information: Complete);
        await world.MoveAsync("C1", "P", consolidated: true);
        Assert.Empty(await BilledAsync(world));
    }

    // what a run billed on a draft that somebody deleted waits for another document
    private static async Task<SalesItem> ReturnedAsync(AWorld world)
    {
        var run = await world.CalculateAsync(January);
        await world.Invoices.DeleteAsync(world.Actor, Assert.Single(await world.InvoicesOfAsync(run)).Id, Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        return (await world.AllItemsAsync())[0];
    }

    private static Task<Invoice> DraftAsync(AWorld world, NewDocumentLine? line, params SalesItem[] items) => world.Invoices.DraftAsync(
        world.Actor,
        new()
        {
            Customer = items[0].Customer,
            Items = [.. items.Select(static item => item.Id)],
            Content = (line is null ? HandInvoiceTests.AContent() : HandInvoiceTests.AContent(line)) with { IssueDate = January },
        },
        Token);

    private static async Task<List<(InvoiceKind Kind, string Payer, Money Amount)>> BilledAsync(AWorld world) =>
        (await world.InvoicesOfAsync(await world.BillAsync(January))).ConvertAll(static document => (document.Kind, document.CustomerNumber, document.Totals.TotalWithoutTax));

    private static Task<RuleViolationException> RefusedAsync(Func<Task> call) => Assert.ThrowsAsync<RuleViolationException>(call);
}
