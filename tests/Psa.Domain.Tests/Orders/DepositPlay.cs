using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Orders;

/// <summary>What happens in a history of deposits.</summary>
internal enum DepositStepKind
{
    Ask,
    Issue,
    InvoiceAtOnce,
    Bill,
    Run,
    CreditDeposit,
    DraftCredit,
    DeleteDraft,
    CreditInvoice,
    ReleaseInvoice,
    Override,
    Cancel,
    Release,
    Fulfil,
    CancelRest,
    Close,
}

/// <summary>A step of a history.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Place">Which record.</param>
/// <param name="Share">How much, in thousandths, and other choices.</param>
internal sealed record DepositStep(DepositStepKind Kind, int Place, int Share);

/// <summary>An order with deposits, and all that can happen to them.</summary>
internal sealed class DepositPlay(DepositDesk desk, Order order)
{
    private int _month = 1;

    internal DepositDesk Desk { get; } = desk;

    internal Id<Order> Order { get; } = order.Id;

    /// <summary>Does something; what can't be done is refused by code.</summary>
    /// <returns>Whether it was done.</returns>
    internal async Task<bool> TakeAsync(DepositStep step)
    {
        try
        {
            return await DoAsync(step);
        }
        catch (RuleViolationException)
        {
            return false;
        }
    }

    private async Task<bool> DoAsync(DepositStep step)
    {
        var (world, orders, share) = (Desk.World, Desk.Desk.Orders, step.Share);
        var line = step.Place % order.Lines.Count;
        var done = (await Desk.Desk.ReadAsync(order)).Quantities[line];
        return step.Kind switch
        {
            DepositStepKind.Ask => await DoneAsync(share % 2 == 0
                ? Desk.MakeAsync(order, percent: (share % 700 + 1) / 10m, deduction: (DepositDeduction)(share % 4 / 2), atOnce: step.Place % 3 > 0)
                : Desk.MakeAsync(order, amount: share / 2m, deduction: (DepositDeduction)(share % 4 / 2), atOnce: step.Place % 3 > 0)),
            DepositStepKind.Issue => await WithAsync(static document => document.Status == InvoiceStatus.Draft && document.Credit is null, step, draft => Desk.IssueAsync(draft.Id)),
            DepositStepKind.InvoiceAtOnce => await DoneAsync(orders.InvoiceAsync(world.Actor, Order, new() { Quantities = [new(line, done.Invoiced + 1 + (share % 2))], AtOnce = true }, Token)),
            DepositStepKind.Bill => await DoneAsync(orders.InvoiceAsync(world.Actor, Order, new() { Quantities = share % 5 == 0 ? [] : [new(line, done.Invoiced + 1)] }, Token)),
            DepositStepKind.Run => await RunAsync(),
            DepositStepKind.CreditDeposit or DepositStepKind.DraftCredit or DepositStepKind.CreditInvoice or DepositStepKind.ReleaseInvoice => await CreditAsync(step),
            DepositStepKind.DeleteDraft => await WithAsync(
                static document => document.Status == InvoiceStatus.Draft, step, draft => draft.Credit is null ? world.Invoices.DeleteAsync(world.Actor, draft.Id, Token) : world.CreditNotes.DeleteAsync(world.Actor, draft.Id, Token)),
            DepositStepKind.Override => await WithItemAsync(SalesItemSource.Order, step, item => world.Items.OverrideAsync(world.Actor, item.Id, item.Net.Scale(share, 1000, Rounding.HalfUp), "agreed", Token)),
            DepositStepKind.Cancel => await WithItemAsync(share % 3 == 0 ? SalesItemSource.Deposit : SalesItemSource.Order, step, item => world.Items.CancelAsync(world.Actor, item.Id, "gift", Token)),
            DepositStepKind.Release => await ReleaseAsync(step),
            DepositStepKind.Fulfil => await DoneAsync(orders.FulfilAsync(world.Actor, Order, line, done.Shipped + 1m, OrderDesk.Day, Token)),
            DepositStepKind.CancelRest => await DoneAsync(orders.CancelRestAsync(world.Actor, Order, share % 2 == 0 ? [] : [line], "no more", Token)),
            _ => await WithDepositAsync(step, deposit => Desk.Deposits.CloseAsync(world.Actor, deposit.Id, "agreed", Token)),
        };
    }

    private async Task<bool> RunAsync()
    {
        await Desk.World.BillAsync(new(2025, _month, 28));
        _month = Math.Min(11, _month + 1);
        return true;
    }

    private async Task<bool> CreditAsync(DepositStep step)
    {
        var isDeposit = step.Kind is DepositStepKind.CreditDeposit or DepositStepKind.DraftCredit;
        var asked = (await Desk.AllAsync<Deposit>()).Select(static deposit => deposit.Item).ToHashSet();
        var found = await FindAsync(
            document => document.Kind == InvoiceKind.Invoice && document.Status == InvoiceStatus.Issued && document.Items.AsEnumerable().Any(item => asked.Contains(item.Item)) == isDeposit, step);
        if (found is not { } invoice)
        {
            return false;
        }

        var line = step.Share % invoice.Lines.Count;
        var isWhole = step.Place % 2 == 0 || step.Kind == DepositStepKind.ReleaseInvoice;
        var wanted = new NewCreditNote { Invoice = invoice.Id, Reason = "wrong", Releases = step.Kind == DepositStepKind.ReleaseInvoice, Whole = isWhole };
        wanted = isWhole ? wanted : wanted with { Lines = [new(line, Amount: invoice.Lines[line].Amount.Scale(step.Share, 1000, Rounding.Up))] };
        var note = await Desk.World.CreditNotes.DraftAsync(Desk.World.Actor, wanted, Token);
        if (step.Kind != DepositStepKind.DraftCredit)
        {
            await Desk.World.CreditNotes.IssueAsync(Desk.World.Actor, note.Id, cancellationToken: Token);
        }

        return true;
    }

    private async Task<bool> ReleaseAsync(DepositStep step)
    {
        var items = (await Desk.World.AllItemsAsync()).FindAll(static item => !item.Released && (item.Status == SalesItemStatus.Canceled || (item.Credited is { } all && all == item.Net)));
        return items.Count > 0 && await DoneAsync(Desk.World.Items.ReleaseAsync(Desk.World.Actor, items[step.Place % items.Count].Id, Token));
    }

    private async Task<bool> WithItemAsync(SalesItemSource source, DepositStep step, Func<SalesItem, Task> act)
    {
        var items = (await Desk.World.AllItemsAsync()).FindAll(item => item.Source == source && item.Status == SalesItemStatus.Pending);
        return items.Count > 0 && await DoneAsync(act(items[step.Place % items.Count]));
    }

    private async Task<bool> WithDepositAsync(DepositStep step, Func<Deposit, Task> act)
    {
        var deposits = await Desk.AllAsync<Deposit>();
        return deposits.Count > 0 && await DoneAsync(act(deposits[step.Place % deposits.Count]));
    }

    private async Task<Invoice?> FindAsync(Func<Invoice, bool> which, DepositStep step)
    {
        var documents = (await Desk.AllAsync<Invoice>()).Where(which).OrderBy(static document => document.Number, StringComparer.Ordinal).ThenBy(static document => document.Id).ToList();
        return documents.Count == 0 ? null : documents[step.Place % documents.Count];
    }

    private async Task<bool> WithAsync(Func<Invoice, bool> which, DepositStep step, Func<Invoice, Task> act) =>
        await FindAsync(which, step) is { } document && await DoneAsync(act(document));

    private static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }
}
