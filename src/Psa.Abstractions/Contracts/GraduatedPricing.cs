using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>Each unit is priced by the tier it falls in: the first ten at one price, the next ten at another.</summary>
public sealed record GraduatedPricing : PricingScheme
{
    internal const string JsonName = "graduated";

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

    internal override string Kind => JsonName;

    internal override bool NeedsQuantity => true;

    internal override bool TakesPrice => false;

    internal override bool TakesCost => false;

    internal override bool TakesNegative => false;

    internal override bool CanBeProrated => true;

    internal override bool IsProportional => false;

    internal override decimal? LineQuantity(decimal quantity) => null;

    internal override string Explain(in PriceWords words) => $"{words.Units}{words.Origin}: {words.TierSum()} = {words.Subtotal}";

    internal override PricingScheme Risen(Func<decimal, decimal> rise) => new GraduatedPricing(PriceTiers.Risen(Tiers, rise), FeeAtZero) { Minimum = Minimum, Maximum = Maximum };

    private protected override ExactAmount Subtotal(decimal quantity, in UnitPrice unitPrice, in ExactAmount? cost)
    {
        RequireNotNegative(quantity);
        var sum = ExactAmount.Zero(unitPrice.Currency);
        var tiers = Tiers.AsSpan();
        for (var i = 0; i < tiers.Length && IsUsed(tiers[i], quantity); i++)
        {
            sum += tiers[i].AmountOf(UnitsIn(tiers, i, quantity), unitPrice.Currency);
        }

        return sum;
    }

    private protected override ValueList<TierCharge> Charges(decimal quantity, UnitPrice unitPrice)
    {
        var tiers = Tiers.AsSpan();
        if (quantity == 0m && !FeeAtZero)
        {
            return [tiers[0].Unused];
        }

        var charges = new List<TierCharge>();
        for (var i = 0; i < tiers.Length && IsUsed(tiers[i], quantity); i++)
        {
            charges.Add(tiers[i].ChargeOf(i, UnitsIn(tiers, i, quantity)));
        }

        return charges.ToValueList();
    }

    // a bounded last tier also prices what lies beyond it
    private static decimal UnitsIn(ReadOnlySpan<PriceTier> tiers, int index, decimal quantity)
    {
        var tier = tiers[index];
        return (tier.To is { } to && index + 1 < tiers.Length && to < quantity ? to : quantity) - tier.From;
    }

    private bool IsUsed(PriceTier tier, decimal quantity) => quantity > tier.From || (FeeAtZero && tier.From == 0m);
}
