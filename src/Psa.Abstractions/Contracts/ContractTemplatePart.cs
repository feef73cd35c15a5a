using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>One service of a template.</summary>
public sealed record ContractTemplatePart
{
    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets what the invoice line says.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the unit of the quantity, a UN/ECE code.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets what the part sells.</summary>
    public PartKind Kind { get; init; }

    /// <summary>Gets the hours that the part sells, of kind <see cref="PartKind.Block"/>; <see langword="null"/> for all others.</summary>
    public BlockTerms? Block { get; init; }

    /// <summary>Gets the first day, or <see langword="null"/> for the contract's.</summary>
    public StartOffset? Start { get; init; }

    /// <summary>Gets the day after the last one, or <see langword="null"/> for the contract's end.</summary>
    public StartOffset? End { get; init; }

    /// <summary>Gets the day after the part's trial, or <see langword="null"/> for none.</summary>
    public StartOffset? TrialEnd { get; init; }

    /// <summary>Gets where the quantity comes from.</summary>
    public required QuantitySource QuantitySource { get; init; }

    /// <summary>Gets which price is billed.</summary>
    public PriceBehaviour PriceBehaviour { get; init; }

    /// <summary>Gets the tax code that replaces the product's and the customer's, or <see langword="null"/>.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Gets whether the readings of usage that a line bills are listed under it.</summary>
    public bool ShowDetails { get; init; }

    /// <summary>Gets the timeline of quantity, price, discount, scheme and minimum.</summary>
    public required ValueList<ContractTemplateTerms> Terms { get; init; }
}
