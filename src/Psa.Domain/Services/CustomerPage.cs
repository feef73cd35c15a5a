using Psa.Customers;

namespace Psa.Services;

/// <summary>A page of the customers of a partition: whole families, each of a payer with all it pays for.</summary>
/// <param name="Customers">The customers in the order of payer and id.</param>
/// <param name="IsLast">Whether none come after them.</param>
/// <param name="Unreadable">Why customers between them can't be read, each with its id; they are passed over.</param>
internal sealed record CustomerPage(List<Customer> Customers, bool IsLast, List<StoreException> Unreadable)
{
    /// <summary>Gets the last payer that the page is about; <see langword="null"/> of a page without any.</summary>
    internal Id<Customer>? Last => Customers.Count > 0 ? Customers[^1].Payer : null;
}
