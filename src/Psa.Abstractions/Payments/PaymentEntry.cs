using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Orders;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>
/// One movement of money, or of customer credit, of a payer. Entries are never changed: what is wrong is reversed by another. Balances of documents and of customer credit are the sums of entries.
/// </summary>
public sealed record PaymentEntry : IEntity<PaymentEntry>
{
    /// <inheritdoc/>
    public required Id<PaymentEntry> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets what it is.</summary>
    public required PaymentKind Kind { get; init; }

    /// <summary>Gets whose account it is on: the payer of the document.</summary>
    public required Id<Customer> Payer { get; init; }

    /// <summary>Gets which of the tenant's companies the account is with.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the document that it settles, or <see langword="null"/> for the payer's credit.</summary>
    public Id<Invoice>? Invoice { get; init; }

    /// <summary>Gets how much, above zero; only an early-payment discount that is taken back is below.</summary>
    public required Money Amount { get; init; }

    /// <summary>Gets the day from which it counts: statements and what is open on a day go by it.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets the day the bank says, or <see langword="null"/>.</summary>
    public LocalDate? ValueDate { get; init; }

    /// <summary>Gets how it was paid, or <see langword="null"/> where no money moved.</summary>
    public PaymentMethod? Method { get; init; }

    /// <summary>Gets what the bank or the payer wrote, or <see langword="null"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>Gets why, or <see langword="null"/> for what needs no reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets the key by which the same call is known when it comes again; one for all entries of a call.</summary>
    public required string Key { get; init; }

    /// <summary>Gets what was asked by the call, as a SHA-256: the same key with anything else is another call, and is refused.</summary>
    public required string Asked { get; init; }

    /// <summary>Gets the place of the entry among those of its call, from 0.</summary>
    public int Place { get; init; }

    /// <summary>Gets the payment that it reverses, or hangs on, or <see langword="null"/>.</summary>
    public Id<PaymentEntry>? Of { get; init; }

    /// <summary>Gets the credit note that it settles, or <see langword="null"/>.</summary>
    public Id<Invoice>? CreditNote { get; init; }

    /// <summary>Gets the order to which the credit is bound that it moves, or <see langword="null"/> for free credit, and where it moves none.</summary>
    public Id<Order>? Order { get; init; }

    /// <summary>Gets who recorded it.</summary>
    public required string By { get; init; }

    /// <summary>Gets when it was recorded.</summary>
    public required Instant At { get; init => field = value.ToMicroseconds(); }
}
