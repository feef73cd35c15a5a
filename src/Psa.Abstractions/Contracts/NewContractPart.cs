using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;

namespace Psa.Contracts;

/// <summary>What is needed to add a part to a contract.</summary>
public sealed record NewContractPart
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="unit">See <see cref="Unit"/>.</param>
    /// <param name="quantitySource">See <see cref="QuantitySource"/>.</param>
    /// <param name="pricing">See <see cref="Pricing"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NewContractPart(string unit = "C62", QuantitySource quantitySource = null!, PricingScheme pricing = null!)
    {
        Unit = unit;
        QuantitySource = quantitySource ?? QuantitySource.Fixed;
        Pricing = pricing ?? PricingScheme.PerUnit;
    }

    /// <summary>Gets the id that the part is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the part is made once.</summary>
    public Id<ContractPart>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets what the invoice line says.</summary>
    public required string Text { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets the unit of the quantity, a UN/ECE code.</summary>
    public string Unit { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what the part sells.</summary>
    public PartKind Kind { get; init; }

    /// <summary>Gets the hours that the part sells, of kind <see cref="PartKind.Block"/>; <see langword="null"/> for all others.</summary>
    public BlockTerms? Block { get; init; }

    /// <summary>Gets the first day, or <see langword="null"/> for the contract's.</summary>
    public LocalDate? EffectiveFrom { get; init; }

    /// <summary>Gets the last day, included, or <see langword="null"/> for the contract's.</summary>
    public LocalDate? LastDay { get; init; }

    /// <summary>Gets the last day of the part's trial, included.</summary>
    public LocalDate? TrialLastDay { get; init; }

    /// <summary>Gets where the quantity comes from. Default: the terms.</summary>
    public QuantitySource QuantitySource { get; init; }

    /// <summary>Gets the least quantity that is billed, or <see langword="null"/> for none.</summary>
    public decimal? MinimumQuantity { get; init; }

    /// <summary>Gets how a quantity becomes the amount of a full period. Default: price × quantity.</summary>
    public PricingScheme Pricing { get; init; }

    /// <summary>Gets which price is billed. Default: the one in the terms.</summary>
    public PriceBehaviour PriceBehaviour { get; init; }

    /// <summary>Gets the tax code that replaces the product's and the customer's, or <see langword="null"/>.</summary>
    public string? TaxCode { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets whether the readings of usage that a line bills are listed under it.</summary>
    public bool ShowDetails { get; init; }

    /// <summary>Gets the day before which everything counts as settled, or <see langword="null"/> for the part's start.</summary>
    public LocalDate? BillFrom { get; init; }

    /// <summary>Gets the quantity from the first day on, up to 15 decimals; what isn't used by a counter needs one, except at a flat price.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Gets the price of a unit a full period, or <see langword="null"/> for the catalog's, or where the scheme holds the prices.</summary>
    public UnitPrice? UnitPrice { get; init; }

    /// <summary>Gets the discount, or <see langword="null"/> for none.</summary>
    public Discount? Discount { get; init; }

    /// <summary>Gets the host's own keys that the part is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
