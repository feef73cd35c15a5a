using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>Units are sold in packages; a started package counts whole.</summary>
public sealed record PackagePricing : PricingScheme
{
    internal const string JsonName = "package";

    /// <summary>Makes the scheme.</summary>
    /// <param name="size">Units in a package, above 0.</param>
    /// <param name="price">The price of a package, in the currency's main unit.</param>
    /// <param name="includedQuantity">Units that cost nothing, before the first package.</param>
    /// <exception cref="RuleViolationException"><c>pricing.bad_scheme</c>, <c>money.too_many_decimals</c>.</exception>
    [JsonConstructor]
    public PackagePricing(decimal size, decimal price, decimal includedQuantity = 0m)
    {
        Size = RequireNotBelow(size, 0m, included: false, "size of a package");
        Price = RequirePrice(price);
        IncludedQuantity = RequireNotBelow(includedQuantity, 0m, included: true, "included quantity");
    }

    /// <summary>Gets the units in a package.</summary>
    public decimal Size { get; }

    /// <summary>Gets the price of a package, in the currency's main unit.</summary>
    public decimal Price { get; }

    /// <summary>Gets the units that cost nothing, before the first package.</summary>
    public decimal IncludedQuantity { get; }

    internal override string Kind => JsonName;

    internal override bool NeedsQuantity => true;

    internal override bool TakesPrice => false;

    internal override bool TakesCost => false;

    internal override bool TakesNegative => false;

    internal override bool CanBeProrated => true;

    internal override bool IsProportional => false;

    internal override decimal? LineQuantity(decimal quantity) => null;

    internal override string Explain(in PriceWords words) =>
        $"{words.Units}{(IncludedQuantity > 0m ? $", {words.Words.Free(words.Speaker.Quantity(IncludedQuantity))}" : string.Empty)}{words.Origin}: {words.TierSum()} = {words.Subtotal}";

    internal override PricingScheme Risen(Func<decimal, decimal> rise) => new PackagePricing(Size, rise(Price), IncludedQuantity) { Minimum = Minimum, Maximum = Maximum };

    private protected override ExactAmount Subtotal(decimal quantity, in UnitPrice unitPrice, in ExactAmount? cost) => ExactAmount.Of(Price, unitPrice.Currency).Times(Packages(quantity));

    private protected override ValueList<TierCharge> Charges(decimal quantity, UnitPrice unitPrice) =>
        [new(1, Above(quantity, IncludedQuantity), Packages(quantity), Price, Size, 0m)];

    private decimal Packages(decimal quantity) => PriceTiers.StartedBlocks(Above(quantity, IncludedQuantity), Size);
}
