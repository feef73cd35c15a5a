using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.Payments;
using Psa.Sellers;
using Psa.Storage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Accounts;

/// <summary>A payer and a customer that it may pay for, billed by month, and all that can happen to what was billed.</summary>
internal sealed class AccountPlay
{
    private static readonly Customer Parent = ACustomer("C1");
    private static readonly Customer Child = ACustomer("C2");
    private static readonly Contract Agreed = AContract(Child);
    private static readonly ContractPart[] Parts = [APart(Agreed, 33.3333m, 3m, "a"), APart(Agreed, 7.77m, 1m, "b"), APart(Agreed, 0.05m, 4m, "c")];

    private readonly AWorld _world;
    private int _months;
    private int _keys;

    private AccountPlay(AWorld world) => _world = world;

    internal AWorld World => _world;

    internal static async Task<AccountPlay> OpenAsync(Money? step, PaymentTerms terms, PriceMode mode)
    {
        var world = await CreateAsync(entity => entity with { PayableSteps = step is { } one ? [one] : [], PaymentTerms = terms, PriceMode = mode });
        await world.AddAsync([Parent, Child, Agreed, .. Parts]);
        world.Clock.Advance(Duration.FromDays(150));
        return new(world);
    }

    internal Task<List<T>> AllAsync<T>()
        where T : class, IEntity<T> =>
        _world.ReadAsync(session => session.Of<T>().QueryAsync(RecordType<T>.All, Token).ToListAsync(Token).AsTask());

    /// <summary>Does something; what can't be done is refused by code.</summary>
    /// <returns>The code of the refusal; <see langword="null"/> when it was done.</returns>
    internal async Task<string?> TakeAsync(AccountStep step)
    {
        try
        {
            return await DoAsync(step) ? null : "nothing to do";
        }
        catch (PsaException refused) when (refused is RuleViolationException or ValidationFailedException)
        {
            return refused.Code;
        }
    }

    internal Task BillAsync() => BillAsync(0);

    private async Task<bool> DoAsync(AccountStep step)
    {
        var (day, share) = (Start.PlusDays(step.Place % 140), step.Share);
        return step.Kind switch
        {
            AccountStepKind.Bill => await BillAsync(step.Place % 2),
            AccountStepKind.Suspend => await DoneAsync(_world.Contracts.SuspendAsync(_world.Actor, Agreed.Id, new(day, day.PlusDays(share % 20), "closed"), Token)),
            AccountStepKind.ChangeQuantity => await DoneAsync(_world.Contracts.ChangeQuantityAsync(_world.Actor, Parts[step.Place % 3].Id, share % 7, day, cancellationToken: Token)),
            AccountStepKind.CreditByAmount or AccountStepKind.CreditByQuantity or AccountStepKind.CreditOnDocument or AccountStepKind.CreditWhole or AccountStepKind.DraftOnly => await CreditAsync(step),
            AccountStepKind.DeleteDraft => await WithAsync(Is(InvoiceStatus.Draft, byHand: true), step, note => _world.CreditNotes.DeleteAsync(_world.Actor, note.Id, Token)),
            AccountStepKind.Void => await WithAsync(IsInvoice, step, invoice => _world.CreditNotes.VoidAsync(_world.Actor, invoice.Id, "wrong", cancellationToken: Token)),
            AccountStepKind.Release => await ReleaseAsync(step),
            AccountStepKind.Pay => await WithAsync(IsInvoice, step, invoice => PayAsync(invoice, step)),
            AccountStepKind.PayInAdvance => await DoneAsync(_world.Payments.RecordAsync(
                _world.Actor, new() { Key = Key(), Amount = Cents(share * 7), Date = day, Payer = Parent.Id, BillingEntity = Seller.Id }, Token)),
            AccountStepKind.Reverse => await ReverseAsync(step),
            AccountStepKind.Refund => await WithAsync(await OwingAsync(), step, async invoice => await _world.Payments.RefundAsync(
                _world.Actor, new() { Key = Key(), Invoice = invoice.Id, Amount = Part((await BalanceOfAsync(invoice)).Owed, share), Date = invoice.IssueDate }, Token)),
            AccountStepKind.RefundCredit => await DoneAsync(_world.Payments.RefundAsync(
                _world.Actor, new() { Key = Key(), Payer = Payer(step), BillingEntity = Seller.Id, Amount = Cents(share * 3), Date = day }, Token)),
            AccountStepKind.WriteOff => await WithAsync(IsInvoice, step, async invoice => await _world.Payments.WriteOffAsync(
                _world.Actor, new() { Key = Key(), Invoice = invoice.Id, Amount = Part((await BalanceOfAsync(invoice)).Open, share), Date = invoice.IssueDate, Reason = "lost" }, Token)),
            AccountStepKind.MoveToCredit => await WithAsync(await OwingAsync(), step, async invoice => await _world.Payments.MoveToCreditAsync(
                _world.Actor, new() { Key = Key(), Invoice = invoice.Id, Amount = Part((await BalanceOfAsync(invoice)).Owed, share), Date = invoice.IssueDate }, Token)),
            AccountStepKind.ApplyCredit => await DoneAsync(_world.Payments.ApplyCreditAsync(
                _world.Actor, new() { Key = Key(), Payer = Payer(step), BillingEntity = Seller.Id, Amount = Cents(share), Date = Start.PlusMonths(6) }, Token)),
            AccountStepKind.SettleNote => await WithAsync(
                static document => document.Kind == InvoiceKind.CreditNote && document.Status == InvoiceStatus.Issued, step, note => _world.CreditNotes.SettleAsync(_world.Actor, note.Id, (CreditSettlement)(1 + (share % 3)), Token)),
            _ => await ChangePayerAsync(),
        };
    }

    private async Task<bool> BillAsync(int more)
    {
        _months = Math.Min(5, _months + more);
        await _world.BillAsync(Start.PlusMonths(_months + 1).PlusDays(-1), Start.PlusMonths(5));
        return true;
    }

    private async Task<bool> CreditAsync(AccountStep step)
    {
        if (await FindAsync(IsInvoice, step) is not { } invoice)
        {
            return false;
        }

        var line = step.Place % invoice.Lines.Count;
        var wanted = new NewCreditNote { Invoice = invoice.Id, Reason = "wrong", Releases = step.Share % 3 == 0, Settlement = (CreditSettlement)(step.Share % 4), Date = invoice.IssueDate };
        wanted = step.Kind switch
        {
            AccountStepKind.CreditByQuantity => wanted with { Lines = [new(line, Math.Sign(invoice.Lines[line].Quantity))] },
            AccountStepKind.CreditOnDocument => wanted with { Amount = Part(invoice.Totals.TotalWithTax, step.Share) },
            AccountStepKind.CreditWhole => wanted with { Whole = true },
            _ => wanted with { Lines = [new(line, Amount: Part(invoice.Lines[line].Amount, step.Share))] },
        };
        var note = await _world.CreditNotes.DraftAsync(_world.Actor, wanted, Token);
        Assert.Equal(wanted.Amount ?? note.Totals.TotalWithTax, note.Totals.TotalWithTax);
        if (step.Kind != AccountStepKind.DraftOnly)
        {
            try
            {
                await _world.CreditNotes.IssueAsync(_world.Actor, note.Id, cancellationToken: Token);
            }
            catch (RuleViolationException)
            {
                await _world.CreditNotes.DeleteAsync(_world.Actor, note.Id, Token);
                throw;
            }
        }

        return true;
    }

    private async Task<bool> ReleaseAsync(AccountStep step)
    {
        var credited = (await _world.AllItemsAsync()).FindAll(static item => item is { Released: false, Credited: { } all } && all == item.Net);
        return credited.Count > 0 && await DoneAsync(_world.Items.ReleaseAsync(_world.Actor, credited[step.Place % credited.Count].Id, Token));
    }

    private async Task PayAsync(Invoice invoice, AccountStep step)
    {
        var amount = Part((await BalanceOfAsync(invoice)).Open, step.Share + (step.Share % 5 == 0 ? 500 : 0));
        await _world.Payments.RecordAsync(
            _world.Actor,
            new() { Key = Key(), Amount = amount, Date = invoice.IssueDate.PlusDays(step.Share % 30), Parts = [new(invoice.Id, amount)], SurplusToCredit = step.Share % 2 == 0 },
            Token);
    }

    private async Task<bool> ReverseAsync(AccountStep step)
    {
        var payments = (await AllAsync<PaymentEntry>()).FindAll(static entry => entry.Kind == PaymentKind.Payment).OrderBy(static entry => entry.Id).ToList();
        return payments.Count > 0 && await DoneAsync(_world.Payments.ReverseAsync(
            _world.Actor,
            new()
            {
                Key = Key(),
                Payment = payments[step.Place % payments.Count].Id,
                Amount = step.Share % 2 == 0 ? null : Part(payments[step.Place % payments.Count].Amount, step.Share),
                Date = payments[step.Place % payments.Count].Date.PlusDays(3),
                Reason = "bounced",
            },
            Token));
    }

    private async Task<bool> ChangePayerAsync()
    {
        var child = (await _world.Customers.FindAsync(_world.Actor, Child.Id, Token))!;
        return await DoneAsync(_world.Customers.UpdateAsync(
            _world.Actor, child with { Parent = child.ConsolidateBilling ? null : Parent.Id, ConsolidateBilling = !child.ConsolidateBilling }, Token));
    }

    private static Id<Customer> Payer(AccountStep step) => step.Share % 2 == 0 ? Parent.Id : Child.Id;

    private static bool IsInvoice(Invoice document) => document.Kind == InvoiceKind.Invoice && document.Status == InvoiceStatus.Issued;

    // those that owe something; while none does any invoice, of which it is refused
    private async Task<Func<Invoice, bool>> OwingAsync()
    {
        var owing = (await AllAsync<InvoiceBalance>()).Where(static balance => balance.Kind == InvoiceKind.Invoice && balance.Owed.Sign > 0).Select(static balance => balance.Invoice).ToHashSet();
        return owing.Count == 0 ? IsInvoice : document => owing.Contains(document.Id);
    }

    private static Func<Invoice, bool> Is(InvoiceStatus status, bool byHand) => document => document.Status == status && document.Credit is not null == byHand;

    private async Task<Invoice?> FindAsync(Func<Invoice, bool> which, AccountStep step)
    {
        var documents = (await AllAsync<Invoice>()).Where(which).OrderBy(static document => document.Number, StringComparer.Ordinal).ThenBy(static document => document.Id).ToList();
        return documents.Count == 0 ? null : documents[step.Place % documents.Count];
    }

    private async Task<bool> WithAsync(Func<Invoice, bool> which, AccountStep step, Func<Invoice, Task> act)
    {
        if (await FindAsync(which, step) is not { } document)
        {
            return false;
        }

        await act(document);
        return true;
    }

    private async Task<InvoiceBalance> BalanceOfAsync(Invoice invoice) => (await _world.Payments.BalanceAsync(_world.Actor, invoice.Id, Token))!;

    private static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }

    private string Key() => $"k{_keys++}";

    private static Money Cents(int cents) => Money.FromMinorUnits(cents, Currency.EUR);

    private static Money Part(Money whole, int share) => whole.Scale(share, 1000, Rounding.Up);
}
