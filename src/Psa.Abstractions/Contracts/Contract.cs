using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Contracts;

/// <summary>An agreement to supply and pay services. What is billed stands in its parts; how and when, here.</summary>
public sealed record Contract : IEntity<Contract>
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="status">See <see cref="Status"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Contract(ContractStatus status = null!) => Status = status ?? ContractStatus.Draft;

    /// <inheritdoc/>
    public required Id<Contract> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the number, from a series or as agreed on paper.</summary>
    public required string Number { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets which of the tenant's companies bills.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the template from which it was started, also when that was deleted meanwhile; <see langword="null"/> for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Id<ContractTemplate>? Template { get; init; }

    /// <summary>Gets the currency of all its prices.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets where the contract stands; only its lifecycle changes it.</summary>
    public ContractStatus Status { get; init; }

    /// <summary>Gets the first day.</summary>
    public required LocalDate EffectiveFrom { get; init; }

    /// <summary>Gets the last day of the agreed term, included; <see langword="null"/> for an open term.</summary>
    public LocalDate? LastDay { get; init; }

    /// <summary>Gets how the contract renews itself when the term ends, or <see langword="null"/> when it doesn't.</summary>
    public Renewal? Renewal { get; init; }

    /// <summary>Gets the termination, or <see langword="null"/>.</summary>
    public Termination? Termination { get; init; }

    /// <summary>Gets the timeline of cycle, timing and proration, ascending by date, later recorded entries of one date last.</summary>
    public required ValueList<CycleTerms> Cycles { get; init; }

    /// <summary>Gets the timeline of price lists, ascending by date, later recorded entries of one date last; without any, the customer's hold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<PriceListAssignment> PriceLists { get; init; }

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

    /// <summary>Gets the customer's purchase-order number, printed on invoices; different numbers never share an invoice.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>Gets the days on which services rest.</summary>
    public ValueList<Suspension> Suspensions { get; init; }

    /// <summary>Gets the agreed rises of locked prices, ascending; each is in force until the next one begins.</summary>
    public ValueList<PriceEscalation> Escalations { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
