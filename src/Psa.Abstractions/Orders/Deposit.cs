using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Orders;

/// <summary>A deposit on an order: a part of it that is invoiced before, taxed, and deducted from the order's later invoices. How much is left follows from the items that ask for it and deduct it.</summary>
public sealed record Deposit : IEntity<Deposit>
{
    /// <inheritdoc/>
    public required Id<Deposit> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the number.</summary>
    public required string Number { get; init; }

    /// <summary>Gets the order.</summary>
    public required Id<Order> Order { get; init; }

    /// <summary>Gets the customer that the order is for.</summary>
    public required Id<Customer> ServedCustomer { get; init; }

    /// <summary>Gets which of the tenant's companies sells.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the day on which it was made.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets which part of the order's nets it is, above 0 up to 100 %; <see langword="null"/> where it is an amount.</summary>
    public Percent? Percent { get; init; }

    /// <summary>Gets what it is with tax, or <see langword="null"/> where it is a percent.</summary>
    public Money? Amount { get; init; }

    /// <summary>Gets how invoices of the order deduct it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DepositDeduction Deduction { get; init; }

    /// <summary>Gets the item that asks for it.</summary>
    public required Id<SalesItem> Item { get; init; }

    /// <summary>Gets where it stands; it follows from what is left.</summary>
    public required DepositStatus Status { get; init; }

    /// <summary>Gets whether its order was submitted: from then on the customer's people see it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAgreed { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
