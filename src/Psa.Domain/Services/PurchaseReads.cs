using System.Runtime.CompilerServices;
using Psa.Access;
using Psa.Catalog;
using Psa.Inventory;
using Psa.Procurement;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What services share about purchase orders.</summary>
internal static class PurchaseReads
{
    /// <summary>Streams the orders of which vendors still bring something.</summary>
    internal static IAsyncEnumerable<PurchaseOrder> AtVendorsAsync(this IPsaSession session, CancellationToken cancellationToken) =>
        session.OrdersAsync([PurchaseOrderStatus.Submitted, PurchaseOrderStatus.PartlyReceived], cancellationToken);

    /// <summary>Streams the orders that are under way, those that no vendor has yet among them.</summary>
    internal static IAsyncEnumerable<PurchaseOrder> UnderWayAsync(this IPsaSession session, CancellationToken cancellationToken) =>
        session.OrdersAsync([PurchaseOrderStatus.New, PurchaseOrderStatus.Submitted, PurchaseOrderStatus.PartlyReceived], cancellationToken);

    /// <summary>Gives an order as an actor sees it: without its prices, unless the actor views costs or buys.</summary>
    internal static PurchaseOrder ShownTo(this PurchaseOrder order, Actor actor)
    {
        if (actor.May(Permission.ViewCosts) || actor.May(Permission.ManagePurchaseOrders))
        {
            return order;
        }

        var lines = new PurchaseOrderLine[order.Lines.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = order.Lines[i] with { Price = UnitPrice.Of(0m, order.Currency) };
        }

        return order with { Lines = ValueList.Owning(lines) };
    }

    /// <summary>Gives the vendors of a product as an actor sees them: without their prices, unless the actor views costs or buys.</summary>
    internal static PurchasedProduct ShownTo(this PurchasedProduct product, Actor actor)
    {
        if (actor.May(Permission.ViewCosts) || actor.May(Permission.ManagePurchaseOrders))
        {
            return product;
        }

        var vendors = new ProductVendor[product.Vendors.Count];
        for (var i = 0; i < vendors.Length; i++)
        {
            vendors[i] = product.Vendors[i] with { Price = UnitPrice.Of(0m, product.Vendors[i].Price.Currency) };
        }

        return product with { Vendors = ValueList.Owning(vendors) };
    }

    /// <summary>Gives a quantity of a product in its base unit, exactly.</summary>
    /// <exception cref="EntityNotFoundException">There is no such product.</exception>
    /// <exception cref="RuleViolationException"><c>price.unit_not_in_group</c>, <c>unit.not_exact</c>.</exception>
    internal static async Task<decimal> InBaseUnitAsync(this IPsaSession session, Id<Product> id, string unit, decimal quantity, CancellationToken cancellationToken)
    {
        var product = await session.Of<Product>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (product.UnitGroup is { } of)
        {
            var group = await session.Of<UnitGroup>().RequireAsync(of, cancellationToken).ConfigureAwait(false);
            return group.Convert(quantity, unit, group.BaseUnit.Code);
        }

        return unit == product.Unit ? quantity : throw new RuleViolationException(CatalogErrors.UnitNotInGroup, $"The product is counted in {product.Unit} alone, not in {unit}.", product.Id.Value);
    }

    /// <summary>Gives a quantity of a product's base unit in another of its units.</summary>
    /// <param name="session">The session.</param>
    /// <param name="id">The product.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="quantity">How much, in the base unit.</param>
    /// <param name="refusal">Makes the refusal where that is no number of the unit, from the most of it that is one: in the unit, and in the base unit.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How much, in the unit.</returns>
    /// <exception cref="EntityNotFoundException">There is no such product.</exception>
    /// <exception cref="RuleViolationException"><c>price.unit_not_in_group</c>, <c>unit.not_exact</c>; the refusal.</exception>
    internal static async Task<decimal> InUnitAsync(
        this IPsaSession session, Id<Product> id, string unit, decimal quantity, Func<decimal, decimal, RuleViolationException> refusal, CancellationToken cancellationToken)
    {
        var size = await session.InBaseUnitAsync(id, unit, 1m, cancellationToken).ConfigureAwait(false);
        var most = DemandClaims.InUnits(quantity, size, isSerialized: false);
        return most * size == quantity ? most : throw refusal(most, most * size);
    }

    /// <summary>Refuses a quantity of a stocked product that its base unit can't count: a part of a unit of what has serials.</summary>
    /// <exception cref="EntityNotFoundException">There is no such product.</exception>
    /// <exception cref="RuleViolationException"><c>price.unit_not_in_group</c>, <c>unit.not_exact</c>, <c>unit.not_whole</c>.</exception>
    internal static async Task RequireCountableAsync(this IPsaSession session, StockedProduct product, string unit, decimal quantity, CancellationToken cancellationToken)
    {
        var counted = await session.InBaseUnitAsync(product.Product, unit, quantity, cancellationToken).ConfigureAwait(false);
        if (product.IsSerialized && decimal.Truncate(counted) != counted)
        {
            throw new RuleViolationException(CatalogErrors.UnitNotWhole, $"{Figures.Quantity(counted)} units can't have serials: say whole ones.", product.Product.Value);
        }
    }

    private static async IAsyncEnumerable<PurchaseOrder> OrdersAsync(this IPsaSession session, PurchaseOrderStatus[] statuses, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var status in statuses)
        {
            await foreach (var order in session.Of<PurchaseOrder>().QueryAsync(PurchaseOrderRecords.OfStatus(status), cancellationToken).ConfigureAwait(false))
            {
                yield return order;
            }
        }
    }

    /// <summary>Gives the base unit of a product.</summary>
    /// <exception cref="EntityNotFoundException">There is no such product.</exception>
    internal static async Task<string> BaseUnitAsync(this IPsaSession session, Id<Product> id, CancellationToken cancellationToken)
    {
        var product = await session.Of<Product>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        return product.UnitGroup is { } group ? (await session.Of<UnitGroup>().RequireAsync(group, cancellationToken).ConfigureAwait(false)).BaseUnit.Code : product.Unit;
    }
}
