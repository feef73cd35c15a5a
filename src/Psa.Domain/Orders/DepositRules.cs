using System.Linq;
using Psa.Documents;
using Psa.SalesItems;

namespace Psa.Orders;

/// <summary>When a deposit may be asked for and closed.</summary>
internal static class DepositRules
{
    /// <summary>Refuses an order that has ended.</summary>
    /// <exception cref="RuleViolationException"><c>deposit.order_ended</c>.</exception>
    internal static void RequireOpen(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.HasEnded())
        {
            throw (RuleViolationException)new RuleViolationException(
                DepositErrors.OrderEnded, $"The order is {order.Status.Name}, and nothing is billed of it that could deduct a deposit.", order.Id.Value).At(nameof(NewDeposit.Order));
        }
    }

    /// <summary>Refuses to close a deposit without saying why.</summary>
    /// <exception cref="RuleViolationException"><c>deposit.reason_missing</c>.</exception>
    internal static void RequireReason(Id<Deposit> id, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw (RuleViolationException)new RuleViolationException(DepositErrors.ReasonMissing, "Say why the deposit is closed: it stands on the credit note.", id.Value).At("Reason");
        }
    }

    /// <summary>Refuses to close a deposit that stands on a draft.</summary>
    /// <exception cref="RuleViolationException"><c>deposit.on_draft</c>.</exception>
    internal static void RequireNoDraft(DepositState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Number is null && state.Asked.Invoice is { } draft && state.Asked.Status == SalesItemStatus.Invoiced)
        {
            throw new RuleViolationException(DepositErrors.OnDraft, "The deposit stands on a draft: issue that, or delete it, then close the deposit.", state.Deposit.Id.Value, draft.Value);
        }
    }

    /// <summary>Gives what deposits on an order come to with tax, less what issued credit notes took of them: a draft may be thrown away.</summary>
    internal static Money Asked(Order order, IEnumerable<DepositState> deposits)
    {
        var (codes, asked) = (OrderedCode.Of(order), Money.Zero(order.Currency));
        foreach (var deposit in deposits)
        {
            var amounts = new List<LineAmount>();
            foreach (var line in deposit.Lines)
            {
                amounts.Add(new(line.Line.Amount, line.Line.Tax?.Applied ?? (codes.Find(code => code.Tax.Code == line.TaxCode) ?? codes.FirstOrDefault())?.Tax));
            }

            var (all, net, credited) = (DepositLines.WithTax(order, amounts), deposit.Asked.Net, deposit.Asked.Credited ?? Money.Zero(order.Currency));
            asked += credited.IsZero || net.IsZero ? all : all.Scale((net - credited).MinorUnits * net.Sign, net.Abs().MinorUnits, Rounding.Up);
        }

        return asked;
    }

    /// <summary>Gives what of an order stands on documents with tax, less what deposits were deducted there: no deposit can be deducted from that any more.</summary>
    /// <param name="order">The order.</param>
    /// <param name="items">All its sales items.</param>
    /// <param name="deposits">The deposits on it.</param>
    internal static Money Placed(Order order, IEnumerable<SalesItem> items, IEnumerable<DepositState> deposits)
    {
        var (codes, amounts) = (OrderedCode.Of(order), new List<LineAmount>());
        foreach (var (code, net) in OrderedCodes.Sum(order, items.Where(static item => item.Invoice is not null && !item.Released)))
        {
            amounts.Add(new(net, (codes.Find(one => one.Tax.Code == code) ?? codes.FirstOrDefault())?.Tax));
        }

        foreach (var deposit in deposits)
        {
            var placed = deposit.Deductions.Where(static item => item.Invoice is not null).ToList();
            foreach (var line in deposit.Lines)
            {
                amounts.Add(new(-DepositState.DeductedOf(deposit.Asked, line.Place, placed), line.Line.Tax?.Applied ?? codes.Find(one => one.Tax.Code == line.TaxCode)?.Tax));
            }
        }

        var all = amounts.Count == 0 ? Money.Zero(order.Currency) : DepositLines.WithTax(order, amounts);
        return all.Sign < 0 ? Money.Zero(order.Currency) : all;
    }

    /// <summary>Refuses an order that comes to less than the deposits on it.</summary>
    /// <exception cref="RuleViolationException"><c>deposit.exceeds_order</c>.</exception>
    internal static void RequireFitting(Order order, IEnumerable<DepositState> deposits)
    {
        var (asked, total) = (Asked(order, deposits), OrderedCode.Sum(order.Currency, OrderedCode.Of(order)));
        if (asked.Sign > 0 && asked > total)
        {
            throw new RuleViolationException(DepositErrors.ExceedsOrder, $"Deposits on the order ask for {asked}, and it would come to {total} with tax: close a deposit first, or let it come to more.", order.Id.Value);
        }
    }
}
