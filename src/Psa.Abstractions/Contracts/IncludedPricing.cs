using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>The agreed price is a fee that includes units; each unit above them costs the overage price.</summary>
public sealed record IncludedPricing : PricingScheme
{
    internal const string JsonName = "included";

    /// <summary>Makes the scheme.</summary>
    /// <param name="includedQuantity">Units included in the fee.</param>
    /// <param name="overagePrice">The price of each unit above, in the currency's main unit.</param>
    /// <exception cref="RuleViolationException"><c>pricing.bad_scheme</c>, <c>money.too_many_decimals</c>.</exception>
    [JsonConstructor]
    public IncludedPricing(decimal includedQuantity, decimal overagePrice)
    {
        IncludedQuantity = RequireNotBelow(includedQuantity, 0m, included: true, "included quantity");
        OveragePrice = RequirePrice(overagePrice);
    }

    /// <summary>Gets the units included in the fee.</summary>
    public decimal IncludedQuantity { get; }

    /// <summary>Gets the price of each unit above, in the currency's main unit.</summary>
    public decimal OveragePrice { get; }

    internal override string Kind => JsonName;

    internal override bool NeedsQuantity => true;

    internal override bool TakesPrice => true;

    internal override bool TakesCost => false;

    internal override bool TakesNegative => false;

    internal override bool CanBeProrated => true;

    internal override bool IsProportional => false;

    internal override decimal? LineQuantity(decimal quantity) => null;

    internal override string Explain(in PriceWords words) =>
        $"{words.Units}: {words.Words.Included(words.Price, words.Speaker.Quantity(IncludedQuantity))}{words.Origin}{Overage(words)} = {words.Subtotal}";

    internal override PricingScheme Risen(Func<decimal, decimal> rise) => new IncludedPricing(IncludedQuantity, rise(OveragePrice)) { Minimum = Minimum, Maximum = Maximum };

    private protected override ExactAmount Subtotal(decimal quantity, in UnitPrice unitPrice, in ExactAmount? cost) =>
        unitPrice.Times(1m) + ExactAmount.Of(OveragePrice, unitPrice.Currency).Times(Above(quantity, IncludedQuantity));

    private protected override ValueList<TierCharge> Charges(decimal quantity, UnitPrice unitPrice) =>
        [new(1, Above(quantity, IncludedQuantity), Above(quantity, IncludedQuantity), OveragePrice, null, unitPrice.Amount)];

    private string Overage(in PriceWords words) =>
        words.Tiers[0].Count is var above && above != 0m ? $" + {words.Speaker.Quantity(above)} × {words.Speaker.Amount(OveragePrice, words.Currency)}" : string.Empty;
}
