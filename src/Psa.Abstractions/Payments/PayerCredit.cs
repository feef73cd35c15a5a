using System.Text.Json.Serialization;
using Psa.Customers;

namespace Psa.Payments;

/// <summary>The credit limits of a payer, and whether somebody holds it: one record a payer at most, whose id is derived from it. It also keeps what events last told, so that each crossing is told once.</summary>
public sealed record PayerCredit : IEntity<PayerCredit>
{
    /// <inheritdoc/>
    public required Id<PayerCredit> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the payer.</summary>
    public required Id<Customer> Payer { get; init; }

    /// <summary>Gets how much it may owe, zero or more, one amount a currency; without one there is no limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Money> Limits { get; init; }

    /// <summary>Gets by whom and why it is held, or <see langword="null"/>. A hold by itself isn't stored.</summary>
    public CreditHold? Hold { get; init; }

    /// <summary>Gets the currencies in which events told last that the limit is exceeded, by code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Currency> ToldExceeded { get; init; }

    /// <summary>Gets a value indicating whether events told last that the payer is held by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ToldHeld { get; init; }
}
