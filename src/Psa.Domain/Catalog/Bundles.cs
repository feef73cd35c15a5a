using NodaTime;

namespace Psa.Catalog;

/// <summary>Rules of bundles (R-BUNDLE).</summary>
internal static class Bundles
{
    private const int MostComponents = 100;

    /// <summary>Gives what a bundle holds on a day: the latest content that starts then or before, or <see langword="null"/>.</summary>
    internal static BundleContent? ContentOn(this Product bundle, LocalDate date)
    {
        BundleContent? best = null;
        foreach (var content in bundle.Contents)
        {
            if (content.From <= date && (best is null || content.From > best.From))
            {
                best = content;
            }
        }

        return best;
    }

    /// <summary>Tells whether a bundle holds a product, whenever.</summary>
    internal static bool Holds(this Product bundle, Id<Product> product)
    {
        foreach (var content in bundle.Contents)
        {
            foreach (var component in content.Components)
            {
                if (component.Product == product)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Checks what a bundle holds by itself.</summary>
    internal static void Check(Product product, List<Problem> problems)
    {
        if ((product.Kind == ProductKind.Bundle) == product.Contents.IsEmpty)
        {
            problems.Add(new(
                CatalogErrors.BadBundle,
                product.Contents.IsEmpty ? "A bundle says what it holds: add a content." : "Only a bundle holds other products: make it one, or take the contents away.",
                nameof(product.Contents)));
        }

        var days = new HashSet<LocalDate>();
        for (var i = 0; i < product.Contents.Count; i++)
        {
            var content = product.Contents[i];
            var where = FormattableString.Invariant($"{nameof(product.Contents)}[{i}]");
            if (!days.Add(content.From))
            {
                problems.Add(new(CatalogErrors.BadBundle, $"Two contents start on {content.From:R}: keep one.", where));
            }

            if (content.Components.Count is < 1 or > MostComponents)
            {
                problems.Add(new(CatalogErrors.BadBundle, $"A bundle holds 1 to {MostComponents} components, not {content.Components.Count}.", where));
            }

            if (content.Discount is { Value: < 0m or > 100m } discount)
            {
                problems.Add(new(CatalogErrors.BadBundle, $"A bundle costs 0 to 100 % less than its components, not {discount}.", where));
            }

            Check(product.Id, content.Components, where, problems);
        }
    }

    /// <summary>Checks what a bundle holds against the products it names.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="products">The products.</param>
    /// <param name="groups">The unit groups.</param>
    /// <returns><c>bundle.nested</c> and <c>price.unit_not_in_group</c>, each with its component. A component that isn't there is passed over.</returns>
    internal static ValueList<Problem> CheckComponents(Product bundle, IReadOnlyDictionary<Id<Product>, Product> products, IReadOnlyDictionary<Id<UnitGroup>, UnitGroup> groups)
    {
        var problems = new List<Problem>();
        for (var i = 0; i < bundle.Contents.Count; i++)
        {
            for (var j = 0; j < bundle.Contents[i].Components.Count; j++)
            {
                var component = bundle.Contents[i].Components[j];
                var where = FormattableString.Invariant($"{nameof(bundle.Contents)}[{i}].{nameof(BundleContent.Components)}[{j}]");
                if (!products.TryGetValue(component.Product, out var product))
                {
                    continue;
                }

                if (product.Kind == ProductKind.Bundle)
                {
                    problems.Add(new(CatalogErrors.NestedBundle, $"'{product.Name}' is a bundle itself: name what it holds instead.", where));
                }

                if (component.Unit is { } unit && !product.HasUnit(product.UnitGroup is { } group ? groups.GetValueOrDefault(group) : null, unit))
                {
                    problems.Add(new(CatalogErrors.UnitNotInGroup, $"'{product.Name}' isn't counted in '{unit}': choose one of its units.", $"{where}.{nameof(component.Unit)}"));
                }
            }
        }

        return problems.ToValueList();
    }

    private static void Check(Id<Product> bundle, ValueList<BundleComponent> components, string place, List<Problem> problems)
    {
        var seen = new HashSet<Id<Product>>();
        for (var i = 0; i < components.Count; i++)
        {
            var where = FormattableString.Invariant($"{place}.{nameof(BundleContent.Components)}[{i}]");
            if (components[i].Product == bundle)
            {
                problems.Add(new(CatalogErrors.NestedBundle, "A bundle doesn't hold itself: name other products.", where));
            }

            if (!seen.Add(components[i].Product))
            {
                problems.Add(new(CatalogErrors.BadBundle, "The product is there twice: put all of it into one component.", where));
            }

            if (components[i].Quantity <= 0m || !Decimals.Fits(components[i].Quantity, Decimals.OfQuantities))
            {
                problems.Add(new(CatalogErrors.BadBundle, FormattableString.Invariant($"A bundle can't hold {components[i].Quantity} of a product: more than zero, with up to {Decimals.OfQuantities} decimals."), where));
            }
        }
    }
}
