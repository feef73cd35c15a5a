using System.Linq;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>Ends deposits: with their order, or by hand.</summary>
internal static class DepositEnding
{
    /// <summary>
    /// Ends the deposits on an order that is closed or canceled in this step: what is left of an issued one is credited by a draft for somebody to issue, and what nobody was asked for yet isn't any more.
    /// One that stands on a draft stays, for whoever issues or deletes that.
    /// </summary>
    internal static async Task EndDepositsAsync(this Step step, Order order, CreditNoteDrafts drafts, CancellationToken cancellationToken)
    {
        foreach (var state in await step.DepositsOfAsync(order, cancellationToken).ConfigureAwait(false))
        {
            if (state.Deposit.Status == DepositStatus.Open && (state.Number is not null || state.Asked.Invoice is null))
            {
                await step.EndAsync(order, state, drafts, reason: null, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends a deposit: credits what is left of its invoice by a draft, or cancels the item that asks for it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="order">Its order.</param>
    /// <param name="state">The deposit.</param>
    /// <param name="drafts">Drafts credit notes.</param>
    /// <param name="reason">Why, or <see langword="null"/> because its order has ended.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft, or nothing.</returns>
    internal static async Task<Invoice?> EndAsync(this Step step, Order order, DepositState state, CreditNoteDrafts drafts, string? reason, CancellationToken cancellationToken)
    {
        if (state.Number is null)
        {
            if (state.Asked.IsEditable())
            {
                var canceled = state.Asked.Cancel(reason ?? "Its order has ended.", step.Actor);
                step.Of<SalesItem>().Update(canceled);
                step.Append(EventKinds.SalesItemCanceled, canceled.Id, state.Asked.Status.Name, canceled.Status.Name, canceled.CancelReason);
                await step.FollowAsync(state.Deposit.Id, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }

        if (state.IsSetOff)
        {
            await step.GiveBackAsync(order, state, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var left = state.Lines.Where(static line => !line.Left.IsZero).Select(line => new CreditLine(state.FirstLine + line.Place, Amount: line.Left)).ToValueList();
        return left.IsEmpty ? null : await drafts.OfDepositAsync(step, state.Asked.Invoice!.Value, left, reason, cancellationToken).ConfigureAwait(false);
    }
}
