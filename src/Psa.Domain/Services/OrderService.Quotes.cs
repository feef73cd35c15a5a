using Psa.Access;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;

namespace Psa.Services;

/// <content>Orders of quotes.</content>
public sealed partial class OrderService
{
    /// <summary>
    /// Orders a won quote, or a part of it, at the prices and terms that it agreed. A quote may have several orders as long as something of it is left; each has its share of the quote's discounts and charges, and all
    /// together come to the quote to the cent. What is canceled of an order can be ordered again.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="quote">The quote.</param>
    /// <param name="order">What is ordered: all that is sold once and isn't ordered yet, unless lines say otherwise.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored order, which is active; the one that an earlier call with the same id made.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="ValidationFailedException">Each line with its place: <c>order.bad_line</c>, <c>order.recurring_line</c>, <c>order.bad_quantity</c>, <c>quote.over_ordered</c>.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>quote.not_won</c>; <c>quote.over_ordered</c>: nothing is left; <c>billing_entity.inactive</c>; <c>numbering.no_series</c>, <c>numbering.not_confirmed</c>; <c>document.charge_needs_tax</c>.
    /// </exception>
    /// <exception cref="ConcurrencyConflictException">The id stands for an order of another quote, or of none.</exception>
    [RequiresPermission(Permission.ManageOrders)]
    public Task<Order> OrderQuoteAsync(Actor actor, Id<Quote> quote, NewQuoteOrder order, CancellationToken cancellationToken = default)
    {
        Require(actor, quote.Value);
        Border.Check(order);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (order.Id is { } given && await step.Of<Order>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.Quote == quote ? made : throw new ConcurrencyConflictException(nameof(Order), given.Value, 0, made.Version);
                }

                var won = await step.Of<Quote>().RequireAsync(quote, cancellationToken).ConfigureAwait(false);
                if (won.Status != QuoteStatus.Won)
                {
                    throw new RuleViolationException(QuoteErrors.NotWon, $"The quote is {won.Status.Name}, and only what is won is ordered: win it first.", quote.Value);
                }

                var orders = await step.OrdersOfAsync(quote, cancellationToken).ConfigureAwait(false);
                var (stored, after) = await step.OrderAsync(Writer(step), won, order, order.Id.OrNext(ids), orders, cancellationToken).ConfigureAwait(false);
                step.Of<Quote>().Update(after, won);
                var kept = new QuoteReservations(step);
                await kept.OrderAsync(after, stored, cancellationToken).ConfigureAwait(false);
                await kept.WriteAsync(cancellationToken).ConfigureAwait(false);
                return stored;
            },
            cancellationToken);
    }
}
