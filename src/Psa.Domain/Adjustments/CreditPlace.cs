using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>A line of an invoice that a difference below zero may be credited to.</summary>
/// <param name="Source">The invoice.</param>
/// <param name="Line">The place of the line.</param>
/// <param name="Customer">The customer that it billed; <see langword="null"/> where several customers' differences were charged together.</param>
internal sealed record CreditPlace(ICreditSource Source, int Line, Id<Customer>? Customer);
