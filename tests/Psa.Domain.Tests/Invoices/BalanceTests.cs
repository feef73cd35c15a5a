using Psa.Customers;
using Psa.Invoices;
using Psa.Sellers;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Invoices;

/// <summary>The status of an issued document follows from its sums (R-OPEN).</summary>
public sealed class BalanceTests
{
    [Fact]
    public void Invoice_status_from_sums()
    {
        var balance = Balance(121m);
        Assert.Equal(("Issued", 121m, 0m), Shown(balance));
        Assert.Equal(("Issued", 100m, 0m), Shown(balance = Credit(balance, 21m)));
        Assert.Equal(("PartiallyPaid", 50m, 0m), Shown(balance = Settle(balance, 50m)));
        Assert.Equal(("Paid", 0m, 0m), Shown(balance = Settle(balance, 50m)));
        Assert.Equal(("PartiallyPaid", 50m, 0m), Shown(balance = Settle(balance, -50m)));
        Assert.Equal(("Paid", 0m, 0m), Shown(balance = Settle(balance, 50m)));
        Assert.Equal(("Paid", 0m, 50m), Shown(balance = Credit(balance, 50m)));
        Assert.Equal(("Credited", 0m, 100m), Shown(Credit(balance, 50m)));
    }

    [Fact]
    public void What_comes_to_nothing_is_paid() => Assert.Equal(("Paid", 0m, 0m), Shown(Balance(0m)));

    [Fact]
    public void Nothing_settled_is_issued_again() => Assert.Equal(("Issued", 10m, 0m), Shown(Settle(Settle(Balance(10m), 4m), -4m)));

    [Fact]
    public void A_credit_note_follows_what_is_settled_of_it()
    {
        var balance = Balance(10m) with { Kind = InvoiceKind.CreditNote };
        Assert.Equal(("Issued", 10m, 0m), Shown(balance));
        Assert.Equal(("SettledInPart", 6m, 0m), Shown(balance = Settle(balance, 4m)));
        Assert.Equal(("Settled", 0m, 0m), Shown(balance = Settle(balance, 6m)));
        Assert.Equal(("SettledInPart", 6m, 0m), Shown(Settle(balance, -6m)));
    }

    private static InvoiceBalance Credit(InvoiceBalance balance, decimal amount) => (balance with { Credited = balance.Credited + Eur(amount) }).WithStatus();

    private static InvoiceBalance Settle(InvoiceBalance balance, decimal amount) => (balance with { Settled = balance.Settled + Eur(amount) }).WithStatus();

    private static (string Status, decimal Open, decimal Owed) Shown(InvoiceBalance balance) => (balance.Status.Name, balance.Open.Amount, balance.Owed.Amount);

    private static InvoiceBalance Balance(decimal total)
    {
        var invoice = DerivedId.Create<Invoice>(default, "an invoice");
        return new InvoiceBalance
        {
            Id = Balances.IdOf(default, invoice),
            Tenant = default,
            Invoice = invoice,
            Customer = default(Id<Customer>),
            BillingEntity = default(Id<BillingEntity>),
            Status = InvoiceStatus.Issued,
            Total = Eur(total),
            Credited = Eur(0m),
            Settled = Eur(0m),
            Paid = Eur(0m),
            Drafted = Eur(0m),
        }.WithStatus();
    }
}
