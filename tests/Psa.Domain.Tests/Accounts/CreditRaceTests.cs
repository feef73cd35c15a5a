using NodaTime;
using Psa.Contracts;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Testing;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Accounts;

/// <summary>Sessions of their own credit at the same moment, and a run corrects meanwhile: nothing is given back twice, and who comes second hears what is left.</summary>
public sealed class CreditRaceTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    private static int Rounds => Depth.Of(5, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task One_line_is_credited_once(string store)
    {
        var world = await CreateAsync(store: store);
        for (var round = 0; round < Rounds; round++)
        {
            var (_, invoice) = await BilledAsync(world, round);
            var made = await AtOnceAsync(4, _ => CreditAsync(world, invoice, 60m));

            Assert.Single(made, static code => code is null);
            Assert.Equal(3, made.Count(static code => code is CreditNoteErrors.ExceedsBilled or CreditNoteErrors.ExceedsBorne));
            Assert.Equal(Eur(72m), (await world.Payments.BalanceAsync(world.Actor, invoice.Id, Token))!.Credited);
            Assert.Equal(Eur(40m), await BorneAsync(world, invoice));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_a_run_gives_back_is_not_credited_by_hand_as_well(string store)
    {
        var world = await CreateAsync(store: store);
        for (var round = 0; round < Rounds; round++)
        {
            var (contract, invoice) = await BilledAsync(world, round);
            await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 1, 1), January, "closed"), Token);
            var made = await AtOnceAsync(2, async n => _ = n == 0 ? (object)await RunAsync(world, invoice) : await CreditAsync(world, invoice, 100m));

            Assert.Null(made[0]);
            Assert.True(made[1] is null or CreditNoteErrors.ExceedsBorne or CreditNoteErrors.ExceedsBilled, made[1]);
            await RunAsync(world, invoice);
            Assert.Equal(Eur(0m), await BorneAsync(world, invoice));
            var given = (await world.InvoicesOfDateAsync(January)).Where(note => note.Kind == InvoiceKind.CreditNote && note.Customer == invoice.Customer).ToList();
            Assert.Equal(invoice.Totals.TotalWithTax, given.Aggregate(Eur(0m), static (sum, note) => sum + note.Totals.TotalWithTax));
        }
    }

    private static async Task<(Contract Contract, Invoice Invoice)> BilledAsync(AWorld world, int round)
    {
        var customer = ACustomer($"R{round:000}");
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract));
        var run = await world.Runs.PlanAsync(world.Actor, Plan(January) with { Payers = [customer.Id] }, Token);
        await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token);
        await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
        return (contract, Assert.Single(await world.InvoicesOfAsync(run)));
    }

    private static async Task<Invoice> CreditAsync(AWorld world, Invoice invoice, decimal amount)
    {
        var draft = await world.CreditNotes.DraftAsync(world.Actor, new() { Invoice = invoice.Id, Reason = "wrong", Lines = [new(0, Amount: Eur(amount))], Date = January }, Token);
        try
        {
            return await world.CreditNotes.IssueAsync(world.Actor, draft.Id, cancellationToken: Token);
        }
        catch (RuleViolationException)
        {
            await world.CreditNotes.DeleteAsync(world.Actor, draft.Id, Token);
            throw;
        }
    }

    private static async Task<BillingRun> RunAsync(AWorld world, Invoice invoice)
    {
        var run = await world.Runs.PlanAsync(world.Actor, Plan(January) with { Payers = [invoice.Customer] }, Token);
        await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token);
        return await world.Runs.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
    }

    private static async Task<Money> BorneAsync(AWorld world, Invoice invoice)
    {
        var items = await world.ReadAsync(session => session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPeriod(SalesItemSource.ContractPart, APart(AContract(ACustomer(invoice.CustomerNumber))).Id.Value, new(2025, 1, 1)), Token).ToListAsync(Token).AsTask());
        return items.Where(static item => !item.Released).Aggregate(Eur(0m), static (sum, item) => sum + item.Borne());
    }

    // the code of each refusal
    private static async Task<string?[]> AtOnceAsync<T>(int callers, Func<int, Task<T>> call)
    {
        using var start = new SemaphoreSlim(0, callers);
        var calls = Enumerable.Range(0, callers).Select(n => Task.Run(async () =>
        {
            await start.WaitAsync(Token);
            try
            {
                await call(n);
                return null;
            }
            catch (PsaException refusal)
            {
                return refusal.Code;
            }
        })).ToArray();
        start.Release(callers);
        return await Task.WhenAll(calls);
    }
}
