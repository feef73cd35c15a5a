using NodaTime;
using Psa.Documents;
using Psa.Numbering;
using Psa.Runs;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Single documents of a run: held back, issued before the rest or later, deleted; and runs for named payers (R-HOLD).</summary>
public sealed class HoldTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    [Fact]
    public async Task A_document_that_is_held_back_stays_a_draft_and_takes_its_number_later()
    {
        var world = await OfSevenAsync();
        var run = await world.CalculateAsync(January);
        var held = (await world.InvoicesOfAsync(run))[2];
        var changed = await world.Runs.HoldAsync(world.Actor, held.Id, "disputed", Token);
        Assert.Equal(("disputed", world.Actor.DisplayName, world.Clock.GetCurrentInstant()), (changed.Hold!.Reason, changed.Hold.By, changed.Hold.At));
        Assert.Equal(changed, await world.Runs.HoldAsync(world.Actor, held.Id, "again", Token));
        run = await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal((BillingRunStatus.Issued, 6L, 7L, 1L), (run.Status, run.IssuedDocuments, run.Counts.Documents, run.Counts.Held));
        Assert.Equal(6, (await world.InvoicesOfAsync(run)).Count(document => document.Number is not null));
        Assert.Equal(PsaErrors.ActionNotAllowed, (await RefusedAsync(() => world.Runs.UnholdAsync(world.Actor, held.Id, Token))).Code);

        // a later run bills nothing of it, and may come before it
        var next = await world.BillAsync(new(2025, 2, 28));
        Assert.Equal(7, next.IssuedDocuments);
        Assert.Equal(NumberingErrors.DateBeforeLast, (await RefusedAsync(() => world.Invoices.IssueAsync(world.Actor, held.Id, cancellationToken: Token))).Code);
        var issued = await world.Invoices.IssueAsync(world.Actor, held.Id, new(2025, 3, 3), Token);
        Assert.Equal(("INV-0014", new LocalDate(2025, 3, 3), new LocalDate(2025, 3, 17), held.Totals), (issued.Number, issued.IssueDate, issued.DueDate, issued.Totals));
        Assert.Null(issued.Hold);
        var after = (await world.Runs.FindAsync(world.Actor, run.Id, Token))!;
        Assert.Equal((7L, 7L, 0L), (after.IssuedDocuments, after.Counts.Documents, after.Counts.Held));
        Assert.Equal(issued, await world.Invoices.FindAsync(world.Actor, held.Id, Token));
    }

    [Fact]
    public async Task A_document_that_is_held_back_can_be_deleted_and_is_billed_by_the_next_run()
    {
        var world = await OfSevenAsync();
        var run = await world.CalculateAsync(January);
        var held = (await world.InvoicesOfAsync(run))[2];
        await world.Runs.HoldAsync(world.Actor, held.Id, "disputed", Token);
        run = await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        await world.Invoices.DeleteAsync(world.Actor, held.Id, Token);
        var after = (await world.Runs.FindAsync(world.Actor, run.Id, Token))!;
        Assert.Equal((6L, 0L, run.Counts.Money[0].Net - held.Totals.TotalWithoutTax), (after.Counts.Documents, after.Counts.Held, after.Counts.Money[0].Net));
        var next = await world.BillAsync(January);
        Assert.Equal([held.Totals.TotalWithTax], (await world.InvoicesOfAsync(next)).Select(document => document.Totals.TotalWithTax));
    }

    [Fact]
    public async Task A_hold_ends_before_the_issue_and_lasts_through_a_new_calculation()
    {
        var world = await OfSevenAsync();
        var run = await world.CalculateAsync(January);
        var documents = await world.InvoicesOfAsync(run);
        await world.Runs.HoldAsync(world.Actor, documents[1].Id, "disputed", Token);
        await world.Runs.HoldAsync(world.Actor, documents[3].Id, "disputed", Token);
        Assert.Null((await world.Runs.UnholdAsync(world.Actor, documents[1].Id, Token)).Hold);
        run = await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal((1L, 0), (run.Counts.Held, run.Holds.Count));
        Assert.Equal(["C3"], (await world.InvoicesOfAsync(run)).Where(document => document.Hold is not null).Select(document => document.CustomerNumber));
        Assert.Equal(6, (await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token)).IssuedDocuments);
    }

    [Fact]
    public async Task A_single_document_is_issued_before_the_rest()
    {
        var world = await OfSevenAsync();
        var run = await world.CalculateAsync(January);
        var documents = await world.InvoicesOfAsync(run);
        Assert.Equal("INV-0001", (await world.Invoices.IssueAsync(world.Actor, documents[4].Id, cancellationToken: Token)).Number);
        Assert.Equal(PsaErrors.ActionNotAllowed, (await RefusedAsync(() => world.Invoices.IssueAsync(world.Actor, documents[5].Id, January.PlusDays(1), Token))).Code);

        // it can't be taken back any more, but calculated again, and the rest issued or deleted
        Assert.Equal(PsaErrors.ActionNotAllowed, (await RefusedAsync(() => world.Runs.RollBackAsync(world.Actor, run.Id, cancellationToken: Token))).Code);
        var again = await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal((run.Counts.Documents, run.Counts.Money), (again.Counts.Documents, again.Counts.Money));
        var left = (await world.InvoicesOfAsync(again)).First(document => document.Number is null);
        await world.Invoices.DeleteAsync(world.Actor, left.Id, Token);
        var progress = (await world.Runs.FindProgressAsync(world.Actor, run.Id, Token))!;
        Assert.Equal(6, progress.Counts.Documents);
        var issued = await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal((6L, 6L), (issued.IssuedDocuments, issued.Counts.Documents));
        Assert.Equal(["INV-0001", "INV-0002", "INV-0003", "INV-0004", "INV-0005", "INV-0006"], (await world.InvoicesOfAsync(issued)).Select(document => document.Number!).Order());
    }

    [Fact]
    public async Task A_reason_is_needed_and_only_drafts_of_open_runs_are_held()
    {
        var world = await OfSevenAsync();
        var run = await world.CalculateAsync(January);
        var document = (await world.InvoicesOfAsync(run))[0];
        Assert.Equal(DocumentErrors.ReasonMissing, (await RefusedAsync(() => world.Runs.HoldAsync(world.Actor, document.Id, " ", Token))).Code);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal(PsaErrors.ActionNotAllowed, (await RefusedAsync(() => world.Runs.HoldAsync(world.Actor, document.Id, "late", Token))).Code);
        var byHand = await world.Invoices.DraftAsync(world.Actor, new() { Customer = document.Customer, Content = HandInvoiceTests.AContent(HandInvoiceTests.ALine("x", 1m)) }, Token);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => world.Runs.HoldAsync(world.Actor, byHand.Id, "whose?", Token));
    }

    [Fact]
    public async Task A_run_for_named_payers_bills_those_alone_as_a_run_for_all_does()
    {
        var (world, all) = (await OfSevenAsync(), await OfSevenAsync());
        var plan = Plan(January) with { Payers = [ACustomer("C5").Id, ACustomer("C2").Id, ACustomer("C5").Id], Partitions = 2 };
        Assert.Equal(["C2", "C5"], (await world.Runs.PreviewAsync(world.Actor, plan, Token).ToListAsync(Token)).Select(billing => billing.Payer.Number).Order());
        var run = await world.Runs.PlanAsync(world.Actor, plan, Token);
        Assert.Equal((2L, 2), (run.Customers, run.Partitions));
        Assert.Equal(RunErrors.RunOpen, (await RefusedAsync(() => world.Runs.PlanAsync(world.Actor, plan, Token))).Code);
        await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token);
        run = await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        var whole = await all.CalculateAsync(January);
        var expected = (await all.InvoicesOfAsync(whole)).Where(document => document.CustomerNumber is "C2" or "C5").Select(document => document.Totals);
        Assert.Equal(expected, (await world.InvoicesOfAsync(run)).Select(document => document.Totals));

        // a run for all bills the others, and is compared with the one for all before it
        var rest = await world.BillAsync(January);
        Assert.Equal(5, rest.Counts.Documents);
        Assert.Null((await world.Runs.ReviewAsync(world.Actor, rest.Id, Token)).Previous);
        Assert.Equal(RunErrors.BadPlan, (await RefusedAsync(async () =>
        {
            var child = ACustomer("C9") with { Payer = ACustomer("C1").Id, Parent = ACustomer("C1").Id, ConsolidateBilling = true };
            await world.AddAsync(child);
            await world.Runs.PlanAsync(world.Actor, Plan(January) with { Payers = [child.Id] }, Token);
        })).Code);
    }

    [Fact]
    public async Task Numbers_of_a_run_that_issues_are_not_overtaken()
    {
        var world = await OfSevenAsync();
        var byHand = await world.Invoices.DraftAsync(
            world.Actor, new() { Customer = ACustomer("C1").Id, Content = HandInvoiceTests.AContent(HandInvoiceTests.ALine("x", 1m)) with { IssueDate = new(2025, 2, 1) } }, Token);
        var run = await world.CalculateAsync(January);
        await world.InSessionAsync(async session =>
        {
            var calculated = (await session.Of<BillingRun>().FindAsync(run.Id, Token))!;
            session.Of<BillingRun>().Update(calculated with { Status = BillingRunStatus.Issuing });
        });
        Assert.Equal(NumberingErrors.InUse, (await RefusedAsync(() => world.Invoices.IssueAsync(world.Actor, byHand.Id, cancellationToken: Token))).Code);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        Assert.Equal("INV-0008", (await world.Invoices.IssueAsync(world.Actor, byHand.Id, cancellationToken: Token)).Number);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task A_document_that_is_issued_by_itself_and_with_its_run_at_once_has_one_number(string store)
    {
        for (var round = 0; round < 5; round++)
        {
            var world = await CreateAsync(store: store);
            for (var n = 0; n < 3; n++)
            {
                var customer = ACustomer($"C{n}");
                var contract = AContract(customer);
                await world.AddAsync(customer, contract, APart(contract));
            }

            var run = await world.CalculateAsync(January);
            var documents = await world.InvoicesOfAsync(run);
            var single = Task.Run(() => world.Invoices.IssueAsync(world.Actor, documents[round % 3].Id, cancellationToken: Token), Token);
            var whole = Task.Run(() => world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token), Token);
            await whole;

            // in the midst of the run it is refused: the run has it
            Assert.True(await Record.ExceptionAsync(() => single) is null or RuleViolationException { Code: PsaErrors.ActionNotAllowed });
            var issued = await world.InvoicesOfAsync(run);
            Assert.Equal(["INV-0001", "INV-0002", "INV-0003"], issued.Select(document => document.Number!).Order());
            Assert.Equal(3, (await world.Runs.FindAsync(world.Actor, run.Id, Token))!.IssuedDocuments);
        }
    }

    private static Task<RuleViolationException> RefusedAsync(Func<Task> call) => Assert.ThrowsAsync<RuleViolationException>(call);
}
