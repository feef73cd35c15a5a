namespace Psa.Catalog;

/// <summary>Rules of products.</summary>
internal static class Products
{
    /// <summary>Checks a product.</summary>
    /// <param name="product">The product.</param>
    /// <returns>All that is missing (<c>product.incomplete</c>), each with its field.</returns>
    public static ValueList<Problem> Validate(this Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        var problems = new List<Problem>();
        Require(product.Number, nameof(product.Number), "an article number");
        Require(product.Name, nameof(product.Name), "a name");
        if (!IsUnitCode(product.Unit))
        {
            problems.Add(new(CatalogErrors.IncompleteProduct, "The product needs a unit: a code of UN/ECE Recommendation 20 such as C62, HUR or MON.", nameof(product.Unit)));
        }

        if (product.Kind == ProductKind.ManagedService)
        {
            Require(product.ServiceCode, nameof(product.ServiceCode), "the vendor's service code, by which usage finds it");
        }

        return problems.ToValueList();

        void Require(string? value, string field, string what)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                problems.Add(new(CatalogErrors.IncompleteProduct, $"The product needs {what}.", field));
            }
        }
    }

    /// <summary>Demands that a product is still sold.</summary>
    /// <param name="product">The product.</param>
    /// <returns>The product.</returns>
    /// <exception cref="RuleViolationException"><c>product.inactive</c>.</exception>
    public static Product RequireActive(this Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return product.IsActive
            ? product
            : throw new RuleViolationException(CatalogErrors.InactiveProduct, $"'{product.Name}' is switched off and isn't sold any more: choose another product, or switch it on again.", product.Id.Value);
    }

    private static bool IsUnitCode(string? unit)
    {
        if (unit is not { Length: >= 1 and <= 3 })
        {
            return false;
        }

        foreach (var letter in unit)
        {
            if (!char.IsAsciiLetterUpper(letter) && !char.IsAsciiDigit(letter))
            {
                return false;
            }
        }

        return true;
    }
}
