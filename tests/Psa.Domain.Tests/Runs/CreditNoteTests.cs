using NodaTime;
using Psa.Contracts;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Credit notes by hand beside runs: what both know of a period is what the customer still bears (R-CN-LIMIT, R-DECIDED, R-RELEASE).</summary>
public sealed class CreditNoteTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    [Theory]
    [Trait("vector", "decided-credited-then-terminated")]
    [Trait("vector", "decided-credited-in-part-then-half")]
    [InlineData(100, 1, 31, 0, "-100.00 EUR", "0.00 EUR")]
    [InlineData(30, 17, 31, 20, "-48.39 EUR", "-48.39 EUR")]
    public async Task What_was_credited_by_hand_is_not_given_back_again(int credited, int from, int through, int borne, string computed, string net)
    {
        var (world, invoice) = await BilledAsync();
        var note = await IssuedAsync(world, invoice, new CreditLine(0, Amount: Eur(credited)));
        Assert.Equal(("CN-0001", InvoiceStatus.Issued, Eur(credited), Eur(credited) + Eur(credited * 0.2m)), (note.Number, note.Status, note.Totals.TotalWithoutTax, note.Totals.TotalWithTax));
        await SuspendAsync(world, from, through);

        var correction = Assert.Single(await world.ItemsOfAsync(await world.BillAsync(January)));
        Assert.Equal((computed, net), (correction.Computed.ToString(), correction.Net.ToString()));
        Assert.InRange((await BorneAsync(world)).Amount, borne, borne + 1.62m);
    }

    [Fact]
    public async Task What_a_draft_charges_back_is_counted_on_only_once_it_is_issued()
    {
        var (world, _) = await BilledAsync();
        var drafted = await world.Invoices.DraftAsync(world.Actor, new() { Customer = ACustomer().Id, Content = HandInvoiceTests.AContent(HandInvoiceTests.ALine("Desk", 100m), HandInvoiceTests.ALine("back", 10m, -1m)) with { IssueDate = January } }, Token);
        var invoice = await world.Invoices.IssueAsync(world.Actor, drafted.Id, cancellationToken: Token);
        var back = await DraftAsync(world, invoice, new CreditLine(1, Amount: Eur(-10m)));
        var rest = await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "all that is left", Whole = true }, Token);
        Assert.Equal((Eur(-10m), Eur(100m)), (back.Totals.TotalWithoutTax, rest.Totals.TotalWithoutTax));

        // neither may the one be issued without the other, nor the other vanish under it
        await RefusedAsync(CreditNoteErrors.ExceedsBilled, () => world.CreditNotes.IssueAsync(world.Actor, rest.Id, cancellationToken: Token));
        await RefusedAsync(CreditNoteErrors.ExceedsBilled, () => world.CreditNotes.DeleteAsync(world.Actor, back.Id, Token));
        await world.CreditNotes.IssueAsync(world.Actor, back.Id, cancellationToken: Token);
        await world.CreditNotes.IssueAsync(world.Actor, rest.Id, cancellationToken: Token);
        Assert.Equal(InvoiceStatus.Credited, (await BalanceAsync(world, invoice))!.Status);
    }

    [Fact]
    public async Task A_voided_invoice_is_billed_anew()
    {
        var (world, invoice) = await BilledAsync();
        var note = await world.CreditNotes.VoidAsync(world.Actor, invoice.Id, "wrong address", cancellationToken: Token);

        Assert.Equal((InvoiceKind.CreditNote, invoice.Totals.TotalWithTax, "wrong address"), (note.Kind, note.Totals.TotalWithTax, note.Credit!.Reason));
        Assert.Equal(InvoiceStatus.Credited, (await BalanceAsync(world, invoice))!.Status);
        Assert.Equal(Eur(0m), await BorneAsync(world));
        var again = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal(invoice.Totals.TotalWithTax, again.Totals.TotalWithTax);
        Assert.Empty(await world.InvoicesOfAsync(await world.BillAsync(January)));
        await RefusedAsync(CreditNoteErrors.PartlyCredited, () => world.CreditNotes.VoidAsync(world.Actor, invoice.Id, "again", cancellationToken: Token));
    }

    [Fact]
    public async Task A_part_that_was_credited_stands_and_is_not_billed_again()
    {
        var (world, invoice) = await BilledAsync();
        await IssuedAsync(world, invoice, new CreditLine(0, Amount: Eur(30m)));

        Assert.Empty(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal(Eur(70m), await BorneAsync(world));
        await RefusedAsync(CreditNoteErrors.PartlyCredited, () => world.CreditNotes.VoidAsync(world.Actor, invoice.Id, "wrong", cancellationToken: Token));
    }

    [Fact]
    public async Task What_a_run_gave_back_is_not_credited_again()
    {
        var (world, invoice) = await BilledAsync();
        await SuspendAsync(world, 1, 15);
        var correction = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, Eur(48.39m)), (correction.Kind, correction.Totals.TotalWithoutTax));

        var refused = await RefusedAsync(CreditNoteErrors.ExceedsBorne, () => DraftAsync(world, invoice, new CreditLine(0, Amount: Eur(51.62m))));
        Assert.Contains("bears 51.61 EUR", refused.Message, StringComparison.Ordinal);
        await RefusedAsync(CreditNoteErrors.ExceedsBorne, () => world.CreditNotes.VoidAsync(world.Actor, invoice.Id, "wrong", cancellationToken: Token));
        var left = await world.CreditNotes.CreditableAsync(world.Actor, invoice.Id, Token);
        Assert.Equal((Eur(51.61m), invoice.Totals.TotalWithTax - correction.Totals.TotalWithTax), (Assert.Single(left.Lines).Borne, left.TotalWithTax));

        var rest = await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "all that is left", Whole = true }, Token);
        await world.CreditNotes.IssueAsync(world.Actor, rest.Id, cancellationToken: Token);
        Assert.Equal((Eur(51.61m), left.TotalWithTax, Eur(0m)), (rest.Totals.TotalWithoutTax, rest.Totals.TotalWithTax, await BorneAsync(world)));
    }

    [Fact]
    public async Task What_a_run_gave_back_and_another_billed_again_is_credited_of_the_other()
    {
        var (world, invoice) = await BilledAsync();
        await world.Contracts.ChangePriceAsync(world.Actor, APart(AContract(ACustomer())).Id, Price(70m), new(2025, 1, 1), cancellationToken: Token);
        Assert.Equal(InvoiceKind.CreditNote, Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January))).Kind);
        await world.Contracts.ChangePriceAsync(world.Actor, APart(AContract(ACustomer())).Id, Price(100m), new(2025, 1, 1), cancellationToken: Token);
        var again = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((Eur(30m), Eur(100m)), (again.Totals.TotalWithoutTax, await BorneAsync(world)));

        var refused = await RefusedAsync(CreditNoteErrors.ExceedsBorne, () => world.CreditNotes.VoidAsync(world.Actor, invoice.Id, "wrong", cancellationToken: Token));
        Assert.Contains("36.00 EUR", refused.Message, StringComparison.Ordinal);
        refused = await RefusedAsync(CreditNoteErrors.ExceedsBilled, () => DraftAsync(world, invoice, new CreditLine(0, Amount: Eur(70.01m))));
        Assert.Contains("0.01 EUR more", refused.Message, StringComparison.Ordinal);
        await world.CreditNotes.DeleteAsync(world.Actor, (await DraftAsync(world, invoice, new CreditLine(0, Amount: Eur(70m)))).Id, Token);
        foreach (var one in new[] { invoice, again })
        {
            var note = await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = one.Id, Reason = "all that is left", Whole = true }, Token);
            await world.CreditNotes.IssueAsync(world.Actor, note.Id, cancellationToken: Token);
        }

        Assert.Equal(Eur(0m), await BorneAsync(world));
    }

    [Fact]
    public async Task The_whole_of_a_period_of_several_lines_is_what_is_borne_of_them_together()
    {
        var world = await CreateAsync();
        var (customer, contract) = (ACustomer(), AContract(ACustomer()));
        await world.AddAsync(customer, contract, APart(contract));
        await world.Contracts.ChangePriceAsync(world.Actor, APart(contract).Id, Price(200m), new(2025, 1, 16), cancellationToken: Token);
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal(2, invoice.Lines.Count);
        await SuspendAsync(world, 10, 20);
        await world.BillAsync(January);
        var borne = await BorneAsync(world);

        var note = await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "all that is left", Whole = true }, Token);
        await world.CreditNotes.IssueAsync(world.Actor, note.Id, cancellationToken: Token);
        Assert.Equal((borne, Eur(0m)), (note.Totals.TotalWithoutTax, await BorneAsync(world)));
    }

    [Fact]
    public async Task A_draft_that_a_run_overtook_is_refused_at_issue_and_can_be_thrown_away()
    {
        var (world, invoice) = await BilledAsync();
        var draft = await DraftAsync(world, invoice, new CreditLine(0, Amount: Eur(80m)));
        await SuspendAsync(world, 1, 15);
        await world.BillAsync(January);

        await RefusedAsync(CreditNoteErrors.ExceedsBorne, () => world.CreditNotes.IssueAsync(world.Actor, draft.Id, cancellationToken: Token));
        Assert.Equal(InvoiceStatus.Deleted, (await world.CreditNotes.DeleteAsync(world.Actor, draft.Id, Token)).Status);
        Assert.Equal(Eur(51.61m), Assert.Single((await world.CreditNotes.CreditableAsync(world.Actor, invoice.Id, Token)).Lines).Borne);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => world.CreditNotes.IssueAsync(world.Actor, draft.Id, cancellationToken: Token));
    }

    [Fact]
    public async Task Drafts_count_for_what_is_left()
    {
        var (world, invoice) = await BilledAsync();
        var draft = await DraftAsync(world, invoice, new CreditLine(0, Amount: Eur(60m)));

        await RefusedAsync(CreditNoteErrors.ExceedsBilled, () => DraftAsync(world, invoice, new CreditLine(0, Amount: Eur(40.01m))));
        Assert.Equal(Eur(48m), (await world.CreditNotes.CreditableAsync(world.Actor, invoice.Id, Token)).TotalWithTax);
        await world.CreditNotes.DeleteAsync(world.Actor, draft.Id, Token);
        await IssuedAsync(world, invoice, new CreditLine(0, 1m));
        Assert.Equal(Eur(0m), await BorneAsync(world));
    }

    [Fact]
    public async Task Only_issued_invoices_are_credited_with_a_reason_and_not_before_they_were()
    {
        var (world, invoice) = await BilledAsync();
        var draft = Assert.Single(await world.InvoicesOfAsync(await world.CalculateAsync(new(2025, 2, 28))));
        var note = await IssuedAsync(world, invoice, new CreditLine(0, Amount: Eur(1m)));

        await RefusedAsync(CreditNoteErrors.NotCreditable, () => DraftAsync(world, draft, new CreditLine(0, 1m)));
        await RefusedAsync(CreditNoteErrors.NotCreditable, () => DraftAsync(world, note, new CreditLine(0, 1m)));
        await RefusedAsync(CreditNoteErrors.ReasonMissing, () => world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "  ", Whole = true }, Token));
        await RefusedAsync(CreditNoteErrors.BeforeInvoice, () => world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "x", Whole = true, Date = invoice.IssueDate.PlusDays(-1) }, Token));
        await RefusedAsync(CreditNoteErrors.BadRequest, () => world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "x" }, Token));
        await RefusedAsync(CreditNoteErrors.BadRequest, () => world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "x", Whole = true, Amount = Eur(1m) }, Token));
        await RefusedAsync(CreditNoteErrors.BadRequest, () => DraftAsync(world, invoice, new CreditLine(1, 1m)));
        await RefusedAsync(CreditNoteErrors.BadRequest, () => DraftAsync(world, invoice, new CreditLine(0, 1m, Eur(1m))));
        await RefusedAsync(CreditNoteErrors.BadRequest, () => DraftAsync(world, invoice, new CreditLine(0, Amount: Eur(-1m))));
        await RefusedAsync(CreditNoteErrors.BadRequest, () => world.CreditNotes.IssueAsync(world.Actor, draft.Id, cancellationToken: Token));
    }

    [Fact]
    public async Task The_same_call_twice_makes_one_credit_note_and_a_number_is_given_once()
    {
        var (world, invoice) = await BilledAsync();
        var wanted = new NewCreditNote { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4ae1")), Invoice = invoice.Id, Reason = "goodwill", Amount = Eur(12m) };
        var first = await world.CreditNotes.DraftAsync(world.Actor, wanted, Token);
        Assert.Equal(first, await world.CreditNotes.DraftAsync(world.Actor, wanted, Token));
        var issued = await world.CreditNotes.IssueAsync(world.Actor, first.Id, cancellationToken: Token);

        Assert.Equal(issued, await world.CreditNotes.IssueAsync(world.Actor, first.Id, cancellationToken: Token));
        Assert.Equal((Eur(12m), Eur(10m)), (issued.Totals.TotalWithTax, issued.Totals.TotalWithoutTax));
        Assert.Equal(Eur(90m), await BorneAsync(world));
        Assert.Equal((Eur(12m), Eur(108m)), (await BalanceAsync(world, invoice)) is { } balance ? (balance.Credited, balance.Open) : default);
    }

    [Theory]
    [Trait("vector", "cn-pair-last")]
    [InlineData(PriceMode.TaxExclusive, 68.33, "run run", "13.67 13.66")]
    [InlineData(PriceMode.TaxExclusive, 68.33, "run hand", "13.67 13.66")]
    [InlineData(PriceMode.TaxExclusive, 68.33, "hand run", "13.67 13.66")]
    [InlineData(PriceMode.TaxExclusive, 0.02, "run run hand run", "0.00 0.00 0.00 0.02")]
    [InlineData(PriceMode.TaxInclusive, 1.00, "run run run", "0.17 0.17 0.16")]
    [InlineData(PriceMode.TaxInclusive, 1.00, "hand run hand", "0.17 0.17 0.16")]
    public async Task The_tax_of_what_runs_and_people_give_back_of_an_invoice_is_one_series(PriceMode mode, double price, string ways, string taxes)
    {
        var world = await CreateAsync(entity => entity with { PriceMode = mode });
        var contracts = ways.Split(' ').Select((way, place) => AContract(ACustomer(), name: $"{place}{way}")).ToList();
        await world.AddAsync([ACustomer(), .. contracts, .. contracts.Select(contract => APart(contract, (decimal)price))]);
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        var notes = new List<Invoice>();
        foreach (var contract in contracts)
        {
            if (contract.Name.EndsWith("hand", StringComparison.Ordinal))
            {
                var item = Assert.Single(await world.AllItemsAsync(), item => item.Contract == contract.Id);
                notes.Add(await IssuedAsync(world, invoice, new CreditLine(invoice.PlaceOf(item.Id)!.Value, 1m)));
                continue;
            }

            await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(Start, January), Token);
            var previewed = Assert.Single((await world.Runs.PreviewAsync(world.Actor, Plan(January), ACustomer().Id, Token)).Invoices);
            notes.Add(Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January))));
            Assert.Equal(previewed.Totals, notes[^1].Totals);
        }

        Assert.All(notes, static note => Assert.Equal(InvoiceKind.CreditNote, note.Kind));
        Assert.Equal(taxes, string.Join(' ', notes.Select(static note => note.Totals.TaxTotal.AmountText())));
        Assert.Equal((invoice.Totals.TotalWithTax, invoice.Totals.TaxTotal), (notes.Aggregate(Eur(0m), static (sum, note) => sum + note.Totals.TotalWithTax), notes.Aggregate(Eur(0m), static (sum, note) => sum + note.Totals.TaxTotal)));
    }

    private static async Task<(AWorld World, Invoice Invoice)> BilledAsync()
    {
        var world = await CreateAsync();
        var customer = ACustomer();
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract));
        return (world, Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January))));
    }

    private static Task<Invoice> DraftAsync(AWorld world, Invoice invoice, params CreditLine[] lines) =>
        world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "wrong", Lines = [.. lines] }, Token);

    private static async Task<Invoice> IssuedAsync(AWorld world, Invoice invoice, params CreditLine[] lines) =>
        await world.CreditNotes.IssueAsync(world.Actor, (await DraftAsync(world, invoice, lines)).Id, cancellationToken: Token);

    private static async Task<RuleViolationException> RefusedAsync(string code, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RuleViolationException>(call);
        Assert.Equal(code, refused.Code);
        return refused;
    }

    private static Task<Contract> SuspendAsync(AWorld world, int from, int through) =>
        world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer()).Id, new(new(2025, 1, from), new(2025, 1, through), "closed"), Token);

    private static Task<InvoiceBalance?> BalanceAsync(AWorld world, Invoice invoice) =>
        world.ReadAsync(session => session.Of<InvoiceBalance>().FindAsync(Balances.IdOf(Tenant, invoice.Id), Token).AsTask());

    private static async Task<Money> BorneAsync(AWorld world) =>
        (await world.AllItemsAsync()).Where(static item => !item.Released).Aggregate(Eur(0m), static (sum, item) => sum + item.Borne());
}
