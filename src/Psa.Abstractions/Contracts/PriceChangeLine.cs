using Psa.Customers;

namespace Psa.Contracts;

/// <summary>What a change of many prices does to one part.</summary>
public sealed record PriceChangeLine
{
    /// <summary>Gets the contract.</summary>
    public required Id<Contract> Contract { get; init; }

    /// <summary>Gets its number; empty when the contract can't be read.</summary>
    public string ContractNumber { get; init; } = string.Empty;

    /// <summary>Gets its customer, or <see langword="null"/> when the contract can't be read.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets the part, or <see langword="null"/> when the whole contract is refused.</summary>
    public Id<ContractPart>? Part { get; init; }

    /// <summary>Gets what the part's invoice line says.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Gets what becomes of it.</summary>
    public required PriceChangeOutcome Outcome { get; init; }

    /// <summary>Gets the price that would hold on the day without the change, agreed rises included; <see langword="null"/> where no price of a unit changes.</summary>
    public UnitPrice? OldPrice { get; init; }

    /// <summary>Gets the new price, or <see langword="null"/> where no price of a unit changes.</summary>
    public UnitPrice? NewPrice { get; init; }

    /// <summary>Gets the scheme that would hold on the day without the change; <see langword="null"/> where no price of a scheme changes.</summary>
    public PricingScheme? OldPricing { get; init; }

    /// <summary>Gets the scheme with its new prices, or <see langword="null"/> where none of a scheme changes.</summary>
    public PricingScheme? NewPricing { get; init; }

    /// <summary>Gets why it is refused, or <see langword="null"/>.</summary>
    public Problem? Problem { get; init; }
}
