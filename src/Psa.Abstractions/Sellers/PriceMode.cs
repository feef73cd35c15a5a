namespace Psa.Sellers;

/// <summary>Whether prices hold the tax already.</summary>
public enum PriceMode
{
    /// <summary>Prices are without tax; it is added. The default.</summary>
    TaxExclusive = 0,

    /// <summary>Prices are with tax; it is taken out: gross × r ÷ (100 + r).</summary>
    TaxInclusive = 1,
}
