using System.Text.Json;
using Psa.Access;
using Psa.Customers;
using Psa.Domain.Tests.Documents;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.Payments;
using Psa.Records;
using Psa.Sellers;
using static Psa.Domain.Tests.Payments.Till;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Payments;

/// <summary>Payments, reversals, refunds and write-offs (R-PAYMENT).</summary>
public sealed class PaymentTests
{
    private readonly Invoice _one = AnInvoice.Of("net 30", (100m, 21m));
    private readonly Invoice _two = AnInvoice.Of("net 30", (50m, 0m));
    private readonly Invoice _others = AnInvoice.Of("net 30", "C2", PriceMode.TaxExclusive, AnInput.Line(10m, 0m));

    [Fact]
    public async Task A_payment_is_split_over_documents_and_the_rest_is_credit()
    {
        var till = await OpenAsync(_one, _two);
        Assert.Equal(("Issued", 121m, 0m), await till.StandOfAsync(_one));
        var entries = await till.PayAsync(till.APayment(200m, (_one, 121m), (_two, 20m)));

        Assert.Equal([121m, 20m, 59m], entries.AsEnumerable().Select(static entry => entry.Amount.Amount));
        Assert.All(entries, static entry => Assert.Equal((PaymentKind.Payment, Today, "Ann"), (entry.Kind, entry.Date, entry.By)));
        Assert.Equal(("Paid", 0m, 0m), await till.StandOfAsync(_one));
        Assert.Equal(("PartiallyPaid", 30m, 0m), await till.StandOfAsync(_two));
        Assert.Equal(59m, await till.CreditOfAsync());
        Assert.Equal([entries[0]], (await till.Payments.EntriesAsync(Ann, _one.Id, Token)).AsEnumerable());
    }

    [Fact]
    public async Task The_stored_document_never_changes()
    {
        var till = await OpenAsync(_one);
        var before = await StoredAsync(till);
        await till.PayAsync(_one, 121m);
        Assert.Equal(before, await StoredAsync(till));

        async Task<string> StoredAsync(Till from)
        {
            var json = string.Empty;
            await from.InSessionAsync(async session => json = JsonSerializer.Serialize(await session.Of<Invoice>().FindAsync(_one.Id, Token), PsaJsonContext.Default.Invoice!));
            return json;
        }
    }

    [Fact]
    public async Task More_than_is_open_is_refused_or_becomes_credit()
    {
        var till = await OpenAsync(_one, _two);
        var payment = till.APayment(130m, (_one, 130m));
        await RefusedAsync("payment.exceeds_open", () => till.PayAsync(payment));
        Assert.Equal((121m, 0m), (await till.OpenOfAsync(_one), await till.CreditOfAsync()));
        var entries = await till.PayAsync(payment with { SurplusToCredit = true });
        Assert.Equal([(121m, true), (9m, false)], entries.AsEnumerable().Select(static entry => (entry.Amount.Amount, entry.Invoice is not null)));
        Assert.Equal((0m, 9m), (await till.OpenOfAsync(_one), await till.CreditOfAsync()));
    }

    [Fact]
    public async Task A_key_is_one_call()
    {
        var till = await OpenAsync(_one, _two);
        var payment = till.APayment(60m, (_one, 50m));
        var first = await till.PayAsync(payment);
        var events = (await till.EventsAsync()).Count;
        Assert.Equal(first, await till.PayAsync(payment));
        Assert.Equal((71m, 10m, events), (await till.OpenOfAsync(_one), await till.CreditOfAsync(), (await till.EventsAsync()).Count));
        foreach (var other in new[]
        {
            payment with { Amount = Eur(61m) }, payment with { Date = Today.PlusDays(1) }, payment with { Reference = "other" }, payment with { SurplusToCredit = true },
            payment with { Parts = [new(_two.Id, Eur(50m))] }, payment with { Parts = [new(_one.Id, Eur(49m))] },
        })
        {
            await RefusedAsync("payment.key_reused", () => till.PayAsync(other));
        }

        await RefusedAsync("payment.key_reused", () => till.Payments.WriteOffAsync(Ann, new() { Key = payment.Key, Invoice = _one.Id, Amount = Eur(1m), Date = Today, Reason = "small" }, Token));
    }

    [Fact]
    public async Task What_is_wrong_with_a_payment_is_refused_and_nothing_is_kept()
    {
        var draft = AnInvoice.Of("net 30", (10m, 0m)) with { Status = InvoiceStatus.Draft, Number = null };
        var credit = AnInvoice.Of("net 30", (10m, 0m)) with { Kind = InvoiceKind.CreditNote };
        var till = await OpenAsync(_one, _two, _others, draft, credit);
        var payment = till.APayment(10m, (_one, 10m));
        foreach (var (code, wrong) in new[]
        {
            ("payment.bad_value", payment with { Amount = Eur(0m) }),
            ("payment.bad_value", payment with { Amount = Eur(-10m) }),
            ("payment.bad_value", payment with { Key = " " }),
            ("payment.bad_value", payment with { Key = "psa:issue:1" }),
            ("payment.bad_value", payment with { Key = new string('k', 201) }),
            ("payment.bad_value", payment with { Parts = [new(_one.Id, Eur(-1m))] }),
            ("payment.bad_parts", payment with { Parts = [new(_one.Id, Eur(11m))] }),
            ("payment.bad_parts", payment with { Parts = [new(_one.Id, Eur(1m)), new(_one.Id, Eur(2m))] }),
            ("payment.bad_date", payment with { Date = AnInvoice.Date.PlusDays(-1) }),
            ("payment.bad_date", payment with { Date = Today.PlusDays(93) }),
            ("money.currency_mismatch", payment with { Amount = Money.Of(10m, Currency.CHF) }),
            ("money.currency_mismatch", payment with { Amount = Money.Of(10m, Currency.CHF), Parts = [new(_one.Id, Money.Of(10m, Currency.CHF))] }),
            ("payment.not_issued", payment with { Parts = [new(draft.Id, Eur(10m))] }),
            ("payment.not_invoice", payment with { Parts = [new(credit.Id, Eur(10m))] }),
            ("payment.other_account", payment with { Payer = null, Parts = [new(_one.Id, Eur(5m)), new(_others.Id, Eur(5m))] }),
            ("payment.other_account", payment with { Payer = ACustomer("C2").Id }),
            ("payment.account_missing", payment with { Payer = null, Parts = [] }),
            ("payment.account_missing", payment with { BillingEntity = null, Parts = [] }),
            ("entity.not_found", payment with { Parts = [new(DerivedId.Create<Invoice>(AWorld.Tenant, "nobody"), Eur(10m))] }),
            ("entity.not_found", payment with { Payer = DerivedId.Create<Customer>(AWorld.Tenant, "nobody"), Parts = [] }),
        })
        {
            await RefusedAsync(code, () => till.PayAsync(wrong));
        }

        Assert.Equal((121m, 0m), (await till.OpenOfAsync(_one), await till.CreditOfAsync()));
        Assert.Empty(await till.EventsAsync());
        Assert.Empty((await till.Payments.ListAsync(Ann, new(), PageRequest.First, Token)).Items);
    }

    [Fact]
    public async Task A_bounced_payment_opens_its_documents_again_whole_or_in_part()
    {
        var till = await OpenAsync(_one, _two);
        var payment = await till.PayAsync(till.APayment(171m, (_one, 121m), (_two, 50m)));
        await till.ReverseAsync(payment, 60m);
        Assert.Equal((10m, 50m), (await till.OpenOfAsync(_one), await till.OpenOfAsync(_two)));
        await till.ReverseAsync(payment, 11m, _one);
        await RefusedAsync("payment.exceeds_payment", () => till.ReverseAsync(payment, 101m));
        await till.ReverseAsync(payment);
        Assert.Equal((("Issued", 121m, 0m), ("Issued", 50m, 0m)), (await till.StandOfAsync(_one), await till.StandOfAsync(_two)));
        await RefusedAsync("payment.exceeds_payment", () => till.ReverseAsync(payment));
    }

    [Fact]
    public async Task Only_payments_are_reversed_with_a_reason_and_not_before_they_were_made()
    {
        var till = await OpenAsync(_one);
        var payment = await till.PayAsync(_one, 100m);
        var reversal = await till.ReverseAsync(payment, 10m);
        var written = await till.WriteOffAsync(_one, 1m);
        await RefusedAsync("payment.not_reversible", () => till.ReverseAsync(reversal));
        await RefusedAsync("payment.not_reversible", () => till.ReverseAsync(written));
        var wrong = till.AReversal(payment);
        await RefusedAsync("payment.reason_missing", () => till.Payments.ReverseAsync(Ann, wrong with { Reason = " " }, Token));
        await RefusedAsync("payment.bad_date", () => till.Payments.ReverseAsync(Ann, wrong with { Date = Today.PlusDays(-1) }, Token));
        await RefusedAsync("payment.bad_value", () => till.Payments.ReverseAsync(Ann, wrong with { Amount = Eur(0m) }, Token));
        await RefusedAsync("money.currency_mismatch", () => till.Payments.ReverseAsync(Ann, wrong with { Amount = Money.Of(1m, Currency.CHF) }, Token));
        await RefusedAsync("entity.not_found", () => till.Payments.ReverseAsync(Ann, wrong with { Payment = DerivedId.Create<PaymentEntry>(AWorld.Tenant, "nobody") }, Token));
        Assert.Equal(30m, await till.OpenOfAsync(_one));
    }

    [Fact]
    public async Task A_refund_is_at_most_what_is_owed()
    {
        var till = await OpenAsync(_one);
        await till.PayAsync(_one, 121m);
        await RefusedAsync("payment.exceeds_owed", () => till.RefundAsync(_one, 1m));
        await till.CreditAsync(_one, 21m);
        Assert.Equal(("Paid", 0m, 21m), await till.StandOfAsync(_one));
        await till.RefundAsync(_one, 20m);
        await RefusedAsync("payment.exceeds_owed", () => till.RefundAsync(_one, 1.01m));
        Assert.Equal(("Paid", 0m, 1m), await till.StandOfAsync(_one));
        Assert.Equal(121m, (await till.Payments.BalanceAsync(Ann, _one.Id, Token))!.Paid.Amount);
    }

    [Fact]
    public async Task What_is_open_is_written_off()
    {
        var till = await OpenAsync(_one);
        await till.PayAsync(_one, 120m);
        await RefusedAsync("payment.exceeds_open", () => till.WriteOffAsync(_one, 1.01m));
        await till.WriteOffAsync(_one, 1m);
        Assert.Equal(("Paid", 0m, 0m), await till.StandOfAsync(_one));
        var balance = (await till.Payments.BalanceAsync(Ann, _one.Id, Token))!;
        Assert.Equal((121m, 120m), (balance.Settled.Amount, balance.Paid.Amount));
        await RefusedAsync("payment.reason_missing", () => till.Payments.WriteOffAsync(Ann, new() { Key = "w", Invoice = _one.Id, Amount = Eur(1m), Date = Today, Reason = string.Empty }, Token));
    }

    [Fact]
    public async Task Events_say_what_became_of_the_account()
    {
        var till = await OpenAsync(_one, _two);
        var payment = await till.PayAsync(till.APayment(130m, (_one, 121m)));
        await till.ReverseAsync(payment);
        await till.WriteOffAsync(_two, 50m);
        var events = await till.EventsAsync();
        Assert.Equal(["payment.recorded", "customer_credit.changed", "payment.reversed", "customer_credit.changed", "payment.written_off"], events.Select(static one => one.Kind));
        Assert.All(events, static one => Assert.Equal(ACustomer().Id.Value, one.WholeId));
        Assert.Equal((payment[0].Id.Value, "bounced"), (events[0].RecordId, events[2].Reason));
        var recorded = PsaJson.Read(events[0].Data, PsaJsonContext.Default.AccountChange);
        Assert.Equal(payment.AsEnumerable().Select(ChangedEntry.Of), recorded.Entries.AsEnumerable());
        Assert.Equal([new ChangedDocument(_one.Id, InvoiceStatus.Paid, Eur(0m), Eur(0m))], recorded.Documents.AsEnumerable());
        var credit = PsaJson.Read(events[3].Data, PsaJsonContext.Default.CreditChange);
        Assert.Equal((Eur(9m), Eur(0m), 1), (credit.Before, credit.After, credit.Entries.Count));
    }

    [Fact]
    public async Task A_customers_manager_sees_the_accounts_of_its_own_customer()
    {
        var till = await OpenAsync(_one, _others);
        await till.PayAsync(till.APayment(130m, (_one, 121m)));
        await till.PayAsync(till.APayment(10m, (_others, 9m)) with { Payer = null });
        var manager = Actor.Create(AWorld.Tenant, UserId.Of("bo"), "Bo", [Role.ClientManager], AccessTable.Default, ACustomer().Id.Value);
        Assert.Equal(121m, (await till.Payments.BalanceAsync(manager, _one.Id, Token))!.Paid.Amount);
        Assert.Null(await till.Payments.BalanceAsync(manager, _others.Id, Token));
        Assert.Single(await till.Payments.EntriesAsync(manager, _one.Id, Token));
        Assert.Empty(await till.Payments.EntriesAsync(manager, _others.Id, Token));
        Assert.Single(await till.Payments.CreditAsync(manager, ACustomer().Id, Token));
        Assert.Empty(await till.Payments.CreditAsync(manager, ACustomer("C2").Id, Token));
        Assert.Equal(2, (await till.Payments.ListAsync(manager, new(), PageRequest.First, Token)).Items.Count);
        Assert.Empty((await till.Payments.ListAsync(manager, new() { Payer = ACustomer("C2").Id }, PageRequest.First, Token)).Items);
        Assert.Equal(4, (await till.Payments.ListAsync(Ann, new() { From = Today, Through = Today, Kind = PaymentKind.Payment, Descending = true }, PageRequest.First, Token)).Items.Count);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => till.Payments.RecordAsync(manager, till.APayment(1m), Token));
        Assert.Null(await till.Payments.BalanceAsync(Ann, DerivedId.Create<Invoice>(AWorld.Tenant, "nobody"), Token));
    }
}
