namespace Psa.Customers;

/// <summary>What a customer that manages its own profile says of a contact.</summary>
/// <param name="Phone">The phone number, or <see langword="null"/>.</param>
/// <param name="JobTitle">The job title, or <see langword="null"/>.</param>
/// <param name="IsCompanyContact">Whether this is the person to turn to for the company as a whole.</param>
public sealed record ContactProfile(string? Phone = null, string? JobTitle = null, bool IsCompanyContact = false);
