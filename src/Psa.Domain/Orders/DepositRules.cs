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
        if (order.Status == OrderStatus.Closed || order.Status == OrderStatus.Canceled)
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
}
