using NodaTime;

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

    /// <summary>Tells whether what was delivered on a day is taken back.</summary>
    internal static bool IsReturnable(StockedProduct product, LocalDate day)
    {
        ReturnTerms? held = null;
        foreach (var terms in product.ReturnTerms)
        {
            held = terms.From <= day && (held is null || terms.From >= held.From) ? terms : held;
        }

        return held?.IsReturnable ?? true;
    }

    /// <summary>Says from when on a product is taken back, or isn't.</summary>
    internal static StockedProduct Return(StockedProduct product, LocalDate from, bool isReturnable)
    {
        var terms = new List<ReturnTerms>(product.ReturnTerms);
        terms.RemoveAll(one => one.From == from);
        terms.Add(new(from, isReturnable));
        terms.Sort(static (one, other) => one.From.CompareTo(other.From));
        return product with { ReturnTerms = terms.ToValueList() };
    }
}
