using Psa.Adjustments;
using static Psa.Domain.Tests.Adjustments.AdjustmentDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>An invoice of 100.00 and a rebate of 20.00: lines below zero leave less of it, and are charged back with what is credited.</summary>
public sealed class RebateTests
{
    [Theory]
    [InlineData("STD", 0, false)]
    [InlineData("ZERO", 0, false)]
    [InlineData("STD", 10, false)]
    [InlineData("ZERO", 10, false)]
    [InlineData("STD", 0, true)]
    [InlineData("ZERO", 0, true)]
    [InlineData("STD", 10, true)]
    [InlineData("ZERO", 10, true)]
    public async Task A_part_and_its_rebate_are_credited_as_a_whole_note_does(string ofRebate, int performed, bool isInclusive)
    {
        var desk = await RebatedAsync(ofRebate, isInclusive);
        var billed = await desk.BorneAsync();
        await (performed == 0 ? Task.CompletedTask : desk.PerformAsync(performed));

        var made = await desk.AdjustAsync();

        Assert.Equal(performed - billed, Difference(made));
        Assert.Equal(billed - performed, Assert.Single(made.Documents).Net.Amount);
        await desk.IssueAsync(made.Documents[0]);
        Assert.Equal(performed, await desk.BorneAsync());
        Assert.Empty(await desk.OfferAsync());
        await Recomputation.HoldAsync(desk.World);
    }

    [Fact]
    public async Task What_was_charged_back_is_offered_again_once_it_is_canceled()
    {
        var desk = await RebatedAsync("ZERO");
        var offered = await desk.OfferAsync();
        await desk.CancelAsync(await desk.AdjustAsync());

        Assert.Equal(Values(offered), Values(await desk.OfferAsync()));
        await desk.IssueAsync((await desk.AdjustAsync()).Documents[0]);
        Assert.Equal(0m, await desk.BorneAsync());
    }

    [Fact]
    public async Task What_was_charged_back_is_offered_again_where_its_note_is_deleted()
    {
        var desk = await RebatedAsync("ZERO");
        await desk.World.BillAsync(new(2025, 2, 1), new(2025, 2, 1));
        var content = January() with { LastDay = new(2025, 2, 28), Force = true };
        var january = (await desk.OfferAsync(content)).AsEnumerable().Where(static line => line.Line.Document == "INV-0001").ToValueList();
        var made = await desk.AdjustAsync(content);
        Assert.Equal([80m, 80m], made.Documents.AsEnumerable().Select(static document => document.Net.Amount));
        await desk.IssueAsync(made.Documents[0]);
        await desk.World.CreditNotes.DeleteAsync(desk.World.Actor, made.Documents[1].CreditNote!.Value, Token);

        Assert.Equal(Values(january), Values(await desk.OfferAsync(content)));
        await desk.IssueAsync(Assert.Single((await desk.AdjustAsync(content)).Documents));
        Assert.Equal(0m, await desk.BorneAsync());
        Assert.Empty(await desk.OfferAsync(content));
    }

    [Theory]
    [InlineData("STD")]
    [InlineData("ZERO")]
    public async Task A_rebate_that_was_charged_before_leaves_its_part(string ofRebate)
    {
        var desk = await RebatedAsync(ofRebate);
        var rebate = (await desk.OfferAsync()).AsEnumerable().Single(static line => line.Line.Text == "Service rebate");
        var first = await desk.CreateAsync(January(rebate.Selected) with { AtOnce = true });
        Assert.Equal(20m, Difference(first));
        Assert.Contains("cancel adjustment ADJ-001", (await RefusedAsync(AdjustmentErrors.ExceedsBilled, () => desk.AdjustAsync())).Message, StringComparison.Ordinal);

        await desk.World.Invoices.IssueAsync(desk.World.Actor, (await desk.ItemAsync(first.Documents[0])).Invoice!.Value, cancellationToken: Token);
        var before = await desk.BorneAsync();
        var made = await desk.AdjustAsync();
        foreach (var document in made.Documents)
        {
            await desk.IssueAsync(document);
        }

        Assert.Equal((-100m, -100m), (Difference(made), await desk.BorneAsync() - before));
        Assert.Empty(await desk.OfferAsync());
    }

    [Fact]
    public async Task A_part_alone_is_told_to_take_its_rebate_along()
    {
        var desk = await RebatedAsync("ZERO");
        var part = (await desk.OfferAsync()).AsEnumerable().Single(static line => line.Line.Text == "Service 1");

        var refused = await RefusedAsync(AdjustmentErrors.ExceedsBilled, () => desk.CreateAsync(January(part.Selected)));
        Assert.Contains("83.33 EUR is left to be credited, not 100.00 EUR", refused.Message, StringComparison.Ordinal);
        Assert.Contains("INV-0001: select them too", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_performed_under_the_code_of_a_rebate_is_charged_beside_what_is_charged_back(bool isInclusive)
    {
        var desk = await RebatedAsync("ZERO", isInclusive);
        await desk.PerformAsync(10m, taxCode: "ZERO");
        var made = await desk.AdjustAsync();
        var (item, note) = (made.Documents.AsEnumerable().Single(static document => document.Item is not null), made.Documents.AsEnumerable().Single(static document => document.CreditNote is not null));
        Assert.Equal((Eur(10m), Eur(10m)), (item.Net, Assert.Single(item.Charged)));
        Assert.Contains(Eur(-20m), note.Credited.AsEnumerable());
        await desk.IssueAsync(note);
        await desk.World.BillAsync(new(2025, 2, 28), new(2025, 2, 28));
        Assert.DoesNotContain(await desk.OfferAsync(), static line => line.Line.Document == "INV-0001" || line.Selected.Pane == AdjustmentPane.Performed);
        await Recomputation.HoldAsync(desk.World);
    }

    [Fact]
    public async Task What_is_charged_beside_a_rebate_that_was_charged_back_is_offered_again_by_itself()
    {
        var desk = await RebatedAsync("ZERO");
        await desk.PerformAsync(10m, taxCode: "ZERO");
        var made = await desk.AdjustAsync();
        await desk.IssueAsync(made.Documents.AsEnumerable().Single(static document => document.CreditNote is not null));
        var item = made.Documents.AsEnumerable().Single(static document => document.Item is not null).Item!.Value;
        await desk.World.Items.CancelAsync(desk.World.Actor, item, "later", Token);
        await desk.World.Items.ReleaseAsync(desk.World.Actor, item, Token);

        var again = await desk.AdjustAsync();
        Assert.Equal(10m, Difference(again));
        Assert.Equal(Eur(10m), Assert.Single(again.Documents).Net);
        Assert.Empty(await desk.OfferAsync());
    }

    [Theory]
    [InlineData("STD", false)]
    [InlineData("ZERO", false)]
    [InlineData("STD", true)]
    [InlineData("ZERO", true)]
    public async Task One_who_pays_for_both_is_credited_what_it_was_billed(string ofRebate, bool isRebateFirst)
    {
        var child = ACustomer("C2") with { Parent = Customer.Id, Payer = Customer.Id, ConsolidateBilling = true };
        var contract = AContract(child);
        var desk = await OpenAsync(also: [child, contract, APart(contract, -20m, name: "rebate") with { TaxCode = ofRebate }]);
        Assert.Equal(80m, await desk.BorneAsync());
        if (isRebateFirst)
        {
            var first = await desk.AdjustAsync(January() with { Customer = child.Id, AtOnce = true });
            await desk.World.Invoices.IssueAsync(desk.World.Actor, (await desk.ItemAsync(first.Documents[0])).Invoice!.Value, cancellationToken: Token);
        }

        var before = await desk.BorneAsync();
        var made = await desk.AdjustAsync(January() with { WithPayees = true });
        foreach (var document in made.Documents)
        {
            await desk.IssueAsync(document);
        }

        Assert.Equal(isRebateFirst ? -100m : -80m, await desk.BorneAsync() - before);
        Assert.Empty(await desk.OfferAsync(January() with { WithPayees = true }));
    }

    private static IEnumerable<(string, ValueList<ExactAmount>)> Values(ValueList<OfferedLine> offered) => offered.AsEnumerable().Select(static line => (line.TaxCode, line.Selected.Values)).OrderBy(static line => line.TaxCode, StringComparer.Ordinal);

    private static Task<AdjustmentDesk> RebatedAsync(string code, bool isInclusive = false) => OpenAsync(
        entity: entity => isInclusive ? entity with { PriceMode = Psa.Sellers.PriceMode.TaxInclusive } : entity,
        also: [APart(AContract(Customer), -20m, name: "rebate") with { TaxCode = code }]);
}
