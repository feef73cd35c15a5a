using System.Text.Json.Serialization;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Adjustments;

/// <summary>
/// What adjustments took into account of a line so far, so that the same is never taken twice. Its id is derived from the line: two adjustments of one line at the same moment conflict on it.
/// </summary>
public sealed record ConsideredLine : IEntity<ConsideredLine>
{
    /// <inheritdoc/>
    public required Id<ConsideredLine> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the pane.</summary>
    public AdjustmentPane Pane { get; init; }

    /// <summary>Gets the customer of the line.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets which of the tenant's companies adjusted it.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the line as the last adjustment saw it.</summary>
    public required AdjustmentLine Line { get; init; }

    /// <summary>Gets who bears the difference that it made.</summary>
    public required Id<Customer> Buyer { get; init; }

    /// <summary>Gets what was taken into account, exactly.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<ConsideredValue> Values { get; init; }

    /// <summary>Gets the currency into which it was converted, in which later differences of it count too; <see langword="null"/> where it counts in its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Currency? Into { get; init; }

    /// <summary>Gets by which rate it was converted last, or <see langword="null"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExchangeRate? Rate { get; init; }

    /// <summary>Gets the adjustments that took anything of it, in their order: what they charged can be credited again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Id<Adjustment>> Adjustments { get; init; }
}
