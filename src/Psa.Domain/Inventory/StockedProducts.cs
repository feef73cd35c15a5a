namespace Psa.Inventory;

/// <summary>What must hold of how a product is stocked.</summary>
internal static class StockedProducts
{
    /// <summary>Refuses a method that a product can't have.</summary>
    /// <exception cref="RuleViolationException"><c>product.not_serialized</c>.</exception>
    internal static void RequireFits(StockedProduct product)
    {
        if (product.Method.Rules.NeedsSerials && !product.IsSerialized)
        {
            throw new RuleViolationException(InventoryErrors.NotSerialized, "Only a product whose units have serials is costed by each of them.", product.Product.Value);
        }
    }
}
