using System.Linq;
using Psa.Customers;
using Psa.Documents;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Orders;
using Psa.Returns;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>A demand for goods with what it is for, as a step reads it.</summary>
/// <param name="Demand">The demand; of version 0 where nothing made one when its order was submitted.</param>
/// <param name="Charge">The stock charge, or <see langword="null"/>.</param>
/// <param name="Order">The order, or <see langword="null"/>.</param>
internal sealed record DemandInHand(Demand Demand, StockCharge? Charge, Order? Order)
{
    /// <summary>Gets the line of the charge or order.</summary>
    internal DocumentLine Line => Charge?.Line ?? Order!.Lines[Demand.Source.Line];

    /// <summary>Gets the line of the order that bills it: of a component, the heading of its bundle.</summary>
    internal OrderedLine Billed => OrderedLine.Holding(Order!, Demand.Source.Line);

    /// <summary>Gets the customer.</summary>
    internal Id<Customer> Customer => Charge?.Customer ?? Order!.ServedCustomer;

    /// <summary>Gets from where it is picked where nothing else is said.</summary>
    internal Id<StockLocation>? Location => Charge?.Location;

    /// <summary>Lets an order conflict with whoever cancels it meanwhile: with a charge goes its demand.</summary>
    internal void Guard(Step step) => _ = Order is null ? null : step.Of<Order>().Update(Order);

    /// <summary>Refuses an order that isn't submitted, of which nothing is delivered or comes back yet.</summary>
    /// <exception cref="RuleViolationException"><c>order.not_submitted</c>.</exception>
    internal void RequireAgreed() => _ = Order is { Status: var status } order && status == OrderStatus.Active ? order.RequireSubmitted() : null;

    /// <summary>Refuses goods of a bundle, which is billed as one: none of its components is given back alone.</summary>
    /// <exception cref="RuleViolationException"><c>product.not_returnable</c>.</exception>
    internal void RequireBilledAlone()
    {
        if (Order is not null && Line.Bundle == BundleRole.Component)
        {
            throw new RuleViolationException(ReturnErrors.NotReturnable, "It is of a bundle, which is billed as one: undo its delivery, or credit the bundle and take what came back into stock as found.", Demand.Id.Value);
        }
    }

    /// <summary>Gives the demand as its charge leaves it once something else is delivered of it; an order's follows with what is shipped.</summary>
    internal Demand Followed(Demand after) => Charge is null ? after : after.Following(Charge);

    /// <summary>Reads a demand.</summary>
    /// <exception cref="EntityNotFoundException">There is no such charge or order.</exception>
    /// <exception cref="RuleViolationException"><c>order.not_submitted</c>, <c>order.bad_line</c>; <c>product.not_stocked</c>: the line is no product's, or the heading of a bundle.</exception>
    internal static async Task<DemandInHand> ReadAsync(IPsaSession session, DemandSource source, CancellationToken cancellationToken)
    {
        var charge = source.Charge is { } id ? await session.Of<StockCharge>().RequireAsync(id, cancellationToken).ConfigureAwait(false) : null;
        var order = charge is null ? await session.Of<Order>().RequireAsync(source.Order.GetValueOrDefault(), cancellationToken).ConfigureAwait(false) : null;
        var demand = await session.Of<Demand>().FindAsync(Demands.IdOf(session.Tenant, source), cancellationToken).ConfigureAwait(false);
        _ = order is null ? null : LineOf(order, source.Line, isKnown: demand is not null);
        return new(demand ?? await session.NewDemandAsync(order!, source.Line, cancellationToken).ConfigureAwait(false), charge, order);
    }

    /// <summary>Gives how much of what is delivered isn't undone: what issued invoices bill, and what came back unbilled.</summary>
    internal async Task<decimal> BoundAsync(Step step, CancellationToken cancellationToken)
    {
        var items = await ItemsAsync(step, cancellationToken).ConfigureAwait(false);
        var issued = await IssuedAsync(step, items, cancellationToken).ConfigureAwait(false);
        return ChargeItems.HeldOf(issued.Keys) + (Charge is null ? Order!.Quantities[Billed.Place].Unbilled : Demand.Delivered() - ChargeItems.UpTo(Charge with { IsFree = false }, Demand.Delivered(), items));
    }

    /// <summary>Reads all items that the charge or line ever had.</summary>
    internal async Task<List<SalesItem>> ItemsAsync(Step step, CancellationToken cancellationToken) => Charge is not null
        ? await step.ItemsOfAsync(Charge, cancellationToken).ConfigureAwait(false)
        : (await step.ItemsOfAsync(Order!, cancellationToken).ConfigureAwait(false)).FindAll(item => item.SourceLine == Billed.Place);

    /// <summary>Gives those of its items that issued invoices bill, with these, in the order of their ordinals.</summary>
    internal static async Task<Dictionary<SalesItem, Invoice>> IssuedAsync(Step step, List<SalesItem> items, CancellationToken cancellationToken)
    {
        var counting = items.FindAll(static item => item is { Released: false, Invoice: not null });
        var (invoices, issued) = (await step.FindEachAsync(counting.Select(static item => item.Invoice!.Value), cancellationToken).ConfigureAwait(false), new Dictionary<SalesItem, Invoice>());
        foreach (var item in counting.OrderBy(static item => item.Ordinal))
        {
            if (invoices.TryGetValue(item.Invoice!.Value, out var invoice) && invoice.Status == InvoiceStatus.Issued)
            {
                issued.Add(item, invoice);
            }
        }

        return issued;
    }

    // what was kept for its quote is needed before it is submitted
    private static DocumentLine LineOf(Order order, int place, bool isKnown)
    {
        _ = order.Status == OrderStatus.Closed || (isKnown && order.Status == OrderStatus.Active) ? order : order.RequireSubmitted();
        _ = OrderedLine.Holding(order, place);
        return DemandMaking.IsOfGoods(order, place)
            ? order.Lines[place]
            : throw new RuleViolationException(InventoryErrors.NotStocked, "Goods of stock are picked for lines of one product, above zero, and of a bundle for its components: what else is ordered is fulfilled by hand.", order.Id.Value);
    }
}
