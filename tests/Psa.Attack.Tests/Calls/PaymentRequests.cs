using NodaTime;
using Psa.Invoices;
using Psa.Payments;

namespace Psa.Attack.Tests.Calls;

/// <summary>Named values of what is asked of payments: so small that each can be asked for more than once.</summary>
internal static class PaymentRequests
{
    private static readonly LocalDate Day = new(2026, 3, 15);

    /// <summary>Gives values of a type, the fullest first; nothing for a type that is none of them.</summary>
    public static IEnumerable<object>? Of(Type type, World world)
    {
        var payments = world.Records.Of<PaymentEntry>().Where(static entry => entry.Kind == PaymentKind.Payment).OrderBy(static entry => entry.Key, StringComparer.Ordinal).ThenBy(static entry => entry.Place).ToList();
        var balances = world.Records.Of<InvoiceBalance>().OrderByDescending(static balance => balance.Open.MinorUnits).ToList();
        var open = balances.Where(static balance => balance.Open.MinorUnits > 1000);
        var owing = balances.Where(static balance => balance.Owed.MinorUnits > 1000);
        var credits = world.Records.Of<CustomerCredit>();
        return type switch
        {
            _ when type == typeof(NewPayment) => open.SelectMany(static balance => new[]
            {
                new NewPayment
                {
                    Key = "new payment", Amount = Eur(5m), Date = Day, ValueDate = Day, Reference = "INV", Payer = balance.Customer, BillingEntity = balance.BillingEntity, Parts = [new(balance.Invoice, Eur(3m))], SurplusToCredit = true,
                },
                new NewPayment { Key = "in advance", Amount = Eur(5m), Date = Day, Payer = balance.Customer, BillingEntity = balance.BillingEntity },
            }),
            _ when type == typeof(NewReversal) => payments.Select(static entry => new NewReversal { Key = "new reversal", Payment = entry.Id, Invoice = entry.Invoice, Amount = Eur(2m), Date = Day, Reason = "refused" })
                .SelectMany(static reversal => new[] { reversal, reversal with { Invoice = null } }),
            _ when type == typeof(NewRefund) =>
            [
                .. owing.Select(static balance => new NewRefund { Key = "new refund", Invoice = balance.Invoice, Amount = Eur(2m), Date = Day, ValueDate = Day, Reference = "INV", Reason = "credited" }),
                .. credits.Select(static credit => new NewRefund { Key = "of credit", Payer = credit.Payer, BillingEntity = credit.BillingEntity, Amount = Eur(2m), Date = Day }),
            ],
            _ when type == typeof(NewWriteOff) => open.Select(static balance => new NewWriteOff { Key = "new write-off", Invoice = balance.Invoice, Amount = Eur(2m), Date = Day, Reason = "small" }),
            _ when type == typeof(NewCreditMove) => owing.Select(static balance => new NewCreditMove { Key = "new move", Invoice = balance.Invoice, Amount = Eur(2m), Date = Day }),
            _ when type == typeof(CreditApplication) => credits.SelectMany(
                _ => open.Select(static balance => (Id<Invoice>?)balance.Invoice).Append(null),
                static (credit, invoice) => new CreditApplication { Key = "new application", Payer = credit.Payer, BillingEntity = credit.BillingEntity, Invoice = invoice, Amount = Eur(2m), Date = Day }),
            _ => null,
        };
    }

    private static Money Eur(decimal amount) => Money.Of(amount, Currency.EUR);
}
