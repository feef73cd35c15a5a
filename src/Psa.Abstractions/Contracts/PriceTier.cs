using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>One tier <c>(From, To]</c> of a graduated or volume price. Amounts are decimals of the contract's currency, in its main unit.</summary>
public sealed record PriceTier
{
    /// <summary>Makes a tier of its members, as JSON does.</summary>
    [JsonConstructor]
    public PriceTier()
    {
    }

    /// <summary>Makes a tier.</summary>
    /// <param name="from">Above how many units it starts.</param>
    /// <param name="to">Up to how many units, included; <see langword="null"/> for no end.</param>
    /// <param name="unitPrice">The price of a unit or block.</param>
    /// <param name="flatFee">A fee for the tier as a whole.</param>
    /// <param name="blockSize">Units sold together, or <see langword="null"/>.</param>
    [SetsRequiredMembers]
    public PriceTier(decimal from, decimal? to, decimal unitPrice, decimal flatFee = 0m, decimal? blockSize = null) =>
        (From, To, UnitPrice, FlatFee, BlockSize) = (from, to, unitPrice, flatFee, blockSize);

    /// <summary>Gets above how many units it starts: 0 for the first tier, else the <see cref="To"/> of the tier before.</summary>
    public required decimal From { get; init; }

    /// <summary>Gets up to how many units, included; <see langword="null"/> for no end. A bounded last tier also prices what lies beyond it.</summary>
    public decimal? To { get; init; }

    /// <summary>Gets the price of a unit, or of a block when there is a <see cref="BlockSize"/>; up to 12 decimals.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>Gets a fee for the tier as a whole, once it is used.</summary>
    public decimal FlatFee { get; init; }

    /// <summary>Gets units sold together: a started block counts whole; <see langword="null"/> for single units, of which fractions are priced as they are.</summary>
    public decimal? BlockSize { get; init; }

    /// <summary>Gets what it contributes when nothing is used: it still shows at which price it would have been.</summary>
    internal TierCharge Unused => new(1, 0m, 0m, UnitPrice, BlockSize, 0m);

    internal ExactAmount AmountOf(decimal units, Currency currency) =>
        ExactAmount.Of(UnitPrice, currency).Times(CountOf(units)) + ExactAmount.Of(FlatFee, currency);

    internal TierCharge ChargeOf(int index, decimal units) => new(index + 1, units, CountOf(units), UnitPrice, BlockSize, FlatFee);

    private decimal CountOf(decimal units) => BlockSize is { } size ? PriceTiers.StartedBlocks(units, size) : units;
}
