using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Runs;
using Psa.Sellers;

namespace Psa.SalesItems;

/// <summary>Which sales items are listed: by billing date, those of a day by customer; of one run in the order of their ids. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record SalesItemFilter
{
    /// <summary>Gets the number.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets whose they are.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets which of the tenant's companies sells.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets their status.</summary>
    public SalesItemStatus? Status { get; init; }

    /// <summary>Gets what they bill.</summary>
    public SalesItemSource? Source { get; init; }

    /// <summary>Gets the run that made them.</summary>
    public Id<BillingRun>? Run { get; init; }

    /// <summary>Gets the document they are on.</summary>
    public Id<Invoice>? Invoice { get; init; }

    /// <summary>Gets the first billing date.</summary>
    public LocalDate? BillingFrom { get; init; }

    /// <summary>Gets the last billing date, included.</summary>
    public LocalDate? BillingThrough { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
