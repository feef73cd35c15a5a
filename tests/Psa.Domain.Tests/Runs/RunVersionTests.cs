using NodaTime;
using Psa.Charges;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Storage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>A run stages its records without copies: none is staged twice, and nothing that anybody else holds changes under their hands.</summary>
public sealed class RunVersionTests
{
    private static readonly LocalDate January = new(2025, 1, 31);
    private static readonly LocalDate February = new(2025, 2, 28);

    [Fact]
    public async Task What_a_run_makes_is_stored_in_version_1_and_what_it_changes_in_the_next()
    {
        var world = await OfSevenAsync();
        var run = await world.CalculateAsync(January);
        Assert.All(await world.AllItemsAsync(), static item => Assert.Equal(1, item.Version));
        Assert.All(await world.InvoicesOfAsync(run), static invoice => Assert.Equal(1, invoice.Version));
        Assert.Equal([1, 1, 1, 1, 1, 1, 1], await LedgerVersionsAsync(world));

        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        await world.CalculateAsync(February);
        Assert.All(await world.InvoicesOfAsync(run), static invoice => Assert.Equal(2, invoice.Version));
        Assert.Equal([2, 2, 2, 2, 2, 2, 2], await LedgerVersionsAsync(world));
    }

    [Fact]
    public async Task Drafts_that_somebody_holds_stay_drafts_when_they_are_issued()
    {
        var world = await OfSevenAsync();
        var run = await world.CalculateAsync(January);
        var held = await world.InvoicesOfAsync(run);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(7, held.Count);
        Assert.All(held, static draft => Assert.Equal((InvoiceStatus.Draft, null, 1L), (draft.Status, draft.Number, draft.Version)));
    }

    [Fact]
    public async Task An_item_of_before_that_somebody_holds_stays_as_it_was_when_a_run_puts_it_on_a_draft()
    {
        var world = await CreateAsync();
        var customer = ACustomer() with { BillingInformation = Complete with { Email = null } };
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract));
        await world.BillAsync(January);
        var held = Assert.Single(await world.AllItemsAsync());
        Assert.Equal(SalesItemStatus.Draft, held.Status);

        await world.UpdateAsync(customer with { BillingInformation = Complete });
        await world.BillAsync(February);
        var stored = (await world.AllItemsAsync()).Single(item => item.Id == held.Id);
        Assert.Equal((SalesItemStatus.Draft, null, 1L), (held.Status, held.Invoice, held.Version));
        Assert.All(held.Lines, static line => Assert.Null(line.Tax));
        Assert.Equal((SalesItemStatus.Invoiced, 2L), (stored.Status, stored.Version));
        Assert.NotNull(stored.Invoice);
    }

    [Fact]
    public async Task A_preview_shows_version_0()
    {
        var world = await OfSevenAsync();
        var previews = await world.Runs.PreviewAsync(world.Actor, Plan(January), Token).ToListAsync(Token);
        Assert.Equal(7, previews.Sum(static preview => preview.Items.Count));
        Assert.All(previews.SelectMany(static preview => preview.Items), static item => Assert.Equal(0, item.Version));
        Assert.All(previews.SelectMany(static preview => preview.Invoices), static invoice => Assert.Equal(0, invoice.Version));
        Assert.All(previews.SelectMany(static preview => preview.Ledgers), static ledger => Assert.Equal(0, ledger.Version));
    }

    private static Task<List<long>> LedgerVersionsAsync(AWorld world) =>
        world.ReadAsync(async session => (await session.Of<PartLedger>().QueryAsync(RecordType<PartLedger>.All, Token).ToListAsync(Token)).ConvertAll(static ledger => ledger.Version));
}
