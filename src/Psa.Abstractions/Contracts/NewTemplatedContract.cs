using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Contracts;

/// <summary>What is needed to start a contract from a template.</summary>
public sealed record NewTemplatedContract
{
    /// <summary>Gets the id that the contract is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the contract is made once.</summary>
    public Id<Contract>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the customer; its billing information must be complete.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the first day, from which the template's dates are told.</summary>
    public required LocalDate EffectiveFrom { get; init; }

    /// <summary>Gets the name, or <see langword="null"/> for the template's.</summary>
    public string? Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the number as agreed on paper, or <see langword="null"/> for the next of the billing entity's series.</summary>
    public string? Number { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets which of the tenant's companies bills, or <see langword="null"/> for the template's.</summary>
    public Id<BillingEntity>? BillingEntity { get; init => field = value is { IsEmpty: true } ? null : value; }

    /// <summary>Gets the customer's purchase-order number.</summary>
    public string? PurchaseOrderNumber { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets whether parts of products that aren't sold any more are left out; else the contract is refused, and the refusal names them.</summary>
    public bool LeavesOutInactive { get; init; }

    /// <summary>Gets the host's own keys that the contract is to have: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
