using Psa.Customers;
using Psa.Sellers;

namespace Psa.Contracts;

/// <summary>
/// What contracts of a kind have in common, saved from one of them: all its terms and parts, dated from its start. Customer, numbers, suspensions, termination, opening balances, notes,
/// withdrawn entries and the host's own keys stay with the contract.
/// </summary>
public sealed record ContractTemplate : IEntity<ContractTemplate>
{
    /// <inheritdoc/>
    public required Id<ContractTemplate> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the name: no two templates of a tenant have the same. Contracts started from it have it too, unless another is said.</summary>
    public required string Name { get; init; }

    /// <summary>Gets which of the tenant's companies bills, unless another is said.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the currency of all its prices.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets the day after the agreed term, or <see langword="null"/> for an open term.</summary>
    public StartOffset? End { get; init; }

    /// <summary>Gets how the contract renews itself when the term ends, or <see langword="null"/> when it doesn't.</summary>
    public Renewal? Renewal { get; init; }

    /// <summary>Gets the timeline of cycle, timing and proration.</summary>
    public required ValueList<ContractTemplateCycle> Cycles { get; init; }

    /// <summary>Gets the timeline of price lists; without any, the customer's hold.</summary>
    public ValueList<ContractTemplatePriceList> PriceLists { get; init; }

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

    /// <summary>Gets the agreed rises of locked prices.</summary>
    public ValueList<ContractTemplateEscalation> Escalations { get; init; }

    /// <summary>Gets the parts.</summary>
    public ValueList<ContractTemplatePart> Parts { get; init; }
}
