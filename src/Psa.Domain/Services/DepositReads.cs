using System.Linq;
using Psa.Documents;
using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads deposits with the items that ask for them and deduct them, and what became of their invoices.</summary>
internal static class DepositReads
{
    /// <summary>Reads the deposits on an order, the oldest first.</summary>
    internal static async Task<List<DepositState>> DepositsOfAsync(this IPsaSession session, Order order, CancellationToken cancellationToken)
    {
        var states = new List<DepositState>();
        foreach (var deposit in await session.Of<Deposit>().QueryAsync(DepositRecords.OfOrder(order.Id), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var known = session is Step step ? await step.KnowAsync(deposit.Id, cancellationToken).ConfigureAwait(false) : deposit;
            states.Add(await session.StateOfAsync(known, order, cancellationToken).ConfigureAwait(false));
        }

        return states;
    }

    /// <summary>Reads a deposit that is to be written by what becomes of it, before that is read.</summary>
    /// <exception cref="EntityNotFoundException">There is no such deposit.</exception>
    internal static async ValueTask<Deposit> KnowAsync(this Step step, Id<Deposit> id, CancellationToken cancellationToken)
    {
        if (!step.Deposits.Known.TryGetValue(id, out var known))
        {
            known = await step.Of<Deposit>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            step.Deposits.Known.Add(id, known);
        }

        return known;
    }

    /// <summary>Reads what became of a deposit, with what the session staged.</summary>
    internal static async Task<DepositState> StateOfAsync(this IPsaSession session, Deposit deposit, Order order, CancellationToken cancellationToken)
    {
        var items = await session.ItemsOfAsync(deposit, cancellationToken).ConfigureAwait(false);
        var asked = items.Find(item => item.Id == deposit.Item)
            ?? await session.Of<SalesItem>().RequireAsync(deposit.Item, cancellationToken).ConfigureAwait(false);
        var deductions = items.FindAll(item => item.Id != deposit.Item);
        var invoice = asked.Invoice is { } id ? await session.Of<Invoice>().FindAsync(id, cancellationToken).ConfigureAwait(false) : null;
        if (invoice is null || invoice.Status != InvoiceStatus.Issued)
        {
            return new() { Deposit = deposit, Asked = asked, Deductions = deductions, Lines = Waiting(asked, deductions, order) };
        }

        var balance = await session.BalanceAsync(invoice, cancellationToken).ConfigureAwait(false);
        var first = FirstLineOf(invoice, asked.Id);
        return new()
        {
            Deposit = deposit,
            Asked = asked,
            Deductions = deductions,
            Number = invoice.Number,
            IsSetOff = invoice.Kind == InvoiceKind.CreditNote,
            FirstLine = first,
            Lines = [.. asked.Lines.Select((_, place) => Issued(asked, AsAsked(invoice, first + place), place, balance.Lines.FirstOrDefault(one => one.Line == first + place)?.Amount, deductions))],
        };
    }

    // queries see what is committed: what the step made or changed is put in
    private static async Task<List<SalesItem>> ItemsOfAsync(this IPsaSession session, Deposit deposit, CancellationToken cancellationToken)
    {
        var items = await session.Of<SalesItem>().QueryAsync(SalesItemRecords.OfPeriod(SalesItemSource.Deposit, deposit.Id.Value, deposit.Date), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        if (session is Step step)
        {
            items.AddRange(step.Deposits.Made.Where(made => made.SourceId == deposit.Id.Value && !items.Exists(item => item.Id == made.Id)));
            for (var i = 0; i < items.Count; i++)
            {
                items[i] = await step.Of<SalesItem>().FindAsync(items[i].Id, cancellationToken).ConfigureAwait(false) ?? items[i];
            }
        }

        return items;
    }

    // on a credit note it is what was given back less
    private static DocumentLine AsAsked(Invoice document, int place) =>
        document.Lines[place] is var line && document.Kind == InvoiceKind.CreditNote ? line with { Quantity = -line.Quantity, Amount = -line.Amount } : line;

    private static DepositLine Issued(SalesItem asked, DocumentLine line, int place, Money? credited, List<SalesItem> deductions)
    {
        return new(place, line, line.Tax?.Applied.Code ?? string.Empty, credited ?? Money.Zero(line.Amount.Currency), DepositState.DeductedOf(asked, place, deductions));
    }

    private static List<DepositLine> Waiting(SalesItem asked, List<SalesItem> deductions, Order order)
    {
        if (asked.Status == SalesItemStatus.Canceled)
        {
            return [];
        }

        var codes = OrderedCode.Of(order);
        var zero = Money.Zero(asked.Currency);
        return [.. asked.Lines.Select((line, place) => new DepositLine(
            place,
            line,
            line.Tax?.Applied.Code ?? line.TaxCode ?? codes.Find(static code => code.TaxCode is null)?.Tax.Code ?? string.Empty,
            zero,
            DepositState.DeductedOf(asked, place, deductions)))];
    }

    private static int FirstLineOf(Invoice invoice, Id<SalesItem> item)
    {
        var first = 0;
        foreach (var own in invoice.Items)
        {
            if (own.Item == item)
            {
                break;
            }

            first += own.Lines;
        }

        return first;
    }
}
