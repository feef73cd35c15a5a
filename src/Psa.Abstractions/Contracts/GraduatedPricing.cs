using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>Each unit is priced by the tier it falls in: the first ten at one price, the next ten at another.</summary>
public sealed record GraduatedPricing : PricingScheme
{
    /// <summary>Makes the scheme.</summary>
    /// <param name="tiers">Contiguous and ascending from 0.</param>
    /// <param name="feeAtZero">Whether the first tier's flat fee is due when nothing is used.</param>
    /// <exception cref="RuleViolationException"><c>pricing.bad_tiers</c>, naming the tier; <c>money.too_many_decimals</c>.</exception>
    [JsonConstructor]
    public GraduatedPricing(ValueList<PriceTier> tiers, bool feeAtZero = false)
    {
        Tiers = PriceTiers.Checked(tiers);
        FeeAtZero = feeAtZero;
    }

    /// <summary>Gets the tiers, in order.</summary>
    public ValueList<PriceTier> Tiers { get; }

    /// <summary>Gets whether the first tier's flat fee is due when nothing is used.</summary>
    public bool FeeAtZero { get; }
}
