using System.Collections.Frozen;
using Psa.Sellers;

namespace Psa.Catalog;

/// <summary>
/// The catalog indexed for look-ups: built once a run or batch, then every price is found in constant time. Immutable and safe to share between threads.
/// It is the one place where a price is found (R-LIST).
/// </summary>
internal sealed partial class PriceBook
{
    private readonly PriceMode _mode;
    private readonly FrozenDictionary<Id<PriceList>, PriceList> _lists;
    private readonly FrozenDictionary<Currency, PriceList[]> _defaults;
    private readonly FrozenDictionary<(Id<PriceList> List, Id<Product> Product, string Unit), PriceListItem> _items;
    private readonly FrozenDictionary<Id<Product>, Product> _products;
    private readonly FrozenDictionary<Id<UnitGroup>, UnitGroup> _groups;
    private readonly FrozenDictionary<Id<VolumeDiscount>, VolumeDiscount> _volumes;

    private PriceBook(List<PriceList> lists, PriceMode mode, IEnumerable<Product> products, IEnumerable<UnitGroup> units, IEnumerable<VolumeDiscount> volumes)
    {
        _mode = mode;
        var (byId, defaults) = (new Dictionary<Id<PriceList>, PriceList>(), new Dictionary<Currency, List<PriceList>>());
        var items = new Dictionary<(Id<PriceList>, Id<Product>, string), PriceListItem>();
        foreach (var list in lists)
        {
            byId[list.Id] = list;
            if (list.IsDefault)
            {
                (defaults.TryGetValue(list.Currency, out var known) ? known : defaults[list.Currency] = []).Add(list);
            }

            foreach (var item in list.Items)
            {
                items.TryAdd((list.Id, item.Product, item.Unit), item);
            }
        }

        var sorted = new Dictionary<Currency, PriceList[]>();
        foreach (var (currency, known) in defaults)
        {
            // the newest first, so that lists that overlap against the rules still give one answer
            known.Sort(static (left, right) => right.ValidFrom.CompareTo(left.ValidFrom) is var byDate and not 0 ? byDate : left.Id.CompareTo(right.Id));
            sorted[currency] = [.. known];
        }

        _lists = byId.ToFrozenDictionary();
        _defaults = sorted.ToFrozenDictionary();
        _items = items.ToFrozenDictionary();
        _products = ById(products);
        _groups = ById(units);
        _volumes = ById(volumes);
    }

    /// <summary>Indexes the catalog of one tenant.</summary>
    /// <param name="lists">The lists, of any currencies, in any order.</param>
    /// <param name="mode">Whether the prices looked for hold tax: the seller's mode.</param>
    /// <param name="products">The components of bundles, at least; what is asked for comes with its question.</param>
    /// <param name="units">The unit groups.</param>
    /// <param name="volumes">The volume discounts.</param>
    /// <returns>The book.</returns>
    public static PriceBook Of(
        IEnumerable<PriceList> lists, PriceMode mode = PriceMode.TaxExclusive, IEnumerable<Product>? products = null, IEnumerable<UnitGroup>? units = null, IEnumerable<VolumeDiscount>? volumes = null)
    {
        ArgumentNullException.ThrowIfNull(lists);
        return new([.. lists], mode, products ?? [], units ?? [], volumes ?? []);
    }

    /// <summary>Finds what a product costs somebody on a day, in a unit, at a quantity.</summary>
    /// <param name="question">What is asked.</param>
    /// <returns>
    /// The price with its list, first day and volume discount; or the named error: <c>product.inactive</c>, <c>price.unit_not_in_group</c>, an error of the list that decides
    /// (<c>price.missing_list</c>, <c>price.currency_mismatch</c>, <c>price.inactive_list</c>, <c>price.none_at_date</c>, <c>price.tax_mode_mismatch</c>), <c>price.product_not_in_list</c>,
    /// <c>price.missing_cost</c>, <c>price.cost_currency_mismatch</c>, or <c>money.overflow</c>.
    /// </returns>
    public PriceLookup Find(in PriceQuestion question)
    {
        var product = question.Product;
        if (!product.IsActive)
        {
            return PriceLookup.Missing(CatalogErrors.InactiveProduct);
        }

        var group = GroupOf(product);
        var unit = question.Unit ?? product.Unit;
        if (group is not null && group.Find(unit) is null)
        {
            return PriceLookup.Missing(CatalogErrors.UnitNotInGroup);
        }

        try
        {
            return product.ContentOn(question.Date) is { Discount: { } discount } content
                ? FindSum(question, content, discount, group, unit)
                : DecidingList(question, out var list) is { } error
                    ? PriceLookup.Missing(error)
                    : Find(list!, question, group, unit);
        }
        catch (RuleViolationException tooLarge) when (tooLarge.Code == MoneyErrors.Overflow)
        {
            return PriceLookup.Missing(tooLarge.Code);
        }
    }

    // the list that decides, then the default one where that is allowed and the product isn't in it
    private PriceLookup Find(PriceList list, in PriceQuestion question, UnitGroup? group, string unit)
    {
        var found = FindIn(list, question, group, unit, out var isThere);
        return isThere || !list.FallsBackToDefault || DefaultList(question.Currency, question.Date, out var fallBack) is not null || fallBack!.Id == list.Id
            ? found
            : FindIn(fallBack, question, group, unit, out _);
    }

    private PriceLookup FindIn(PriceList list, in PriceQuestion question, UnitGroup? group, string unit, out bool isThere)
    {
        isThere = _items.TryGetValue((list.Id, question.Product.Id, unit), out var item);
        if (isThere && item!.At(question.Date) is { } entry)
        {
            return Price(list, entry, question, group, group?.Find(unit), unit, null);
        }

        if (group is not null && group.BaseUnit.Code != unit && _items.TryGetValue((list.Id, question.Product.Id, group.BaseUnit.Code), out item))
        {
            isThere = true;
            if (item.At(question.Date) is { } ofBase)
            {
                return Price(list, ofBase, question, group, group.BaseUnit, group.BaseUnit.Code, group.Find(unit));
            }
        }

        return PriceLookup.Missing(isThere ? CatalogErrors.NoPriceAtDate : CatalogErrors.ProductNotInList);
    }

    /// <summary>Prices what was found.</summary>
    /// <param name="list">Where.</param>
    /// <param name="entry">What.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="group">The product's units, if it has any.</param>
    /// <param name="priced">The unit of the item in the group, or <see langword="null"/> without a group.</param>
    /// <param name="pricedUnit">Its code.</param>
    /// <param name="wanted">The unit asked for where it is another, so that the price is taken by its factor.</param>
    private PriceLookup Price(PriceList list, PriceEntry entry, in PriceQuestion question, UnitGroup? group, UnitOfGroup? priced, string pricedUnit, UnitOfGroup? wanted)
    {
        var from = entry.From;
        if (entry.Method.Price is not { } price)
        {
            if (group is null && pricedUnit != question.Product.Unit)
            {
                return PriceLookup.Missing(CatalogErrors.UnitNotInGroup); // list prices and costs are of a base unit, which nothing converts
            }

            if (ComputedPrices.BasisOf(question.Product, entry.Method.Kind, list.Currency, question.Date, out var basis) is { } error)
            {
                return PriceLookup.Missing(error);
            }

            price = ComputedPrices.Of(entry.Method, basis.Price, priced);
            from = basis.From > from ? basis.From : from;
        }

        if (entry.Rounding is { } rounding)
        {
            price = UnitPrice.Of(PricePolicies.Round(price.Amount, rounding), price.Currency);
        }

        if (wanted is not null)
        {
            price = Units.PriceOf(price, wanted);
        }

        var volume = question.Quantity != 0m && entry.VolumeDiscount is { } id ? _volumes.GetValueOrDefault(id) : null;
        return PriceLookup.Of(new(price, list.Id, list.Name, from)
        {
            VolumeDiscount = volume is null ? null : VolumeRules.Off(volume, price, question.Quantity, question.Date, wanted),
            BaseUnit = wanted is null ? null : pricedUnit,
        });
    }

    private UnitGroup? GroupOf(Product product) => product.UnitGroup is { } id ? _groups.GetValueOrDefault(id) : null;

    private static FrozenDictionary<Id<T>, T> ById<T>(IEnumerable<T> records)
        where T : class, IEntity<T>
    {
        var byId = new Dictionary<Id<T>, T>();
        foreach (var record in records)
        {
            byId[record.Id] = record;
        }

        return byId.ToFrozenDictionary();
    }
}
