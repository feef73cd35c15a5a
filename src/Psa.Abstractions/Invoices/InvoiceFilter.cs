using NodaTime;
using Psa.Customers;
using Psa.Runs;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>Which invoices and credit notes are listed, and in which order. What is left open asks for nothing; what is given must all hold. Upper and lower case of text are alike.</summary>
public sealed record InvoiceFilter
{
    /// <summary>Gets the number.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets who is invoiced.</summary>
    public Id<Customer>? Customer { get; init; }

    /// <summary>Gets which of the tenant's companies sells.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets whether they are invoices or credit notes.</summary>
    public InvoiceKind? Kind { get; init; }

    /// <summary>Gets their status: draft or issued. What follows from payments and credits is asked of balances and open items.</summary>
    public InvoiceStatus? Status { get; init; }

    /// <summary>Gets the run that drafted them.</summary>
    public Id<BillingRun>? Run { get; init; }

    /// <summary>Gets the first invoice date.</summary>
    public LocalDate? IssuedFrom { get; init; }

    /// <summary>Gets the last invoice date, included.</summary>
    public LocalDate? IssuedThrough { get; init; }

    /// <summary>Gets the order; left open, documents of one run come in the order of their numbers, and others by date.</summary>
    public InvoiceOrder? Order { get; init; }

    /// <summary>Gets a value indicating whether the whole order is reversed.</summary>
    public bool Descending { get; init; }
}
