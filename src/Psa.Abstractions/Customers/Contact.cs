namespace Psa.Customers;

/// <summary>A person at a customer.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Email">The e-mail address, or <see langword="null"/>.</param>
/// <param name="Phone">The phone number; shown to client users only when the customer manages its own profile.</param>
/// <param name="JobTitle">The job title; shown to client users only when the customer manages its own profile.</param>
/// <param name="IsCompanyContact">Whether this is the person to turn to for the company as a whole.</param>
public sealed record Contact(string Name, string? Email = null, string? Phone = null, string? JobTitle = null, bool IsCompanyContact = false);
