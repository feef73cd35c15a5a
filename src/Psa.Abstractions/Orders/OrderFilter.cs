using NodaTime;
using Psa.Customers;
using Psa.Quotes;
using Psa.Sellers;

namespace Psa.Orders;

/// <summary>Which orders are listed, by date. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record OrderFilter
{
    /// <summary>Gets the number.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the customer that they are for.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets which of the tenant's companies sells.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets their status.</summary>
    public OrderStatus? Status { get; init; }

    /// <summary>Gets how much of them is fulfilled.</summary>
    public OrderProgress? FulfilmentProgress { get; init; }

    /// <summary>Gets how much of them is invoiced.</summary>
    public OrderProgress? InvoicingProgress { get; init; }

    /// <summary>Gets the quote that they were made of.</summary>
    public Id<Quote>? Quote { get; init; }

    /// <summary>Gets the first date.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Gets the last date, included.</summary>
    public LocalDate? Through { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
