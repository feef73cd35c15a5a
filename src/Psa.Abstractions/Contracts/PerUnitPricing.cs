namespace Psa.Contracts;

/// <summary>The agreed price times the quantity; fractions of a unit are priced as they are.</summary>
public sealed record PerUnitPricing : PricingScheme
{
    internal const string JsonName = "per_unit";

    internal override string Kind => JsonName;

    internal override bool NeedsQuantity => true;

    internal override bool TakesPrice => true;

    internal override bool TakesCost => false;

    internal override bool TakesNegative => true;

    internal override bool CanBeProrated => true;

    internal override bool IsProportional => true;

    internal override decimal? LineQuantity(decimal quantity) => quantity;

    internal override string Explain(in PriceWords words) => $"{words.Units} × {words.Price}{words.Origin} = {words.Subtotal}";

    internal override PricingScheme Risen(Func<decimal, decimal> rise) => this;

    private protected override ExactAmount Subtotal(decimal quantity, in UnitPrice unitPrice, in ExactAmount? cost) => unitPrice.Times(quantity);

    private protected override ValueList<TierCharge> Charges(decimal quantity, UnitPrice unitPrice) => [new(1, quantity, quantity, unitPrice.Amount, null, 0m)];
}
