using NodaTime;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>Which entries are listed, by date. What is left open asks for nothing; what is given must all hold.</summary>
public sealed record PaymentFilter
{
    /// <summary>Gets whose account they are on.</summary>
    public Id<Customer>? Payer { get; init; }

    /// <summary>Gets which of the tenant's companies the account is with.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets what they are.</summary>
    public PaymentKind? Kind { get; init; }

    /// <summary>Gets the first date.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Gets the last date, included.</summary>
    public LocalDate? Through { get; init; }

    /// <summary>Gets a value indicating whether the latest come first.</summary>
    public bool Descending { get; init; }
}
