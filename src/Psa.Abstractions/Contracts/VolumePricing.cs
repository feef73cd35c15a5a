using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>All units are priced by the one tier that the whole quantity falls in.</summary>
public sealed record VolumePricing : PricingScheme
{
    internal const string JsonName = "volume";

    /// <summary>Makes the scheme.</summary>
    /// <param name="tiers">Contiguous and ascending from 0.</param>
    /// <param name="feeAtZero">Whether the first tier's flat fee is due when nothing is used.</param>
    /// <exception cref="RuleViolationException"><c>pricing.bad_tiers</c>, naming the tier; <c>money.too_many_decimals</c>.</exception>
    [JsonConstructor]
    public VolumePricing(ValueList<PriceTier> tiers, bool feeAtZero = false)
    {
        Tiers = PriceTiers.Checked(tiers);
        FeeAtZero = feeAtZero;
    }

    /// <summary>Gets the tiers, in order.</summary>
    public ValueList<PriceTier> Tiers { get; }

    /// <summary>Gets whether the first tier's flat fee is due when nothing is used.</summary>
    public bool FeeAtZero { get; }

    internal override string Kind => JsonName;

    internal override bool NeedsQuantity => true;

    internal override bool TakesPrice => false;

    internal override bool TakesCost => false;

    internal override bool TakesNegative => false;

    internal override bool CanBeProrated => true;

    internal override bool IsProportional => false;

    internal override decimal? LineQuantity(decimal quantity) => null;

    internal override string Explain(in PriceWords words) => $"{words.Units}{words.Origin}: {words.TierSum()} = {words.Subtotal}";

    internal override PricingScheme Risen(Func<decimal, decimal> rise) => new VolumePricing(PriceTiers.Risen(Tiers, rise), FeeAtZero) { Minimum = Minimum, Maximum = Maximum };

    private protected override ExactAmount Subtotal(decimal quantity, in UnitPrice unitPrice, in ExactAmount? cost)
    {
        RequireNotNegative(quantity);
        return IsUnused(quantity) ? ExactAmount.Zero(unitPrice.Currency) : Tiers[TierOf(quantity)].AmountOf(quantity, unitPrice.Currency);
    }

    private protected override ValueList<TierCharge> Charges(decimal quantity, UnitPrice unitPrice) =>
        IsUnused(quantity) ? [Tiers[0].Unused] : [Tiers[TierOf(quantity)].ChargeOf(TierOf(quantity), quantity)];

    private bool IsUnused(decimal quantity) => quantity == 0m && !FeeAtZero;

    private int TierOf(decimal quantity)
    {
        var tiers = Tiers.AsSpan();
        var index = 0;
        while (index + 1 < tiers.Length && quantity > tiers[index].To)
        {
            index++;
        }

        return index;
    }
}
