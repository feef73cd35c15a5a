namespace Psa.Contracts;

/// <summary>One tier <c>(From, To]</c> of a graduated or volume price. Amounts are decimals of the contract's currency, in its main unit.</summary>
/// <param name="From">Above how many units it starts: 0 for the first tier, else the <see cref="To"/> of the tier before.</param>
/// <param name="To">Up to how many units, included; <see langword="null"/> for no end. A bounded last tier also prices what lies beyond it.</param>
/// <param name="UnitPrice">The price of a unit, or of a block when there is a <paramref name="BlockSize"/>; up to 12 decimals.</param>
/// <param name="FlatFee">A fee for the tier as a whole, once it is used.</param>
/// <param name="BlockSize">Units sold together: a started block counts whole; <see langword="null"/> for single units, of which fractions are priced as they are.</param>
public sealed record PriceTier(decimal From, decimal? To, decimal UnitPrice, decimal FlatFee = 0m, decimal? BlockSize = null)
{
    /// <summary>Gets what it contributes when nothing is used: it still shows at which price it would have been.</summary>
    internal TierCharge Unused => new(1, 0m, 0m, UnitPrice, BlockSize, 0m);

    internal ExactAmount AmountOf(decimal units, Currency currency) =>
        ExactAmount.Of(UnitPrice, currency).Times(CountOf(units)) + ExactAmount.Of(FlatFee, currency);

    internal TierCharge ChargeOf(int index, decimal units) => new(index + 1, units, CountOf(units), UnitPrice, BlockSize, FlatFee);

    private decimal CountOf(decimal units) => BlockSize is { } size ? PriceTiers.StartedBlocks(units, size) : units;
}
