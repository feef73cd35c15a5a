using NodaTime;
using Psa.Access;
using Psa.Invoices;
using Psa.Payments;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>What becomes of the money of credit notes (R-CN-SETTLE), and of the status of what they credit (R-OPEN).</summary>
public sealed class CreditSettlementTests
{
    private static readonly LocalDate January = new(2025, 1, 31);
    private static int _keys;

    [Theory]
    [Trait("vector", "cn-settle-credit")]
    [Trait("vector", "cn-settle-refund")]
    [Trait("vector", "cn-settle-offset")]
    [InlineData(CreditSettlement.Credit, 16.80, 0.00, 0.00, 0.00)]
    [InlineData(CreditSettlement.Refund, 6.90, 9.90, 0.00, 0.00)]
    [InlineData(CreditSettlement.Offset, 0.00, 9.90, 6.90, 0.00)]
    [InlineData(CreditSettlement.None, 0.00, 0.00, 6.90, 9.90)]
    public async Task A_credit_note_is_settled_as_asked(CreditSettlement how, double credit, double refund, double offset, double owed)
    {
        var (world, invoice) = await BilledAsync(31m, 31m);
        Assert.Equal(Eur(74.40m), invoice.Totals.TotalWithTax);
        await PayAsync(world, invoice, 55.80m);
        await CreditAsync(world, invoice, 2m);
        var note = await CreditAsync(world, invoice, 14m, how);
        Assert.Equal(Eur(16.80m), note.Totals.TotalWithTax);

        var entries = (await world.Payments.EntriesAsync(world.Actor, invoice.Id, Token)).AsEnumerable().Where(entry => entry.CreditNote == note.Id).ToList();
        Assert.Equal(Eur((decimal)credit), Sum(entries, PaymentKind.CreditOut));
        Assert.Equal(Eur((decimal)refund), Sum(entries, PaymentKind.Refund));
        var own = await world.Payments.BalanceAsync(world.Actor, note.Id, Token);
        Assert.Equal((Eur((decimal)owed), Eur(16.80m - (decimal)owed)), (own!.Left, own.Settled));
        Assert.Equal(Eur((decimal)offset), own.Settled - Eur((decimal)credit) - Eur((decimal)refund));
        Assert.Equal(owed == 0 ? InvoiceStatus.Settled : InvoiceStatus.SettledInPart, own.Status);
        var balance = await world.Payments.BalanceAsync(world.Actor, invoice.Id, Token);
        Assert.Equal(Eur(74.40m - 19.20m - (55.80m - (decimal)credit - (decimal)refund)), balance!.Left);

        // and what is left is settled later
        if (owed > 0)
        {
            var settled = await world.CreditNotes.SettleAsync(world.Actor, note.Id, CreditSettlement.Refund, Token);
            Assert.Equal((InvoiceStatus.Settled, Eur(16.80m)), (settled.Status, settled.Settled));
            Assert.Equal(settled, await world.CreditNotes.SettleAsync(world.Actor, note.Id, CreditSettlement.Refund, Token));
        }
    }

    [Fact]
    [Trait("vector", "invoice-status-from-sums")]
    public async Task The_status_follows_from_the_sums()
    {
        var (world, invoice) = await BilledAsync(100m, 0.833333m);
        var total = invoice.Totals.TotalWithTax;
        Assert.Equal(Eur(121m), total);
        var steps = new List<(InvoiceStatus, Money, Money)>();
        await NoteAsync(() => OnDocumentAsync(world, invoice, 21m));
        await NoteAsync(() => PayAsync(world, invoice, 50m));
        var second = default(ValueList<PaymentEntry>);
        await NoteAsync(async () => second = await PayAsync(world, invoice, 50m));
        await NoteAsync(() => world.Payments.ReverseAsync(world.Actor, new() { Key = "bounced", Payment = second[0].Id, Date = invoice.IssueDate, Reason = "bounced" }, Token));
        await NoteAsync(() => PayAsync(world, invoice, 50m));
        await NoteAsync(() => OnDocumentAsync(world, invoice, 50m));
        await NoteAsync(() => OnDocumentAsync(world, invoice, 50m));

        Assert.Equal(
            [
                (InvoiceStatus.Issued, Eur(100m), Eur(0m)),
                (InvoiceStatus.PartiallyPaid, Eur(50m), Eur(0m)),
                (InvoiceStatus.Paid, Eur(0m), Eur(0m)),
                (InvoiceStatus.PartiallyPaid, Eur(50m), Eur(0m)),
                (InvoiceStatus.Paid, Eur(0m), Eur(0m)),
                (InvoiceStatus.Paid, Eur(0m), Eur(50m)),
                (InvoiceStatus.Credited, Eur(0m), Eur(100m)),
            ],
            steps);

        async Task NoteAsync(Func<Task> step)
        {
            await step();
            var balance = await world.Payments.BalanceAsync(world.Actor, invoice.Id, Token);
            steps.Add((balance!.Status, balance.Open, balance.Owed));
        }
    }

    [Fact]
    public async Task A_credit_note_of_a_run_is_set_off_against_what_it_names_and_then_the_oldest()
    {
        var (world, january) = await BilledAsync(100m);
        var february = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(new(2025, 2, 28))));
        await PayAsync(world, february, 100m);
        await world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer()).Id, new(new(2025, 2, 1), new(2025, 2, 28), "closed"), Token);
        var note = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(new(2025, 2, 28))));
        Assert.Equal((InvoiceKind.CreditNote, Eur(120m)), (note.Kind, note.Totals.TotalWithTax));
        Assert.Equal([february.Id], note.Corrects);

        var own = await world.CreditNotes.SettleAsync(world.Actor, note.Id, CreditSettlement.Offset, Token);
        Assert.Equal((InvoiceStatus.Settled, Eur(0m)), (own.Status, own.Left));
        Assert.Equal(Eur(0m), (await world.Payments.BalanceAsync(world.Actor, february.Id, Token))!.Open);
        Assert.Equal(Eur(20m), (await world.Payments.BalanceAsync(world.Actor, january.Id, Token))!.Open);
    }

    [Fact]
    public async Task A_credit_note_of_a_run_becomes_customer_credit()
    {
        var (world, _) = await BilledAsync(100m);
        await world.Contracts.SuspendAsync(world.Actor, AContract(ACustomer()).Id, new(new(2025, 1, 1), January, "closed"), Token);
        var note = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        await world.CreditNotes.SettleAsync(world.Actor, note.Id, CreditSettlement.Credit, Token);

        Assert.Equal(Eur(120m), Assert.Single((await world.Payments.CreditAsync(world.Actor, ACustomer().Id, Token)).AsEnumerable()).Balance);
    }

    [Fact]
    public async Task Who_settles_needs_the_permission_for_payments_too()
    {
        var (world, invoice) = await BilledAsync(31m);
        var clerk = Actor.Create(Tenant, UserId.Of("clerk"), "Clerk", [Role.Finance], AccessTable.Default.With(Role.Finance, Permission.RecordPayments, Grants.None));
        var wanted = new NewCreditNote { Invoice = invoice.Id, Reason = "wrong", Whole = true };
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.CreditNotes.DraftAsync(clerk, wanted with { Settlement = CreditSettlement.Credit }, Token));
        var note = await world.CreditNotes.IssueAsync(clerk, (await world.CreditNotes.DraftAsync(clerk, wanted, Token)).Id, cancellationToken: Token);

        Assert.Equal(invoice.Totals.TotalWithTax, note.Totals.TotalWithTax);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.CreditNotes.SettleAsync(clerk, note.Id, CreditSettlement.Credit, Token));
    }

    [Theory]
    [InlineData(CreditSettlement.Refund)]
    [InlineData(CreditSettlement.Credit)]
    [InlineData(CreditSettlement.Offset)]
    public async Task What_was_refunded_of_the_invoice_is_not_given_again_by_its_credit_note(CreditSettlement later)
    {
        var (world, invoice) = await BilledAsync(100m);
        await PayAsync(world, invoice, 120m);
        var note = await CreditAsync(world, invoice, 100m);
        await world.Payments.RefundAsync(world.Actor, new() { Key = "back", Invoice = invoice.Id, Amount = Eur(120m), Date = invoice.IssueDate }, Token);
        var settled = await world.CreditNotes.SettleAsync(world.Actor, note.Id, later, Token);

        Assert.Equal(InvoiceStatus.Settled, settled.Status);
        var balance = await world.Payments.BalanceAsync(world.Actor, invoice.Id, Token);
        Assert.Equal((InvoiceStatus.Credited, Eur(0m), Eur(0m)), (balance!.Status, balance.Open, balance.Owed));
    }

    [Fact]
    public async Task Of_each_line_no_more_is_refunded_than_is_credited_of_it()
    {
        var (world, invoice) = await BilledAsync(31m, 31m);
        await PayAsync(world, invoice, 55.80m);
        await CreditAsync(world, invoice, 16m, CreditSettlement.Offset);
        var rest = await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "the rest", Whole = true, Settlement = CreditSettlement.Offset }, Token);
        await world.CreditNotes.IssueAsync(world.Actor, rest.Id, cancellationToken: Token);

        var entries = (await world.Payments.EntriesAsync(world.Actor, invoice.Id, Token)).AsEnumerable().ToList();
        Assert.Equal(Eur(55.80m), Sum(entries, PaymentKind.Refund));
    }

    [Fact]
    public async Task What_was_written_off_is_not_given_to_the_customer()
    {
        var (world, invoice) = await BilledAsync(100m);
        await world.Payments.WriteOffAsync(world.Actor, new() { Key = "lost", Invoice = invoice.Id, Amount = Eur(120m), Date = invoice.IssueDate, Reason = "bankrupt" }, Token);
        await CreditAsync(world, invoice, 100m, CreditSettlement.Credit);

        Assert.Empty((await world.Payments.CreditAsync(world.Actor, ACustomer().Id, Token)).AsEnumerable());
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Payments.RefundAsync(world.Actor, new() { Key = "back", Invoice = invoice.Id, Amount = Eur(0.01m), Date = invoice.IssueDate }, Token));
        Assert.Equal(PaymentErrors.ExceedsOwed, refused.Code);
    }

    private static Money Sum(List<PaymentEntry> entries, PaymentKind kind) => entries.Where(entry => entry.Kind == kind).Aggregate(Eur(0m), static (sum, entry) => sum + entry.Amount);

    private static async Task<(AWorld World, Invoice Invoice)> BilledAsync(params decimal[] prices)
    {
        var world = await CreateAsync();
        var customer = ACustomer();
        var contract = AContract(customer);
        await world.AddAsync([customer, contract, .. prices.Select((price, i) => APart(contract, price, name: $"{i}"))]);
        return (world, Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January))));
    }

    private static Task<ValueList<PaymentEntry>> PayAsync(AWorld world, Invoice invoice, decimal amount) =>
        world.Payments.RecordAsync(world.Actor, new() { Key = $"paid {Interlocked.Increment(ref _keys)}", Amount = Eur(amount), Date = invoice.IssueDate, Parts = [new(invoice.Id, Eur(amount))] }, Token);

    private static async Task<Invoice> CreditAsync(AWorld world, Invoice invoice, decimal amount, CreditSettlement how = CreditSettlement.None) => await world.CreditNotes.IssueAsync(
        world.Actor,
        (await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "wrong", Lines = [new(0, Amount: Eur(amount))], Settlement = how }, Token)).Id,
        cancellationToken: Token);

    private static async Task<Invoice> OnDocumentAsync(AWorld world, Invoice invoice, decimal amount) =>
        await world.CreditNotes.IssueAsync(world.Actor, (await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "goodwill", Amount = Eur(amount) }, Token)).Id, cancellationToken: Token);
}
