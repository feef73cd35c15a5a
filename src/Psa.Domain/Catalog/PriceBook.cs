using System.Collections.Frozen;
using NodaTime;
using Psa.Sellers;

namespace Psa.Catalog;

/// <summary>Price lists indexed for look-ups: built once a run, then every price is found in constant time. Immutable and safe to share between threads.</summary>
internal sealed class PriceBook
{
    private readonly PriceList[] _lists;
    private readonly PriceMode _mode;
    private readonly FrozenDictionary<(Id<PriceList> List, Id<Product> Product, string Unit), PriceListItem> _items;

    private PriceBook(PriceList[] lists, PriceMode mode, FrozenDictionary<(Id<PriceList>, Id<Product>, string), PriceListItem> items)
    {
        _lists = lists;
        _mode = mode;
        _items = items;
    }

    /// <summary>Indexes price lists.</summary>
    /// <param name="lists">The lists of one tenant, of any currencies, in any order.</param>
    /// <param name="mode">Whether the prices looked for hold tax: the seller's mode.</param>
    /// <param name="products">The products, of whose list prices and costs prices are computed.</param>
    /// <param name="units">The unit groups.</param>
    /// <param name="volumes">The volume discounts.</param>
    /// <returns>The book.</returns>
    public static PriceBook Of(
        IEnumerable<PriceList> lists, PriceMode mode = PriceMode.TaxExclusive, IEnumerable<Product>? products = null, IEnumerable<UnitGroup>? units = null, IEnumerable<VolumeDiscount>? volumes = null)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var sorted = new List<PriceList>(lists);

        // the newest list first, so that lists that overlap against the rules still give one answer
        sorted.Sort(static (left, right) =>
            right.ValidFrom.CompareTo(left.ValidFrom) is var byDate and not 0 ? byDate : left.Id.CompareTo(right.Id));
        var items = new Dictionary<(Id<PriceList>, Id<Product>, string), PriceListItem>();
        foreach (var list in sorted)
        {
            foreach (var item in list.Items)
            {
                items.TryAdd((list.Id, item.Product, item.Unit), item);
            }
        }

        return new([.. sorted], mode, items.ToFrozenDictionary());
    }

    /// <summary>Finds what a product costs on a day.</summary>
    /// <param name="product">The product.</param>
    /// <param name="unit">The unit the price is for.</param>
    /// <param name="currency">The currency wanted; prices are never converted.</param>
    /// <param name="date">The day whose price holds.</param>
    /// <returns>
    /// The price with its list and first day, or the error <c>price.missing_list</c>, <c>price.currency_mismatch</c>, <c>price.tax_mode_mismatch</c>, <c>price.inactive_list</c>,
    /// <c>price.product_not_in_list</c> or <c>price.none_at_date</c>: the one that is nearest to a price.
    /// </returns>
    public PriceLookup Find(Id<Product> product, string unit, Currency currency, LocalDate date)
    {
        var error = _lists.Length == 0 ? CatalogErrors.MissingPriceList : CatalogErrors.CurrencyMismatch;
        foreach (var list in _lists)
        {
            if (list.Currency != currency)
            {
                continue;
            }

            if (list.PriceMode != _mode)
            {
                error = error == CatalogErrors.CurrencyMismatch ? CatalogErrors.TaxModeMismatch : error;
            }
            else if (!list.IsInForce(date))
            {
                error = error is CatalogErrors.CurrencyMismatch or CatalogErrors.TaxModeMismatch ? CatalogErrors.InactivePriceList : error;
            }
            else if (!_items.TryGetValue((list.Id, product, unit), out var item))
            {
                error = error == CatalogErrors.NoPriceAtDate ? error : CatalogErrors.ProductNotInList;
            }
            else if (item.At(date) is not { } price)
            {
                error = CatalogErrors.NoPriceAtDate;
            }
            else
            {
                return PriceLookup.Of(new(price.Method.Price!.Value, list.Id, list.Name, price.From));
            }
        }

        return PriceLookup.Missing(error);
    }

    /// <summary>Finds what a product costs, unless it isn't sold any more.</summary>
    /// <param name="question">What is asked.</param>
    /// <returns>The price, or the error <c>product.inactive</c> or one of the other look-up's.</returns>
    public PriceLookup Find(in PriceQuestion question)
    {
        var product = question.Product;
        return product.IsActive ? Find(product.Id, question.Unit ?? product.Unit, question.Currency, question.Date) : PriceLookup.Missing(CatalogErrors.InactiveProduct);
    }
}
