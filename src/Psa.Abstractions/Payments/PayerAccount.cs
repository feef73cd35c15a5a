using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>What a payer and a billing entity owe each other in one currency as of a day (R-ACCOUNT): from the issued documents and the entries that are dated up to it.</summary>
public sealed record PayerAccount
{
    /// <summary>Gets whose account it is.</summary>
    public required Id<Customer> Payer { get; init; }

    /// <summary>Gets which of the tenant's companies it is with.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the day: what is dated later isn't in it.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>Gets what is open of invoices, zero or more.</summary>
    public required Money Invoices { get; init; }

    /// <summary>Gets as much of <see cref="Invoices"/> as was due before the day.</summary>
    public required Money Overdue { get; init; }

    /// <summary>Gets what documents owe to the payer: credit notes that aren't settled, and what was paid beyond what was to be paid.</summary>
    public required Money Owed { get; init; }

    /// <summary>Gets the customer credit, bound or free.</summary>
    public required Money Credit { get; init; }

    /// <summary>Gets the earliest day on which something that is open was or is due; <see langword="null"/> when no invoice is open.</summary>
    public LocalDate? OldestDue { get; init; }

    /// <summary>Gets the currency of all amounts.</summary>
    [JsonIgnore]
    public Currency Currency => Invoices.Currency;

    /// <summary>Gets the open amount: what is open of invoices, less what documents owe and customer credit. Below zero, the payer has more to get than to pay.</summary>
    [JsonIgnore]
    public Money Open => Invoices - Owed - Credit;
}
