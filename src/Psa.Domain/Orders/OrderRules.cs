using NodaTime;
using Psa.Access;

namespace Psa.Orders;

/// <summary>What orders must keep to as a whole.</summary>
internal static class OrderRules
{
    /// <summary>Tells whether nothing of an order is left.</summary>
    internal static bool HasEnded(this Order order) => order.Status == OrderStatus.Closed || order.Status == OrderStatus.Canceled;

    /// <summary>Refuses an order whose content is agreed.</summary>
    /// <exception cref="RuleViolationException"><c>order.not_active</c>.</exception>
    internal static Order RequireActive(this Order order) => order.Status == OrderStatus.Active
        ? order
        : throw new RuleViolationException(
            OrderErrors.NotActive, $"The order is {order.Status.Name}: its content is agreed and never changes. Cancel what is left of it and draft another.", order.Id.Value);

    /// <summary>Refuses an order that is of a quote, whose prices are those of the quote.</summary>
    /// <exception cref="RuleViolationException"><c>order.of_quote</c>.</exception>
    internal static Order RequireByHand(this Order order) => order.Quote is null
        ? order
        : throw new RuleViolationException(OrderErrors.OfQuote, "The order is of a quote, whose prices were agreed with it: revise the quote before it is won, or draft an order by hand.", order.Id.Value);

    /// <summary>Refuses an order that isn't submitted.</summary>
    /// <exception cref="RuleViolationException"><c>order.not_submitted</c>.</exception>
    internal static Order RequireSubmitted(this Order order) => order.Status == OrderStatus.Submitted
        ? order
        : throw new RuleViolationException(
            OrderErrors.NotSubmitted,
            order.Status == OrderStatus.Active
                ? "The order is Active: submit it first."
                : $"The order is {order.Status.Name}, and nothing of it is left: draft another for what is still to be delivered.",
            order.Id.Value);

    /// <summary>Agrees to an order: what becomes of its lines is counted from here on.</summary>
    /// <param name="order">The active order, as it is priced and taxed now.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="at">When.</param>
    /// <param name="on">The day.</param>
    /// <exception cref="RuleViolationException"><c>order.empty</c>; <c>lifecycle.not_allowed</c>.</exception>
    internal static Order Submit(this Order order, Actor actor, Instant at, LocalDate on)
    {
        var (bills, quantities) = (false, new OrderQuantities[order.Lines.Count]);
        foreach (var line in order.Lines)
        {
            bills |= line.Bills;
        }

        return bills
            ? order with
            {
                Status = OrderLifecycle.Table.Next(order.Status, OrderAction.Submit, actor, order.Id.Value),
                SubmittedAt = at,
                SubmittedOn = on,
                Quantities = quantities.ToValueList(),
            }
            : throw new RuleViolationException(OrderErrors.Empty, "The order has no line that bills something: write one, or cancel it.", order.Id.Value);
    }
}
