using System.Linq;
using Psa.Sellers;

namespace Psa.Catalog;

/// <summary>What of the catalog decides prices: lists, units, volume discounts, and the products that are asked for with what their bundles hold.</summary>
internal sealed record CatalogFacts
{
    /// <summary>Gets the products.</summary>
    internal required IReadOnlyDictionary<Id<Product>, Product> Products { get; init; }

    /// <summary>Gets all price lists of the tenant.</summary>
    internal required ValueList<PriceList> Lists { get; init; }

    /// <summary>Gets all unit groups of the tenant.</summary>
    internal required ValueList<UnitGroup> Units { get; init; }

    /// <summary>Gets all volume discounts of the tenant.</summary>
    internal required ValueList<VolumeDiscount> Volumes { get; init; }

    /// <summary>Gives the unit group of a product, or <see langword="null"/>.</summary>
    internal UnitGroup? GroupOf(Product product) => product.UnitGroup is { } id ? Units.AsEnumerable().FirstOrDefault(group => group.Id == id) : null;

    /// <summary>Indexes them for sellers whose prices hold tax or don't.</summary>
    internal PriceBook Book(PriceMode mode) => PriceBook.Of(Lists.AsEnumerable(), mode, Products.Values, Units.AsEnumerable(), Volumes.AsEnumerable());
}
