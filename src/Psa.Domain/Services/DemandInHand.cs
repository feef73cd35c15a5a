using System.Linq;
using Psa.Customers;
using Psa.Documents;
using Psa.Inventory;
using Psa.Invoices;
using Psa.Orders;
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

    /// <summary>Gets the customer.</summary>
    internal Id<Customer> Customer => Charge?.Customer ?? Order!.ServedCustomer;

    /// <summary>Gets from where it is picked where nothing else is said.</summary>
    internal Id<StockLocation>? Location => Charge?.Location;

    /// <summary>Lets an order conflict with whoever cancels it meanwhile: with a charge goes its demand.</summary>
    internal void Guard(Step step) => _ = Order is null ? null : step.Of<Order>().Update(Order);

    /// <summary>Gives the demand as its charge leaves it once something else is delivered of it; an order's follows with what is shipped.</summary>
    internal Demand Followed(Demand after) => Charge is null ? after : after.Following(Charge);

    /// <summary>Reads a demand.</summary>
    /// <exception cref="EntityNotFoundException">There is no such charge or order.</exception>
    /// <exception cref="RuleViolationException"><c>order.not_submitted</c>, <c>order.bad_line</c>; <c>product.not_stocked</c>: the line is no product's, or of a bundle.</exception>
    internal static async Task<DemandInHand> ReadAsync(IPsaSession session, DemandSource source, CancellationToken cancellationToken)
    {
        var charge = source.Charge is { } id ? await session.Of<StockCharge>().RequireAsync(id, cancellationToken).ConfigureAwait(false) : null;
        var order = charge is null ? await session.Of<Order>().RequireAsync(source.Order.GetValueOrDefault(), cancellationToken).ConfigureAwait(false) : null;
        _ = order is null ? null : LineOf(order, source.Line);
        var demand = await session.Of<Demand>().FindAsync(Demands.IdOf(session.Tenant, source), cancellationToken).ConfigureAwait(false);
        return new(demand ?? await session.NewDemandAsync(order!, source.Line, cancellationToken).ConfigureAwait(false), charge, order);
    }

    /// <summary>Gives how much of it issued invoices bill.</summary>
    internal async Task<decimal> InvoicedAsync(Step step, CancellationToken cancellationToken)
    {
        var items = Charge is not null ? await step.ItemsOfAsync(Charge, cancellationToken).ConfigureAwait(false)
            : (await step.ItemsOfAsync(Order!, cancellationToken).ConfigureAwait(false)).FindAll(item => item.SourceLine == Demand.Source.Line);
        items.RemoveAll(static item => item.Released || item.Invoice is null);
        var invoices = await step.FindEachAsync(items.Select(static item => item.Invoice!.Value), cancellationToken).ConfigureAwait(false);
        return ChargeItems.HeldOf(items.Where(item => invoices.TryGetValue(item.Invoice!.Value, out var invoice) && invoice.Status == InvoiceStatus.Issued));
    }

    private static DocumentLine LineOf(Order order, int place)
    {
        _ = order.Status == OrderStatus.Closed ? order : order.RequireSubmitted();
        _ = OrderedLine.At(order, place);
        return order.Lines[place] is { Product: not null, Bundle: BundleRole.None, Quantity: > 0m } line
            ? line
            : throw new RuleViolationException(InventoryErrors.NotStocked, "Goods of stock are picked for lines of one product, above zero: what else is ordered is fulfilled by hand.", order.Id.Value);
    }
}
