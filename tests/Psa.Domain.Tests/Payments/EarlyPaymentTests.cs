using NodaTime;
using Psa.Domain.Tests.Documents;
using Psa.Invoices;
using Psa.Payments;
using Psa.Sellers;
using static Psa.Domain.Tests.Payments.Till;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Payments;

/// <summary>The discount for paying early (R-EARLY).</summary>
public sealed class EarlyPaymentTests
{
    private readonly Invoice _invoice = AnInvoice.Of("net 30; 2% 10", (100m, 21m), (50m, 6m));

    private static LocalDate LastDay => AnInvoice.Date.PlusDays(10);

    [Fact]
    public async Task Enough_paid_up_to_the_last_day_pays_it_and_a_later_credit_lowers_it()
    {
        var till = await OpenAsync(_invoice);
        var entries = await till.PayAsync(_invoice, 170.52m, LastDay);
        Assert.Equal([(PaymentKind.Payment, 170.52m, null), (PaymentKind.EarlyPaymentDiscount, 3.48m, entries[0].Id)], entries.AsEnumerable().Select(static one => (one.Kind, one.Amount.Amount, one.Of)));
        Assert.Equal(("Paid", 0m, 0m), await till.StandOfAsync(_invoice));
        Assert.Equal([(2.42m, 0.42m), (1.06m, 0.06m)], await ByTaxAsync(till));
        await till.CreditAsync(_invoice, 50m);
        Assert.Equal(("Paid", 0m, 49m), await till.StandOfAsync(_invoice));
        Assert.Equal(-1m, (await till.Payments.EntriesAsync(Ann, _invoice.Id, Token))[^1].Amount.Amount);
    }

    [Fact]
    public async Task A_reversal_takes_it_back()
    {
        var till = await OpenAsync(_invoice);
        var payment = await till.PayAsync(_invoice, 170.52m, LastDay);
        await till.ReverseAsync(payment, 0.01m);
        Assert.Equal(("PartiallyPaid", 3.49m, 0m), await till.StandOfAsync(_invoice));
        await till.ReverseAsync(payment);
        Assert.Equal(("Issued", 174m, 0m), await till.StandOfAsync(_invoice));
        Assert.Empty(await ByTaxAsync(till));
    }

    [Fact]
    public async Task A_day_too_late_or_a_cent_too_little_it_is_not_due()
    {
        var till = await OpenAsync(_invoice);
        var payment = till.APayment(170.52m) with { Date = LastDay.PlusDays(1), Parts = [new(_invoice.Id, Eur(170.52m), WithEarlyDiscount: true)] };
        await RefusedAsync("payment.discount_not_due", () => till.PayAsync(payment));
        await RefusedAsync("payment.discount_not_due", () => till.PayAsync(payment with { Amount = Eur(170.51m), Date = LastDay, Parts = [new(_invoice.Id, Eur(170.51m), true)] }));
        Assert.Equal(174m, await till.OpenOfAsync(_invoice));
        await till.PayAsync(payment with { Parts = [new(_invoice.Id, Eur(170.52m))] });
        Assert.Equal(3.48m, await till.OpenOfAsync(_invoice));
        await till.WriteOffAsync(_invoice, 3.48m);
        Assert.Equal(("Paid", 0m, 0m), await till.StandOfAsync(_invoice));
    }

    [Fact]
    public async Task Terms_without_a_discount_give_none()
    {
        var (plain, till) = (AnInvoice.Of("net 30", (100m, 21m)), await OpenAsync());
        await till.InSessionAsync(session =>
        {
            session.Of<Invoice>().Add(plain);
            return Task.CompletedTask;
        });
        await RefusedAsync("payment.discount_not_due", () => till.PayAsync(till.APayment(118.58m) with { Date = LastDay, Parts = [new(plain.Id, Eur(118.58m), true)] }));
        Assert.Equal([PaymentKind.Payment], (await till.PayAsync(plain, 118.58m, LastDay)).AsEnumerable().Select(static one => one.Kind));
    }

    [Fact]
    public async Task In_parts_it_is_taken_with_the_part_that_reaches_it_and_later_parts_do_not_count()
    {
        var till = await OpenAsync(_invoice);
        await till.PayAsync(_invoice, 100m, LastDay.PlusDays(-3));
        await till.PayAsync(_invoice, 20m, LastDay.PlusDays(1));
        Assert.Equal(54m, await till.OpenOfAsync(_invoice));

        // in time 170 are needed of 174, and 150 of these 170 came in time
        await till.PayAsync(_invoice, 50m, LastDay);
        Assert.Equal(4m, await till.OpenOfAsync(_invoice));
        await till.PayAsync(_invoice, 4m, LastDay);
        Assert.Equal(("Paid", 0m, 0m), await till.StandOfAsync(_invoice));
    }

    [Fact]
    public async Task Who_pays_all_has_none_and_what_is_taken_is_never_more_than_is_open()
    {
        var till = await OpenAsync(_invoice);
        Assert.Single(await till.PayAsync(_invoice, 174m, LastDay));
        var other = AnInvoice.Of("net 30; 2% 10", (100m, 21m), (50m, 6m));
        till = await OpenAsync(other);
        Assert.Equal([172m, 2m], (await till.PayAsync(other, 172m, LastDay)).AsEnumerable().Select(static one => one.Amount.Amount));
    }

    [Fact]
    public async Task A_credit_may_make_it_due()
    {
        var till = await OpenAsync(_invoice);
        await till.PayAsync(_invoice, 121.52m, LastDay);
        Assert.Equal(52.48m, await till.OpenOfAsync(_invoice));
        await till.CreditAsync(_invoice, 50m);
        Assert.Equal(("Paid", 0m, 0m), await till.StandOfAsync(_invoice));
    }

    [Fact]
    public void It_is_reported_by_what_is_left_of_each_tax_with_components_and_prices_with_tax()
    {
        var invoice = AnInvoice.Of("net 30; 2% 10", "C1", PriceMode.TaxInclusive, AnInput.Line(160.97m, ATax.GstQst), AnInput.Line(53m, 6m));
        var balance = Balances.Of(invoice) with { Lines = [new(1, 0m, Eur(53m), Eur(0m), Eur(3m))] };
        var all = Assert.Single(EarlyPayment.ByTax(invoice, balance, Eur(3.22m)));
        Assert.Equal((Eur(3.22m), Eur(0.42m)), (all.Gross, all.Tax));
        Assert.Equal([("GST", 0.14m), ("QST", 0.28m)], all.Parts.AsEnumerable().Select(static part => (part.Component!, part.Tax.Amount)));
        Assert.Equal(Eur(-3.22m), EarlyPayment.ByTax(invoice, Balances.Of(invoice), Eur(-3.22m)).AsEnumerable().Aggregate(Eur(0m), static (total, one) => total + one.Gross));
    }

    private async Task<IEnumerable<(decimal, decimal)>> ByTaxAsync(Till till) =>
        (await till.Payments.EarlyDiscountAsync(Ann, _invoice.Id, Token)).AsEnumerable().Select(static one => (one.Gross.Amount, one.Tax.Amount));
}
