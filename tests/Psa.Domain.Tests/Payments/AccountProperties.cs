using FsCheck.Fluent;
using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
using Psa.SalesItems;
using Psa.Testing;
using static Psa.Domain.Tests.Payments.Till;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Payments;

/// <summary>Laws of accounts, over random histories.</summary>
public sealed class AccountProperties
{
    private static readonly string[] Terms = ["net 30", "net 30; 2% 10", "50 net 0; 50 net 30; 33.3% 5", "1 net 0; 1 net 10; 1 net 20"];

    [Fact]
    public void Balances_are_the_sums_of_entries_and_credit_is_never_below_zero()
    {
        var tally = new Dictionary<AccountStep, int>();
        PropertyCheck.That(Prop.ForAll(Seeds(), seed => HoldsAsync(new(seed), tally).GetAwaiter().GetResult()), maxTest: 400, endSize: 100, tally);
    }

    [Fact]
    public void Reversing_all_is_as_if_nothing_had_happened() => PropertyCheck.That(
        Prop.ForAll(Seeds(), seed => ReversalUndoesAsync(new(seed)).GetAwaiter().GetResult()), maxTest: 100);

    [Fact]
    public void Payments_come_to_the_same_in_any_order() => PropertyCheck.That(
        Prop.ForAll(Seeds(), seed => OrderDoesNotMatterAsync(new(seed)).GetAwaiter().GetResult()), maxTest: 100);

    private static FsCheck.Arbitrary<int> Seeds() => Arb.From(ArbMap.Default.GeneratorFor<int>().Select(static seed => seed & int.MaxValue));

    private static Invoice[] Some(Random random, string? terms = null) =>
    [
        .. Enumerable.Range(0, 1 + random.Next(3)).Select(n => AnInvoice.Of(
            terms ?? Terms[random.Next(Terms.Length)], (Amount(random, 80m), 21m), (Amount(random, 20m), n % 2 == 0 ? 6m : 0m))),
    ];

    private static decimal Amount(Random random, decimal most) => (1 + random.Next((int)(most * 100m))) / 100m;

    private static async Task<bool> HoldsAsync(Random random, Dictionary<AccountStep, int> tally)
    {
        var (invoices, order) = (Some(random), AnOrder.Of());
        (invoices[0], var item) = AnOrder.BilledBy(order, invoices[0]);
        var till = await OpenAsync(invoices);
        await till.InSessionAsync(session =>
        {
            session.Of<Order>().Add(order);
            session.Of<SalesItem>().Add(item);
            return Task.CompletedTask;
        });
        var history = new AccountHistory(till, invoices, order, random, tally);
        for (var n = 0; n < 14; n++)
        {
            await history.StepAsync();
        }

        return true;
    }

    private static async Task<bool> ReversalUndoesAsync(Random random)
    {
        var invoices = Some(random);
        var till = await OpenAsync(invoices);
        await till.PayAsync(till.APayment(Amount(random, 30m)));
        await till.PayAsync(till.APayment(0.01m, (invoices[0], 0.01m)));
        var before = await StandsAsync(till, invoices);
        var parts = invoices.Select(invoice => (invoice, Amount(random, 90m))).ToArray();
        var payment = till.APayment(parts.Sum(static part => part.Item2) + random.Next(3), parts) with { SurplusToCredit = true, Date = AnInvoice.Date.PlusDays(random.Next(15)) };
        var made = await till.PayAsync(payment);

        // in one or in pieces, and with what became credit applied meanwhile
        if (random.Next(2) == 0 && await till.CreditOfAsync() is > 0m and var credit)
        {
            await Record.ExceptionAsync(() => till.ApplyAsync(null, credit));
        }

        for (var n = random.Next(3); n > 0; n--)
        {
            await till.ReverseAsync(made, Amount(random, payment.Amount.Amount / 4m));
        }

        await till.ReverseAsync(made);
        var applied = new List<PaymentEntry>();
        foreach (var invoice in invoices)
        {
            applied.AddRange((await till.Payments.EntriesAsync(Ann, invoice.Id, Token)).AsEnumerable().Where(static entry => entry.Kind == PaymentKind.CreditIn));
        }

        // what was there before the payment may have been applied, and stays where it is
        return applied.Count > 0
            ? await TotalAsync(till, invoices) == before.Sum(static stand => stand.Open) - before[^1].Credit
            : (await StandsAsync(till, invoices)).SequenceEqual(before);
    }

    // what the payer owes altogether, less its credit
    private static async Task<decimal> TotalAsync(Till till, Invoice[] invoices) => (await StandsAsync(till, invoices)) is var now ? now.Sum(static stand => stand.Open) - now[^1].Credit : 0m;

    private static async Task<bool> OrderDoesNotMatterAsync(Random random)
    {
        var invoices = Some(random, "net 30");
        var total = invoices.Sum(static invoice => invoice.Totals.TotalWithTax.Amount);
        var amounts = Enumerable.Range(0, 5).Select(_ => (Invoice: invoices[random.Next(invoices.Length)], Amount: Amount(random, total / 3m))).ToArray();
        var stands = new List<List<(string, decimal, decimal, decimal)>>();
        foreach (var order in new[] { amounts, [.. amounts.Reverse()], [.. amounts.OrderBy(static one => one.Amount)] })
        {
            var till = await OpenAsync(invoices);
            foreach (var (invoice, amount) in order)
            {
                await till.PayAsync(till.APayment(amount, (invoice, amount)) with { SurplusToCredit = true });
            }

            stands.Add(await StandsAsync(till, invoices));
        }

        return stands.TrueForAll(one => one.SequenceEqual(stands[0]));
    }

    private static async Task<List<(string Status, decimal Open, decimal Owed, decimal Credit)>> StandsAsync(Till till, Invoice[] invoices)
    {
        var (stands, credit) = (new List<(string, decimal, decimal, decimal)>(), await till.CreditOfAsync());
        foreach (var invoice in invoices)
        {
            var (status, open, owed) = await till.StandOfAsync(invoice);
            stands.Add((status, open, owed, credit));
        }

        return stands;
    }
}
