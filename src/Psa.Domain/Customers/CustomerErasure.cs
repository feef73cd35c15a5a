namespace Psa.Customers;

/// <summary>What is left of a customer when its personal data is taken out.</summary>
internal static class CustomerErasure
{
    /// <summary>
    /// Gives the anonymous customer: its id and number, which documents and ledgers name, its place among customers and its dates. The name is its number. All else is gone, also what
    /// customers will have one day: what is kept is listed here.
    /// </summary>
    /// <param name="customer">The customer.</param>
    /// <returns>What is left; the same again of one that is anonymous already.</returns>
    public static Customer Erased(this Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return new()
        {
            Id = customer.Id,
            Tenant = customer.Tenant,
            Version = customer.Version,
            Number = customer.Number,
            Name = customer.Number,
            Kind = customer.Kind,
            TrialLastDay = customer.TrialLastDay,
            Parent = customer.Parent,
            ConsolidateBilling = customer.ConsolidateBilling,
            Payer = customer.Payer,
        };
    }
}
