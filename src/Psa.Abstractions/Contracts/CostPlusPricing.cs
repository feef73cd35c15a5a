using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>The vendor's cost with a margin, priced on the summed cost of the period, not row by row.</summary>
public sealed record CostPlusPricing : PricingScheme
{
    internal const string JsonName = "cost_plus";

    /// <summary>Makes the scheme.</summary>
    /// <param name="margin">What is added to the cost; below zero for a rebate.</param>
    [JsonConstructor]
    public CostPlusPricing(Percent margin) => Margin = margin;

    /// <summary>Gets what is added to the cost: 15 % makes 100.00 of cost 115.00.</summary>
    public Percent Margin { get; }

    internal override string Kind => JsonName;

    internal override bool NeedsQuantity => false;

    internal override bool TakesPrice => false;

    internal override bool TakesCost => true;

    internal override bool TakesNegative => true;

    internal override bool CanBeProrated => false;

    internal override bool IsProportional => false;

    internal override decimal? LineQuantity(decimal quantity) => null;

    internal override string Explain(in PriceWords words) => $"{words.Words.CostOf(words.Cost)} + {words.Speaker.Percent(Margin)} = {words.Subtotal}";

    internal override PricingScheme Risen(Func<decimal, decimal> rise) => this;

    private protected override ExactAmount Subtotal(decimal quantity, in UnitPrice unitPrice, in ExactAmount? cost) =>
        cost is { } sum ? InCurrency(sum, unitPrice.Currency) + sum.Times(Margin) : ThrowNoCost();

    private protected override ValueList<TierCharge> Charges(decimal quantity, UnitPrice unitPrice) => [];

    private static ExactAmount InCurrency(ExactAmount cost, Currency currency) =>
        cost.Currency == currency ? cost : throw new CurrencyMismatchException(cost.Currency, currency);

    [DoesNotReturn]
    private static ExactAmount ThrowNoCost() =>
        throw new RuleViolationException(ContractErrors.CostMissing, "The price is the vendor's cost with a margin, and there is no cost: pass the summed cost of the period.");
}
