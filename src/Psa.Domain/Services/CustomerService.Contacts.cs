using System.Linq;
using Psa.Access;
using Psa.Customers;
using Psa.Records;

namespace Psa.Services;

public sealed partial class CustomerService
{
    /// <summary>Changes phone, job title and company contact of a contact, where the customer manages its own profile. A customer's manager changes those of the customer and of all it pays for, a client the own contact.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="contact">The contact.</param>
    /// <param name="profile">What is to be known of it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored contact.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>: also for a client, when it is a colleague's.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, it is none of a client's, or it has no such contact.</exception>
    /// <exception cref="RuleViolationException"><c>contact.not_open</c>: the customer doesn't manage its own profile.</exception>
    [RequiresPermission(Permission.EditContacts)]
    public async Task<Contact> ChangeContactAsync(
        Actor actor, Id<Customer> customer, Id<Contact> contact, ContactProfile profile, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.EditContacts, Grants.Own | Grants.Self, customer.Value, contact.Value);
        Border.Check(profile);
        var saved = await SaveAsync(actor, customer, before => before.WithContact(contact, profile, actor), cancellationToken).ConfigureAwait(false);
        return saved.Contacts.AsEnumerable().First(one => one.Id == contact);
    }
}
