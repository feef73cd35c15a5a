using Psa.Catalog;
using Psa.Charges;
using Psa.Documents;

namespace Psa.SalesItems;

/// <summary>Lists under the lines of a bundle what it holds, not priced (R-BUNDLE): on a contract a bundle is one part at one price.</summary>
internal static class BundleDetails
{
    /// <summary>Lists the components under each line of an item that bills a period first; a correction names what changed.</summary>
    /// <param name="item">The item.</param>
    /// <param name="facts">The part.</param>
    /// <param name="context">The run, which knows the components.</param>
    /// <returns>The item, with the same money.</returns>
    internal static SalesItem Under(SalesItem item, PartFacts facts, BillingContext context)
    {
        if (facts.Product is not { } bundle || item.BilledBefore is not null || item.Basis is not { Covered.IsEmpty: false } basis || bundle.ContentOn(basis.Covered[0].Start) is not { } content)
        {
            return item;
        }

        // the content of the first charged day holds for the period, as the price does
        var lines = item.Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            lines = lines.SetItem(i, lines[i] with { Details = lines[i].Details.AddRange(Components(content, bundle, QuantityOf(lines[i]), context)) });
        }

        return item with { Lines = lines };
    }

    // one lot stands for the quantity that its remark says
    private static decimal QuantityOf(DocumentLine line) => line.Remark is { Kind: LineRemarkKind.Lot, After: { } lot } ? lot.Quantity : line.Quantity;

    private static ValueList<LineDetail> Components(BundleContent content, Product bundle, decimal quantity, BillingContext context)
    {
        var details = new List<LineDetail>(content.Components.Count);
        foreach (var component in content.Components)
        {
            var product = context.FindProduct(component.Product);
            details.Add(new(component.Unit ?? product?.Unit ?? LineShape.Plain)
            {
                Kind = LineDetailKind.Component,
                Text = product?.Name,
                Quantity = bundle.HidesComponentQuantities ? 0m : Decimals.Quantity(quantity * component.Quantity),
            });
        }

        return details.ToValueList();
    }
}
