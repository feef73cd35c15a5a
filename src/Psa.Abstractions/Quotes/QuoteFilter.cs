using NodaTime;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Quotes;

/// <summary>Which quotes are listed, by date. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record QuoteFilter
{
    /// <summary>Gets the number, which all revisions of a quote have.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer that they are for.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets which of the tenant's companies sells.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets their status.</summary>
    public QuoteStatus? Status { get; init; }

    /// <summary>Gets the opportunity that they belong to.</summary>
    public Id<Opportunity>? Opportunity { get; init; }

    /// <summary>Gets the first date.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Gets the last date, included.</summary>
    public LocalDate? Through { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
