using NodaTime;

namespace Psa.Catalog;

/// <summary>Rules of products.</summary>
internal static class Products
{
    private const decimal MostMultiplier = 10m;
    private const int MultiplierDecimals = 6;

    /// <summary>Checks a product.</summary>
    /// <param name="product">The product.</param>
    /// <returns>All that is missing (<c>product.incomplete</c>) or wrong (<c>product.bad_price</c>, <c>product.bad_block_multiplier</c>, <c>bundle.bad_content</c>, <c>bundle.nested</c>), each with its field.</returns>
    public static ValueList<Problem> Validate(this Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        var problems = new List<Problem>();
        Require(product.Number, nameof(product.Number), "an article number");
        Require(product.Name, nameof(product.Name), "a name");
        if (product.UnitGroup is null && !Units.IsUnece(product.Unit))
        {
            problems.Add(new(CatalogErrors.IncompleteProduct, "The product needs a unit: a code of UN/ECE Recommendation 20 such as C62, HUR or MON.", nameof(product.Unit)));
        }

        if (product.Kind == ProductKind.ManagedService)
        {
            Require(product.ServiceCode, nameof(product.ServiceCode), "the vendor's service code, by which usage finds it");
        }

        CheckPrices(product.ListPrices, nameof(product.ListPrices));
        CheckPrices(product.CurrentCosts, nameof(product.CurrentCosts));
        CheckPrices(product.StandardCosts, nameof(product.StandardCosts));
        Bundles.Check(product, problems);
        if (product.BlockMultiplier is { } multiplier && (product.Kind != ProductKind.HourlyRate || multiplier is <= 0m or > MostMultiplier || !Decimals.Fits(multiplier, MultiplierDecimals)))
        {
            problems.Add(new(
                CatalogErrors.BadBlockMultiplier,
                FormattableString.Invariant($"Only hourly rates multiply what a block loses, by above 0 and at most {MostMultiplier}, with at most {MultiplierDecimals} decimals; this says {multiplier}."),
                nameof(product.BlockMultiplier)));
        }

        return problems.ToValueList();

        void CheckPrices(ValueList<DatedPrice> prices, string field)
        {
            var seen = new HashSet<(LocalDate, Currency)>();
            for (var i = 0; i < prices.Count; i++)
            {
                var where = FormattableString.Invariant($"{field}[{i}]");
                if (prices[i].Price.Amount < 0m)
                {
                    problems.Add(new(CatalogErrors.BadProductPrice, $"{prices[i].Price} is below zero: list prices and costs are zero or more.", where));
                }

                if (!seen.Add((prices[i].From, prices[i].Price.Currency)))
                {
                    problems.Add(new(CatalogErrors.BadProductPrice, $"Two amounts in {prices[i].Price.Currency} start on {prices[i].From:R}: keep one.", where));
                }
            }
        }

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

    /// <summary>Checks a product's unit against its group.</summary>
    /// <param name="product">The product.</param>
    /// <param name="group">Its group, or <see langword="null"/> without one.</param>
    /// <returns><c>price.unit_not_in_group</c>, or nothing.</returns>
    public static ValueList<Problem> CheckUnit(this Product product, UnitGroup? group) =>
        group?.Find(product.Unit) is null && group is not null
            ? [new(CatalogErrors.UnitNotInGroup, $"The unit '{product.Unit}' isn't one of '{group.Name}': choose one of its units, or add it.", nameof(product.Unit))]
            : [];

    /// <summary>Tells whether a product can be counted in a unit: one of its group, or its own without a group.</summary>
    internal static bool HasUnit(this Product product, UnitGroup? group, string unit) => group is null ? unit == product.Unit : group.Find(unit) is not null;

    /// <summary>Tells whether a change can give a product other prices, or others to what it is a component of.</summary>
    internal static bool MovesPrices(Product before, Product after) =>
        before.IsActive != after.IsActive || before.Kind != after.Kind || before.Unit != after.Unit || before.UnitGroup != after.UnitGroup || before.Contents != after.Contents
        || before.ListPrices != after.ListPrices || before.CurrentCosts != after.CurrentCosts || before.StandardCosts != after.StandardCosts;
}
