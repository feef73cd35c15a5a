using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>All units are priced by the one tier that the whole quantity falls in.</summary>
public sealed record VolumePricing : PricingScheme
{
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
}
