using Psa.Access;

namespace Psa.Customers;

/// <summary>Who sees and edits what of a customer's contacts (R-CONTACT-VIEW).</summary>
internal static class ContactRules
{
    /// <summary>Tells whether a customer is an actor's own: the one they belong to, or one that it pays for.</summary>
    public static Grants OwnOf(this Customer customer, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Customer is { } own && own != Guid.Empty && (customer.Id.Value == own || customer.Payer.Value == own) ? Grants.Own : Grants.None;
    }

    /// <summary>Gives a customer as an actor sees it; <see langword="null"/> when it is none of theirs.</summary>
    /// <param name="customer">The customer as stored.</param>
    /// <param name="actor">Who looks.</param>
    /// <returns>The customer; without billing information and price lists for those who may view no contracts.</returns>
    public static Customer? ShownTo(this Customer customer, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(actor);
        var (own, edits) = (customer.OwnOf(actor), actor.May(Permission.EditContracts));
        if (!edits && !actor.May(Permission.ViewCustomers, own))
        {
            return null;
        }

        var shown = customer.Shown();
        return edits || actor.May(Permission.ViewContracts, own) ? shown : shown with { BillingInformation = null, PriceLists = [] };
    }

    /// <summary>Gives a customer as everybody sees it: what its contacts show only when it manages its own profile is empty otherwise.</summary>
    public static Customer Shown(this Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if (customer.ProfileManagedByCustomer || customer.Contacts.IsEmpty)
        {
            return customer;
        }

        var contacts = new Contact[customer.Contacts.Count];
        for (var i = 0; i < contacts.Length; i++)
        {
            contacts[i] = customer.Contacts[i].With(new());
        }

        return customer with { Contacts = ValueList.Create<Contact>(contacts) };
    }

    /// <summary>Gives a customer that is saved its contacts: each with an id, and with what is stored of it but wasn't shown.</summary>
    /// <param name="customer">The customer as it was given.</param>
    /// <param name="before">As it is stored, or <see langword="null"/> for a new one.</param>
    /// <param name="next">Makes ids.</param>
    /// <returns>The customer to store.</returns>
    /// <exception cref="RuleViolationException"><c>contact.not_open</c>: something is given that is asked for only when the customer manages its own profile.</exception>
    public static Customer KeepingContacts(this Customer customer, Customer? before, Func<Id<Contact>?, Id<Contact>> next)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(next);
        if (customer.Contacts.IsEmpty)
        {
            return customer;
        }

        var contacts = new Contact[customer.Contacts.Count];
        for (var i = 0; i < contacts.Length; i++)
        {
            var given = customer.Contacts[i];
            var stored = Find(before, given);
            var profile = before is { ProfileManagedByCustomer: true } ? given.Profile() : given.ProfileBeside(stored?.Profile() ?? new(), customer);
            contacts[i] = given.With(profile) with { Id = stored?.Id ?? next(given.Id) };
        }

        return customer with { Contacts = ValueList.Create<Contact>(contacts) };
    }

    /// <summary>Changes what a customer that manages its own profile says of a contact.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="contact">The contact.</param>
    /// <param name="profile">What it says.</param>
    /// <param name="actor">Who changes it: somebody who may edit all contacts, all of the customer's, or the own one.</param>
    /// <returns>The changed customer.</returns>
    /// <exception cref="EntityNotFoundException">The customer is none of the actor's, or has no such contact.</exception>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>: it is somebody else's contact.</exception>
    /// <exception cref="RuleViolationException"><c>contact.not_open</c>.</exception>
    public static Customer WithContact(this Customer customer, Id<Contact> contact, ContactProfile profile, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(actor);
        var own = customer.OwnOf(actor);
        if (own == Grants.None && !actor.May(Permission.EditContacts))
        {
            throw new EntityNotFoundException(nameof(Customer), customer.Id.Value);
        }

        for (var i = 0; i < customer.Contacts.Count; i++)
        {
            if (customer.Contacts[i] is { Id: { } id } found && id == contact)
            {
                actor.Require(Permission.EditContacts, found.User == actor.User ? own | Grants.Self : own, customer.Id.Value, contact.Value);
                return customer.ProfileManagedByCustomer
                    ? customer with { Contacts = customer.Contacts.SetItem(i, found.With(profile)) }
                    : throw NotOpen(customer);
            }
        }

        throw new EntityNotFoundException(nameof(Contact), contact.Value);
    }

    private static ContactProfile Profile(this Contact contact) => new(contact.Phone, contact.JobTitle, contact.IsCompanyContact);

    private static Contact With(this Contact contact, ContactProfile profile) =>
        contact with { Phone = profile.Phone, JobTitle = profile.JobTitle, IsCompanyContact = profile.IsCompanyContact };

    // nobody saw what is stored, so what is left empty was not emptied
    private static ContactProfile ProfileBeside(this Contact given, ContactProfile stored, Customer customer)
    {
        var kept = new ContactProfile(given.Phone ?? stored.Phone, given.JobTitle ?? stored.JobTitle, given.IsCompanyContact || stored.IsCompanyContact);
        return kept == stored || customer.ProfileManagedByCustomer ? kept : throw NotOpen(customer);
    }

    // whoever stored contacts without the library gave them no ids
    private static Contact? Find(Customer? before, Contact given)
    {
        foreach (var contact in before?.Contacts ?? [])
        {
            if (given.Id is { } id ? contact.Id == id : contact.Id is null && contact.Name == given.Name && contact.Email == given.Email)
            {
                return contact;
            }
        }

        return null;
    }

    private static RuleViolationException NotOpen(Customer customer) => new(
        CustomerErrors.ContactNotOpen,
        $"{customer.Name} doesn't manage its own profile, so phone, job title and company contact are asked of nobody: switch {nameof(Customer.ProfileManagedByCustomer)} on, or leave them out.",
        customer.Id.Value);
}
