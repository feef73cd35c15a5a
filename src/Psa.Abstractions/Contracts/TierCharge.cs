namespace Psa.Contracts;

/// <summary>What one tier of a price contributes: data for explanations, as the customer would check it.</summary>
/// <param name="Tier">The number of the tier, from 1.</param>
/// <param name="Units">The units priced by it.</param>
/// <param name="Count">How often the price counts: the units, or the started blocks.</param>
/// <param name="Price">The price of a unit or block, in the currency's main unit.</param>
/// <param name="BlockSize">Units in a block; <see langword="null"/> for single units.</param>
/// <param name="FlatFee">The fee of the tier, in the currency's main unit.</param>
internal sealed record TierCharge(int Tier, decimal Units, decimal Count, decimal Price, decimal? BlockSize, decimal FlatFee)
{
    /// <summary>Gives count × price + fee.</summary>
    /// <param name="currency">The currency of the price.</param>
    /// <returns>The exact amount.</returns>
    public ExactAmount AmountIn(Currency currency) => ExactAmount.Of(Price, currency).Times(Count) + ExactAmount.Of(FlatFee, currency);
}
