using Psa.Sellers;

namespace Psa.Customers;

/// <summary>Rules of customers.</summary>
internal static class CustomerRules
{
    /// <summary>Checks a customer with its billing information.</summary>
    /// <param name="customer">The customer.</param>
    /// <returns>All that is wrong, each with its field; empty when nothing is. That billing information is incomplete is not wrong.</returns>
    public static ValueList<Problem> Validate(this Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(customer.Number))
        {
            problems.Add(new(CustomerErrors.Incomplete, "The customer needs a number: invoices are numbered in its order.", nameof(customer.Number)));
        }

        if (string.IsNullOrWhiteSpace(customer.Name))
        {
            problems.Add(new(CustomerErrors.Incomplete, "The customer needs a name.", nameof(customer.Name)));
        }

        if (customer.Parent == customer.Id)
        {
            problems.Add(new(CustomerErrors.ParentCycle, "A customer can't be its own parent.", nameof(customer.Parent)));
        }

        if (customer is { ConsolidateBilling: true, Parent: null })
        {
            problems.Add(new(CustomerErrors.ParentMissing, "The parent is to be billed for this customer, and there is none: choose one.", nameof(customer.Parent)));
        }

        for (var i = 1; i < customer.Contacts.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (customer.Contacts[i].Id is { } id && customer.Contacts[j].Id == id)
                {
                    problems.Add(new(CustomerErrors.DuplicateContact, "Another contact has the same id: leave it out for a new one.", FormattableString.Invariant($"Contacts[{i}].Id")));
                }
            }
        }

        if (customer.BillingInformation is { } information)
        {
            foreach (var problem in information.Validate())
            {
                problems.Add(problem with { Where = $"{nameof(customer.BillingInformation)}.{problem.Where}" });
            }
        }

        return problems.ToValueList();
    }

    /// <summary>Gives a customer its payer: itself, or with consolidation the parent's.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="parent">The parent as it is; only looked at with consolidation.</param>
    /// <returns>The customer with its payer.</returns>
    public static Customer Under(this Customer customer, Customer? parent)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return customer with { Payer = customer.ConsolidateBilling && parent is not null ? parent.Payer : customer.Id };
    }

    /// <summary>Gives the billing entity that bills a customer: its own choice, else that of who pays for it.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="payer">Who pays for it.</param>
    /// <returns>The entity, or <see langword="null"/> for the tenant's default.</returns>
    public static Id<BillingEntity>? EntityUnder(this Customer customer, Customer payer) =>
        customer.BillingInformation?.DefaultBillingEntity ?? payer.BillingInformation?.DefaultBillingEntity;

    /// <summary>Makes the record of a new customer.</summary>
    /// <param name="customer">What is known of it.</param>
    /// <param name="id">Its id.</param>
    /// <param name="tenant">The tenant.</param>
    /// <returns>The customer, not checked, paying for itself.</returns>
    public static Customer ToCustomer(this NewCustomer customer, Id<Customer> id, TenantId tenant)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return new()
        {
            Id = id,
            Tenant = tenant,
            Number = customer.Number,
            Name = customer.Name,
            ExternalId = customer.ExternalId,
            Kind = customer.Kind,
            TrialLastDay = customer.TrialLastDay,
            Parent = customer.Parent,
            ConsolidateBilling = customer.ConsolidateBilling,
            Payer = id,
            Contacts = customer.Contacts,
            ProfileManagedByCustomer = customer.ProfileManagedByCustomer,
            BillingInformation = customer.BillingInformation,
            Metadata = customer.Metadata,
        };
    }
}
