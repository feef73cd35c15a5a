using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;
using Psa.Customers;

namespace Psa.Contracts;

/// <summary>One service of a contract, with its own timeline of quantity, price and scheme.</summary>
public sealed record ContractPart : IEntity<ContractPart>
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="unit">See <see cref="Unit"/>.</param>
    /// <param name="quantitySource">See <see cref="QuantitySource"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ContractPart(string unit = "C62", QuantitySource quantitySource = null!)
    {
        Unit = unit;
        QuantitySource = quantitySource ?? QuantitySource.Fixed;
    }

    /// <inheritdoc/>
    public required Id<ContractPart> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the contract.</summary>
    public required Id<Contract> Contract { get; init; }

    /// <summary>Gets the contract's customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the product, or <see langword="null"/> for free text.</summary>
    public Id<Product>? Product { get; init; }

    /// <summary>Gets what the invoice line says.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the unit of the quantity, a UN/ECE code such as <c>C62</c> (piece) or <c>HUR</c> (hour).</summary>
    public string Unit { get; init; }

    /// <summary>Gets what the part sells.</summary>
    public PartKind Kind { get; init; }

    /// <summary>Gets the hours that the part sells, of kind <see cref="PartKind.Block"/>; <see langword="null"/> for all others.</summary>
    public BlockTerms? Block { get; init; }

    /// <summary>Gets the first day, or <see langword="null"/> for the contract's.</summary>
    public LocalDate? EffectiveFrom { get; init; }

    /// <summary>Gets the last day, included, or <see langword="null"/> for the contract's.</summary>
    public LocalDate? LastDay { get; init; }

    /// <summary>Gets the last day of the part's trial, included; its days are not billed.</summary>
    public LocalDate? TrialLastDay { get; init; }

    /// <summary>Gets where the quantity comes from.</summary>
    public QuantitySource QuantitySource { get; init; }

    /// <summary>Gets which price is billed.</summary>
    public PriceBehaviour PriceBehaviour { get; init; }

    /// <summary>Gets the tax code that replaces the product's and the customer's, or <see langword="null"/>.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Gets whether the readings of usage that a line bills are listed under it.</summary>
    public bool ShowDetails { get; init; }

    /// <summary>Gets the day before which everything counts as settled (the opening balance of a migration), or <see langword="null"/> for the part's start.</summary>
    public LocalDate? BillFrom { get; init; }

    /// <summary>Gets the timeline of quantity, price, discount, scheme and minimum, ascending by date, later recorded entries of one date last.</summary>
    public required ValueList<PartTerms> Terms { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
