using Psa.Documents;
using Psa.Invoices;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Payments;

/// <summary>What of an invoice is due when, and overdue (R-INSTALMENT).</summary>
public sealed class InstalmentTests
{
    private readonly Invoice _invoice = AnInvoice.Of("50 net 0; 30 net 30; 20 net 60", (100m, 0m));

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 1, 0, 50)]
    [InlineData(0, 30, 0, 50)]
    [InlineData(0, 31, 0, 80)]
    [InlineData(0, 61, 0, 100)]
    [InlineData(60, 31, 0, 20)]
    [InlineData(60, 31, 15, 5)]
    [InlineData(60, 31, 25, 0)]
    [InlineData(-10, 1, 0, 60)]
    public void Overdue_is_what_was_due_before_the_day_less_what_is_credited_or_settled(int settled, int days, int credited, int overdue)
    {
        var balance = Balances.Of(_invoice) with { Settled = Eur(settled), Credited = Eur(credited) };
        Assert.Equal(Eur(overdue), Instalments.OverdueOn(_invoice, balance, AnInvoice.Date.PlusDays(days)));
        Assert.Equal(balance.Open, Instalments.OpenOf(_invoice, balance).AsEnumerable().Aggregate(Eur(0m), static (sum, due) => sum + due.Amount));
    }

    [Fact]
    public void What_is_prepaid_is_due_with_the_document_and_instalments_share_the_rest()
    {
        var prepaid = _invoice with { Totals = _invoice.Totals.WithPrepaid(Eur(40m), null) };
        Assert.Equal([40m, 30m, 18m, 12m], Instalments.Of(prepaid).AsEnumerable().Select(static due => due.Amount.Amount));
        var settled = Balances.Of(prepaid) with { Settled = Eur(40m) };
        Assert.Equal(Eur(30m), Instalments.OverdueOn(prepaid, settled, AnInvoice.Date.PlusDays(1)));
        Assert.Equal([new DueAmount(AnInvoice.Date, Eur(30m)), new(AnInvoice.Date.PlusDays(30), Eur(18m)), new(AnInvoice.Date.PlusDays(60), Eur(12m))], Instalments.OpenOf(prepaid, settled).AsEnumerable());
    }
}
