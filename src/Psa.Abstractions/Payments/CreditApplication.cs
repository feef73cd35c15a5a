using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Orders;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>Credit of a payer that is to pay issued invoices: one, or all that are open, the oldest first.</summary>
public sealed record CreditApplication
{
    /// <summary>Gets the key by which the call is known when it is repeated; see <see cref="NewPayment.Key"/>.</summary>
    public required string Key { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets whose credit it is.</summary>
    public required Id<Customer> Payer { get; init; }

    /// <summary>Gets with which of the tenant's companies.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the invoice that it pays; <see langword="null"/> for those that are open and not dated later, by date.</summary>
    public Id<Invoice>? Invoice { get; init; }

    /// <summary>Gets the order to which the credit is bound: it pays invoices that bill something of it. <see langword="null"/> for free credit.</summary>
    public Id<Order>? Order { get; init; }

    /// <summary>Gets how much: above zero, at most what there is of the credit. On one invoice at most what is open; of several, what none of them needs is left.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets the day from which it counts.</summary>
    public required LocalDate Date { get; init; }
}
