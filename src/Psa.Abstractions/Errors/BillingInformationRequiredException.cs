namespace Psa;

/// <summary>
/// Customers can't be billed yet: their billing information is missing or incomplete. A host asks for it and repeats the step. Code <c>billing_information.required</c>.
/// </summary>
/// <param name="customers">The ids of all customers concerned.</param>
public sealed class BillingInformationRequiredException(params ReadOnlySpan<Guid> customers)
    : PsaException(
        PsaErrors.BillingInformationRequired,
        customers.Length == 1
            ? "The customer's billing information is missing or incomplete: complete it, then repeat the step."
            : FormattableString.Invariant($"The billing information of {customers.Length} customers is missing or incomplete: complete it, then repeat the step."),
        ValueList.Create(customers))
{
    /// <summary>Gets the ids of all customers concerned.</summary>
    public ValueList<Guid> Customers => Ids;
}
