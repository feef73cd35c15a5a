using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>The items that are invoiced to one payer.</summary>
internal sealed record ItemsToInvoice
{
    /// <summary>Gets who is invoiced.</summary>
    internal required Customer Payer { get; init; }

    /// <summary>Gets what finds the customers whose items these are; it knows no other, nor one that can't be read.</summary>
    internal required Func<Id<Customer>, Customer?> FindCustomer { get; init; }

    /// <summary>Gets the contracts of the customers whose items these are, of all billing entities.</summary>
    internal required IReadOnlyList<Contract> Contracts { get; init; }

    /// <summary>Gets the parts of those contracts.</summary>
    internal required IReadOnlyList<ContractPart> Parts { get; init; }

    /// <summary>Gets the items that are new.</summary>
    internal required IReadOnlyList<SalesItem> Items { get; init; }

    /// <summary>Gets the draft and pending items of before.</summary>
    internal required IReadOnlyList<SalesItem> OpenItems { get; init; }

    /// <summary>Gets whether there are customers of the payer of whom nothing is known.</summary>
    internal bool HasUnknown { get; init; }

    /// <summary>Gets whether they are invoiced beside the customers' own payer, to whoever was invoiced before: then no minimum keeps them waiting.</summary>
    internal bool IsBeside { get; init; }
}
