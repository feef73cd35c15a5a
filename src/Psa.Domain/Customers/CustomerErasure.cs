namespace Psa.Customers;

/// <summary>What is left of a customer when its personal data is taken out.</summary>
internal static class CustomerErasure
{
    /// <summary>
    /// Gives the anonymous customer: its id and number, which documents and ledgers name, its place among customers and its dates. The name is its number. All else
    /// is gone; a test lists what is kept, and asks of each new property which it is.
    /// </summary>
    /// <param name="customer">The customer.</param>
    /// <returns>What is left; the same again of one that is anonymous already.</returns>
    public static Customer Erased(this Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return customer with { Name = customer.Number, ExternalId = null, Contacts = [], ProfileManagedByCustomer = false, BillingInformation = null, PriceLists = [], Metadata = [] };
    }
}
