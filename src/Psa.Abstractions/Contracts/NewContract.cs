using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Contracts;

/// <summary>What is needed to draft a contract.</summary>
public sealed record NewContract
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="cycle">See <see cref="Cycle"/>.</param>
    /// <param name="proration">See <see cref="Proration"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NewContract(BillingCycle cycle = null!, ProrationPolicy proration = null!)
    {
        Cycle = cycle ?? BillingCycle.Monthly;
        Proration = proration ?? ProrationPolicy.Default;
    }

    /// <summary>Gets the id that the contract is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the contract is made once.</summary>
    public Id<Contract>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the customer; its billing information must be complete.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the number as agreed on paper, or <see langword="null"/> for the next of the billing entity's series.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets which of the tenant's companies bills, or <see langword="null"/> for the customer's, else the tenant's default.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets the currency of all prices, or <see langword="null"/> for that of the billing information.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Gets the first day.</summary>
    public required LocalDate EffectiveFrom { get; init; }

    /// <summary>Gets the last day of the agreed term, included; <see langword="null"/> for an open term.</summary>
    public LocalDate? LastDay { get; init; }

    /// <summary>Gets how the contract renews itself when the term ends, or <see langword="null"/> when it doesn't.</summary>
    public Renewal? Renewal { get; init; }

    /// <summary>Gets how often is billed. Default: every month from the contract's first day.</summary>
    public BillingCycle Cycle { get; init; }

    /// <summary>Gets whether periods are billed at their start or after their end. Default: in advance.</summary>
    public BillingTiming Timing { get; init; }

    /// <summary>Gets how broken periods are charged.</summary>
    public ProrationPolicy Proration { get; init; }

    /// <summary>Gets the price list assigned to it from its start on, in its currency, or <see langword="null"/> for the customer's.</summary>
    public Id<PriceList>? PriceList { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets when invoices are due, or <see langword="null"/> for what the payer's billing information says, else the billing entity.</summary>
    public PaymentTerms? PaymentTerms { get; init; }

    /// <summary>Gets how invoices are paid, or <see langword="null"/> for what the billing information says.</summary>
    public PaymentMethod? PaymentMethod { get; init; }

    /// <summary>Gets how invoices are sent, or <see langword="null"/> for what the billing information says.</summary>
    public DeliveryMethod? Delivery { get; init; }

    /// <summary>Gets whether the contract gets invoices of its own.</summary>
    public bool SeparateInvoice { get; init; }

    /// <summary>Gets which of its lines invoices show as one, or <see langword="null"/> for what the payer's billing information says.</summary>
    public LineGrouping? LineGrouping { get; init; }

    /// <summary>Gets the customer's purchase-order number.</summary>
    public string? PurchaseOrderNumber { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the agreed rises of locked prices, ascending; each is in force until the next one begins.</summary>
    public ValueList<PriceEscalation> Escalations { get; init; }

    /// <summary>Gets the parts.</summary>
    public ValueList<NewContractPart> Parts { get; init; }

    /// <summary>Gets the host's own keys that the contract is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
