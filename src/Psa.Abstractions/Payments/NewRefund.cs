using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Orders;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>Money that went back to a payer: what an invoice owes it, or its credit.</summary>
public sealed record NewRefund
{
    /// <summary>Gets the key by which the call is known when it is repeated; see <see cref="NewPayment.Key"/>.</summary>
    public required string Key { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the invoice that owes it; <see langword="null"/> for a refund of customer credit, of which payer and billing entity are to be said.</summary>
    public Id<Invoice>? Invoice { get; init; }

    /// <summary>Gets whose credit it is.</summary>
    public Id<Customer>? Payer { get; init; }

    /// <summary>Gets with which of the tenant's companies.</summary>
    public Id<BillingEntity>? BillingEntity { get; init; }

    /// <summary>Gets the order to which the credit is bound that is refunded; <see langword="null"/> for free credit.</summary>
    public Id<Order>? Order { get; init; }

    /// <summary>Gets how much: above zero, at most what is owed, or what there is of the credit.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets the day on which it was paid back.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets the day the bank says, or <see langword="null"/>.</summary>
    public LocalDate? ValueDate { get; init; }

    /// <summary>Gets how it was paid back.</summary>
    public PaymentMethod Method { get; init; }

    /// <summary>Gets what was written with it, or <see langword="null"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>Gets why, or <see langword="null"/>.</summary>
    public string? Reason { get; init; }
}
