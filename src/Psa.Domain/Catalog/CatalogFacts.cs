using System.Linq;
using Psa.Sellers;

namespace Psa.Catalog;

/// <summary>What of the catalog decides prices: lists, units, volume discounts, and the products that are asked for with what their bundles hold.</summary>
internal sealed record CatalogFacts
{
    private PriceBook? _withTax;
    private PriceBook? _withoutTax;

    /// <summary>Gets the products.</summary>
    internal required IReadOnlyDictionary<Id<Product>, Product> Products
    {
        get;
        init => (field, _withTax, _withoutTax) = (value, null, null);
    }

    /// <summary>Gets all price lists of the tenant.</summary>
    internal required ValueList<PriceList> Lists { get; init; }

    /// <summary>Gets all unit groups of the tenant.</summary>
    internal required ValueList<UnitGroup> Units { get; init; }

    /// <summary>Gets all volume discounts of the tenant.</summary>
    internal required ValueList<VolumeDiscount> Volumes { get; init; }

    /// <summary>Gives the unit group of a product, or <see langword="null"/>.</summary>
    internal UnitGroup? GroupOf(Product product) => product.UnitGroup is { } id ? Units.AsEnumerable().FirstOrDefault(group => group.Id == id) : null;

    /// <summary>Gets what prices nothing.</summary>
    internal static CatalogFacts Empty { get; } = new() { Products = new Dictionary<Id<Product>, Product>(), Lists = [], Units = [], Volumes = [] };

    /// <summary>Indexes them for sellers whose prices hold tax or don't: once.</summary>
    internal PriceBook Book(PriceMode mode) => mode == PriceMode.TaxInclusive ? _withTax ??= Index(mode) : _withoutTax ??= Index(mode);

    /// <summary>Demands that a product is there.</summary>
    /// <exception cref="EntityNotFoundException">It isn't.</exception>
    internal Task RequireProduct(Id<Product> product) => Products.ContainsKey(product) ? Task.CompletedTask : throw new EntityNotFoundException(nameof(Product), product.Value);

    /// <summary>Demands that a volume discount is there, where one is named.</summary>
    /// <exception cref="EntityNotFoundException">It isn't.</exception>
    internal Task RequireVolumeDiscount(Id<VolumeDiscount>? discount) =>
        discount is not { } id || Volumes.AsEnumerable().Any(volume => volume.Id == id) ? Task.CompletedTask : throw new EntityNotFoundException(nameof(VolumeDiscount), id.Value);

    private PriceBook Index(PriceMode mode) => PriceBook.Of(Lists.AsEnumerable(), mode, Products.Values, Units.AsEnumerable(), Volumes.AsEnumerable());
}
