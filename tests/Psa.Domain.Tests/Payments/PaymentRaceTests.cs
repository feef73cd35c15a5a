using Psa.Invoices;
using Psa.Payments;
using Psa.Testing;
using static Psa.Domain.Tests.Payments.Till;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Payments;

/// <summary>
/// Several callers at the same moment, each with a session of its own: one wins, the others get the limit's error, or the same answer, and never is anything done twice.
/// </summary>
public sealed class PaymentRaceTests
{
    private const int Callers = 4;

    // twice a round, and in memory and a file
    private static int Rounds => Depth.Of(5, 200);

    public static TheoryData<string> Stores { get; } = ["memory", "sqlite"];

    [Theory]
    [MemberData(nameof(Stores))]
    public Task With_the_same_key_it_is_paid_once(string store) => RoundsAsync(store, async (till, invoice) =>
    {
        var payment = till.APayment(60m, (invoice, 50m));
        var made = await AtOnceAsync(() => till.PayAsync(payment));
        Assert.All(made, one => Assert.Equal(made[0].Entries, one.Entries));
        Assert.NotNull(made[0].Entries);
        Assert.Equal((50m, 10m), (await till.OpenOfAsync(invoice), await till.CreditOfAsync()));
    });

    [Theory]
    [MemberData(nameof(Stores))]
    public Task With_keys_of_their_own_one_pays_it(string store) => RoundsAsync(store, async (till, invoice) =>
    {
        OneWins(await AtOnceAsync(() => till.PayAsync(invoice, 100m)), "payment.exceeds_open");
        Assert.Equal((0m, 0m), (await till.OpenOfAsync(invoice), await till.CreditOfAsync()));
    });

    [Theory]
    [MemberData(nameof(Stores))]
    public Task Credit_is_spent_once(string store) => RoundsAsync(store, async (till, invoice) =>
    {
        await till.PayAsync(till.APayment(80m));
        var n = 0;
        OneWins(await AtOnceAsync(() => Interlocked.Increment(ref n) % 2 == 0 ? till.ApplyAsync(invoice, 80m) : till.RefundAsync(null, 80m)), "credit.exceeds_balance");
        Assert.Equal(0m, await till.CreditOfAsync());
    });

    [Theory]
    [MemberData(nameof(Stores))]
    public Task A_payment_bounces_once(string store) => RoundsAsync(store, async (till, invoice) =>
    {
        var payment = await till.PayAsync(till.APayment(130m, (invoice, 100m)));
        OneWins(await AtOnceAsync(() => till.ReverseAsync(payment)), "payment.exceeds_payment");
        Assert.Equal((("Issued", 100m, 0m), 0m), (await till.StandOfAsync(invoice), await till.CreditOfAsync()));
    });

    [Theory]
    [MemberData(nameof(Stores))]
    public Task Credit_is_applied_while_its_payment_bounces(string store) => RoundsAsync(store, async (till, invoice) =>
    {
        var payment = await till.PayAsync(till.APayment(70m));
        var n = 0;
        await AtOnceAsync(() => Interlocked.Increment(ref n) % 2 == 0 ? till.ApplyAsync(invoice, 70m) : till.ReverseAsync(payment));

        // whichever was first: the money is gone, and the invoice is open
        Assert.Equal((("Issued", 100m, 0m), 0m), (await till.StandOfAsync(invoice), await till.CreditOfAsync()));
    });

    private static async Task RoundsAsync(string store, Func<Till, Invoice, Task> round)
    {
        for (var n = 0; n < Rounds; n++)
        {
            var invoice = AnInvoice.Of("net 30", (100m, 0m));
            await round(await OpenAsync(await TestStores.CreateAsync(store), invoice), invoice);
        }
    }

    private static async Task<(ValueList<PaymentEntry>? Entries, string? Code)[]> AtOnceAsync(Func<Task<ValueList<PaymentEntry>>> call)
    {
        using var start = new SemaphoreSlim(0, Callers);
        var calls = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            await start.WaitAsync(Token);
            try
            {
                return ((ValueList<PaymentEntry>?)await call(), (string?)null);
            }
            catch (PsaException refusal)
            {
                return (null, refusal.Code);
            }
        })).ToArray();
        start.Release(Callers);
        return await Task.WhenAll(calls);
    }

    private static void OneWins((ValueList<PaymentEntry>? Entries, string? Code)[] made, string code)
    {
        Assert.Single(made, static one => one.Entries is not null);
        Assert.Equal(Callers - 1, made.Count(one => one.Code == code));
    }
}
