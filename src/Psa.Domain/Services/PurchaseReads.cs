using Psa.Access;
using Psa.Catalog;
using Psa.Procurement;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What services share about purchase orders.</summary>
internal static class PurchaseReads
{
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

    /// <summary>Gives a quantity of a line in the product's base unit, exactly.</summary>
    /// <exception cref="EntityNotFoundException">There is no such product.</exception>
    /// <exception cref="RuleViolationException"><c>price.unit_not_in_group</c>, <c>unit.not_exact</c>.</exception>
    internal static async Task<decimal> InBaseUnitAsync(this IPsaSession session, PurchaseOrderLine line, decimal quantity, CancellationToken cancellationToken)
    {
        var product = await session.Of<Product>().RequireAsync(line.Product, cancellationToken).ConfigureAwait(false);
        if (product.UnitGroup is { } id)
        {
            var group = await session.Of<UnitGroup>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            return group.Convert(quantity, line.Unit, group.BaseUnit.Code);
        }

        return line.Unit == product.Unit ? quantity : throw new RuleViolationException(CatalogErrors.UnitNotInGroup, $"The product is counted in {product.Unit} alone, not in {line.Unit}.", product.Id.Value);
    }
}
