using Psa.Invoices;
using Psa.Orders;
using Psa.Payments;
using Psa.Storage;
using static Psa.Domain.Tests.Payments.Till;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Payments;

/// <summary>What may happen to the accounts of a payer.</summary>
internal enum AccountStep
{
    Pay,
    PayAll,
    PayInAdvance,
    Reverse,
    ReversePart,
    Refund,
    RefundCredit,
    WriteOff,
    Move,
    Apply,
    ApplyOldest,
    Credit,
    Bind,
    MoveBound,
    ApplyBound,
    RefundBound,
    Free,
    Discount,
    Refused,
}

/// <summary>A random history of payments and all that follows them, and the laws that hold after each step of it.</summary>
internal sealed class AccountHistory(Till till, Invoice[] invoices, Order order, Random random, Dictionary<AccountStep, int> tally)
{
    private readonly List<ValueList<PaymentEntry>> _payments = [];
    private readonly Dictionary<Id<Invoice>, decimal> _credited = invoices.ToDictionary(static invoice => invoice.Id, static _ => 0m);

    public async Task StepAsync()
    {
        var kind = (AccountStep)random.Next((int)AccountStep.Discount);
        var invoice = invoices[random.Next(invoices.Length)];
        var (_, open, owed) = await till.StandOfAsync(invoice);
        var before = await StateAsync();
        try
        {
            switch (kind)
            {
                case AccountStep.Pay: await PaidAsync(till.APayment(Some(130m), (invoice, Some(60m))) with { SurplusToCredit = random.Next(2) == 0, Date = ADate() }); break;
                case AccountStep.PayAll when open > 0m: await PayAllAsync(invoice, open); break;
                case AccountStep.PayInAdvance: await PaidAsync(till.APayment(Some(50m))); break;
                case AccountStep.Reverse when _payments.Count > 0: await till.ReverseAsync(_payments[random.Next(_payments.Count)]); break;
                case AccountStep.ReversePart when _payments.Count > 0: await till.ReverseAsync(_payments[random.Next(_payments.Count)], Some(30m)); break;
                case AccountStep.Refund when owed > 0m || IsSeldom(): await till.RefundAsync(invoice, Some(owed + 0.02m)); break;
                case AccountStep.RefundCredit: await till.RefundAsync(null, Some(20m)); break;
                case AccountStep.WriteOff: await till.WriteOffAsync(invoice, Some(5m)); break;
                case AccountStep.Move when owed > 0m || IsSeldom(): await till.MoveAsync(invoice, Some(owed + 0.02m)); break;
                case AccountStep.Apply: await till.ApplyAsync(invoice, Some(30m)); break;
                case AccountStep.ApplyOldest: await till.ApplyAsync(null, Some(30m)); break;
                case AccountStep.Credit: await CreditAsync(invoice); break;
                case AccountStep.Bind: await PaidAsync(till.APayment(Some(90m), (invoice, Some(40m))) with { Order = order.Id, SurplusToCredit = true, Date = ADate() }); break;
                case AccountStep.MoveBound when owed > 0m || IsSeldom(): await till.MoveAsync(invoice, Some(owed + 0.02m), order.Id); break;
                case AccountStep.ApplyBound: await till.ApplyAsync(random.Next(2) == 0 ? null : invoice, Some(20m), order.Id); break;
                case AccountStep.RefundBound: await till.RefundAsync(null, Some(10m), order.Id); break;
                case AccountStep.Free when random.Next(3) == 0: await till.EndAsync(order); break;
                default: return;
            }

            Count(kind);
        }
        catch (RuleViolationException)
        {
            // a step that is refused changes nothing
            Count(AccountStep.Refused);
            Assert.Equal(before, await StateAsync());
        }

        await HoldAsync();
    }

    // in full, or what is left of it with the discount
    private Task PayAllAsync(Invoice invoice, decimal open)
    {
        var discount = invoice.PaymentTerms.EarlyDiscount.Value * open / 100m;
        var amount = random.Next(3) == 0 ? open : Math.Max(0.01m, decimal.Round(open - discount, 2, MidpointRounding.ToPositiveInfinity));
        return PaidAsync(till.APayment(amount, (invoice, amount)) with { Date = ADate() });
    }

    private bool IsSeldom() => random.Next(8) == 0;

    private async Task PaidAsync(NewPayment payment)
    {
        var made = await till.PayAsync(payment);
        _payments.Add(made);
        if (made.AsEnumerable().Any(static entry => entry.Kind == PaymentKind.EarlyPaymentDiscount))
        {
            Count(AccountStep.Discount);
        }

        if (random.Next(4) == 0)
        {
            // a lost answer: the same again does nothing
            var before = await StateAsync();
            Assert.Equal(made, await till.PayAsync(payment));
            Assert.Equal(before, await StateAsync());
        }
    }

    private async Task CreditAsync(Invoice invoice)
    {
        var left = invoice.Totals.TotalWithTax.Amount - _credited[invoice.Id];
        var amount = random.Next(3) == 0 ? left : Math.Min(left, Some(40m));
        if (amount > 0m)
        {
            _credited[invoice.Id] += amount;
            await till.CreditAsync(invoice, amount);
        }
    }

    // recomputed from the entries by plain sums of signs written out, not by the library's
    private async Task HoldAsync()
    {
        var all = new List<PaymentEntry>();
        await till.InSessionAsync(async session => all.AddRange(await session.Of<PaymentEntry>().QueryAsync(RecordType<PaymentEntry>.All, Token).ToListAsync(Token)));
        foreach (var invoice in invoices)
        {
            var balance = (await till.Payments.BalanceAsync(Ann, invoice.Id, Token))!;
            var own = all.Where(entry => entry.Invoice == invoice.Id).ToList();
            var settled = own.Sum(static entry => entry.Kind is PaymentKind.Reversal or PaymentKind.Refund or PaymentKind.CreditOut ? -entry.Amount.Amount : entry.Amount.Amount);
            var left = invoice.Totals.TotalWithTax.Amount - _credited[invoice.Id] - settled;
            Assert.Equal((settled, Math.Max(left, 0m), Math.Max(-left, 0m)), (balance.Settled.Amount, balance.Open.Amount, balance.Owed.Amount));
            Assert.Equal(balance, balance.WithStatus());
            Assert.Equal(balance.Open, Instalments.OpenOf(invoice, balance).AsEnumerable().Aggregate(Eur(0m), static (sum, due) => sum + due.Amount));

            // the discount is where it should be, and never more than its percent of what is left
            Assert.Equal(Eur(0m), EarlyPayment.ChangeOf(invoice, balance, own));
            var discount = own.Where(static entry => entry.Kind == PaymentKind.EarlyPaymentDiscount).Sum(static entry => entry.Amount.Amount);
            Assert.InRange(discount, 0m, EarlyPayment.DiscountOf(invoice, balance).Amount);
            var byTax = EarlyPayment.ByTax(invoice, balance, Eur(discount));
            Assert.Equal(discount, byTax.AsEnumerable().Sum(static one => one.Gross.Amount));
        }

        var credit = all.Sum(static entry => entry switch
        {
            { Kind: PaymentKind.Payment, Invoice: null } or { Kind: PaymentKind.CreditOut } => entry.Amount.Amount,
            { Kind: PaymentKind.Reversal or PaymentKind.Refund, Invoice: null } or { Kind: PaymentKind.CreditIn } => -entry.Amount.Amount,
            _ => 0m,
        });
        Assert.Equal(credit, await till.CreditOfAsync());
        foreach (var one in await till.CreditsAsync())
        {
            Assert.True(one.Balance.Sign >= 0);
            Assert.Equal(one.Balance.Amount, all.Where(entry => entry.Order == one.Order).Sum(static entry => entry.OnCredit().Amount));
        }

        Assert.All(all, static entry => Assert.True(entry.Amount.Sign > 0 || entry.Kind == PaymentKind.EarlyPaymentDiscount));
    }

    private async Task<string> StateAsync()
    {
        var entries = 0L;
        await till.InSessionAsync(async session => entries = await session.Of<PaymentEntry>().CountAsync(RecordType<PaymentEntry>.All, Token));
        var stands = new List<string>();
        foreach (var invoice in invoices)
        {
            stands.Add($"{await till.Payments.BalanceAsync(Ann, invoice.Id, Token)}");
        }

        return $"{entries} {await till.CreditOfAsync()} {string.Join('|', stands)} {(await till.EventsAsync()).Count}";
    }

    private void Count(AccountStep step) => tally[step] = tally.GetValueOrDefault(step) + 1;

    private NodaTime.LocalDate ADate() => AnInvoice.Date.PlusDays(random.Next(15));

    private decimal Some(decimal most) => (1 + random.Next((int)(most * 100m))) / 100m;
}
