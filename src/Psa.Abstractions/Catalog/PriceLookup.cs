using System.Diagnostics.CodeAnalysis;

namespace Psa.Catalog;

/// <summary>What looking for a price gave: a price, or a named pricing error to keep on the line. The default value is neither and is never returned.</summary>
internal readonly record struct PriceLookup
{
    private PriceLookup(CatalogPrice? price, string? error)
    {
        Price = price;
        Error = error;
    }

    /// <summary>Gets the price, or <see langword="null"/> when there is none.</summary>
    public CatalogPrice? Price { get; }

    /// <summary>Gets the code of the pricing error, one of <see cref="CatalogErrors"/>, or <see langword="null"/> when there is a price.</summary>
    public string? Error { get; }

    /// <summary>Gets whether there is a price.</summary>
    [MemberNotNullWhen(true, nameof(Price))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Found => Price is not null;

    /// <summary>Gives a price that was found.</summary>
    /// <param name="price">The price.</param>
    /// <returns>The outcome.</returns>
    public static PriceLookup Of(CatalogPrice price)
    {
        ArgumentNullException.ThrowIfNull(price);
        return new(price, null);
    }

    /// <summary>Says why there is no price.</summary>
    /// <param name="error">A code of <see cref="CatalogErrors"/>.</param>
    /// <returns>The outcome.</returns>
    public static PriceLookup Missing(string error)
    {
        ArgumentException.ThrowIfNullOrEmpty(error);
        return new(null, error);
    }
}
