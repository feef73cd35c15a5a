using Psa.Customers;

namespace Psa.Services;

/// <summary>A page of the customers of a partition.</summary>
/// <param name="Customers">The customers; none, when the next one can't be read.</param>
/// <param name="IsLast">Whether none come after them.</param>
/// <param name="Unreadable">Why the next one can't be read, with its id; it is passed over.</param>
internal sealed record CustomerPage(List<Customer> Customers, bool IsLast, StoreException? Unreadable)
{
    /// <summary>Gets the last customer that the page is about; <see langword="null"/> of a page without any.</summary>
    internal Id<Customer>? Last => Unreadable is { } broken ? new(broken.Ids[0]) : Customers.Count > 0 ? Customers[^1].Id : null;
}
