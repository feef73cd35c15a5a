using Psa.Access;

namespace Psa.Customers;

/// <summary>
/// A person at a customer. Phone, job title and company contact are shown and asked for only where the customer manages its own profile (R-CONTACT-VIEW): elsewhere they are
/// empty to whoever reads, and what is stored stays.
/// </summary>
/// <param name="Name">The full name.</param>
/// <param name="Email">The e-mail address, or <see langword="null"/>.</param>
/// <param name="Phone">The phone number.</param>
/// <param name="JobTitle">The job title.</param>
/// <param name="IsCompanyContact">Whether this is the person to turn to for the company as a whole.</param>
public sealed record Contact(string Name, string? Email = null, string? Phone = null, string? JobTitle = null, bool IsCompanyContact = false)
{
    /// <summary>Gets the id; <see langword="null"/> for a contact that isn't stored yet.</summary>
    public Id<Contact>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the client user that this person is, who may edit this contact, or <see langword="null"/>.</summary>
    public UserId? User { get; init => field = value is { IsNone: true } ? null : value; }
}
