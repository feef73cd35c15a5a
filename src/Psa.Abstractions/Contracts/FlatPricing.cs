namespace Psa.Contracts;

/// <summary>The agreed price once, whatever the quantity.</summary>
public sealed record FlatPricing : PricingScheme
{
    internal const string JsonName = "flat";

    internal override string Kind => JsonName;

    internal override bool NeedsQuantity => false;

    internal override bool TakesPrice => true;

    internal override bool TakesCost => false;

    internal override bool TakesNegative => true;

    internal override bool CanBeProrated => true;

    internal override bool IsProportional => false;

    internal override decimal? LineQuantity(decimal quantity) => 1m;

    internal override string Explain(in PriceWords words) => words.Words.Flat(words.Price) + words.Origin;

    internal override PricingScheme Risen(Func<decimal, decimal> rise) => this;

    private protected override ExactAmount Subtotal(decimal quantity, in UnitPrice unitPrice, in ExactAmount? cost) => unitPrice.Times(1m);

    private protected override ValueList<TierCharge> Charges(decimal quantity, UnitPrice unitPrice) => [new(1, quantity, 0m, 0m, null, unitPrice.Amount)];
}
