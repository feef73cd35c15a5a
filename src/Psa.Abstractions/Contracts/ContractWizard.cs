using Psa.Customers;

namespace Psa.Contracts;

/// <summary>
/// A contract being written step by step: a plain value that a host keeps, as JSON if it likes, and resumes whenever the user does. Nothing is stored until it is finished.
/// The steps are functions on it, in <c>ContractWizards</c>.
/// </summary>
public sealed record ContractWizard
{
    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the customer's name, for titles.</summary>
    public required string CustomerName { get; init; }

    /// <summary>Gets who pays for the customer, whose billing information this is; <see langword="null"/> for the customer itself.</summary>
    public Id<Customer>? Payer { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the id that the contract will have: finishing again, after a lost answer, makes it once.</summary>
    public Id<Contract>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the step the user is at.</summary>
    public ContractWizardStep Step { get; init; }

    /// <summary>Gets the customer's vendor services at the start: the source of the first parts.</summary>
    public ValueList<VendorService> Services { get; init; }

    /// <summary>Gets whether the payer's billing information was complete at the start, so that its step is skipped.</summary>
    public bool SkipsBillingInformation { get; init; }

    /// <summary>Gets the billing information: the payer's, or what the user has filled in so far.</summary>
    public BillingInformation? BillingInformation { get; init; }

    /// <summary>Gets the contract without its parts, or <see langword="null"/> before the first step is done.</summary>
    public NewContract? Terms { get; init; }

    /// <summary>Gets the parts; filled in from <see cref="Services"/> when the user first comes to them.</summary>
    public ValueList<NewContractPart> Parts { get; init; }

    /// <summary>Gets whether the parts were filled in: removed ones don't come back.</summary>
    public bool PartsFilledIn { get; init; }
}
