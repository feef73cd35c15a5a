using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Psa.Sellers;

/// <summary>What holds for a tenant as a whole: one record at most, whose id is derived from the tenant. Without it, everything has its usual value.</summary>
public sealed record TenantSettings : IEntity<TenantSettings>
{
    /// <summary>The time zone that holds unless a tenant says otherwise.</summary>
    public const string UsualTimeZone = "Etc/UTC";

    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="timeZone">See <see cref="TimeZone"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TenantSettings(string timeZone = UsualTimeZone) => TimeZone = timeZone;

    /// <inheritdoc/>
    public required Id<TenantSettings> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the time zone, by its name in the time zone database ("Europe/Brussels"): "today" is the day there, and a moment becomes a day there.</summary>
    public string TimeZone { get; init; }

    /// <summary>Gets what happens when something is agreed with a payer that owes more than its limit, or is held. Default: the answer warns.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public CreditPolicy CreditPolicy { get; init; }

    /// <summary>Gets when documents whose prices follow the catalog are priced anew. Default: as soon as the catalog changes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public RepricingTime Repricing { get; init; }

    /// <summary>Gets whether a step of a document whose prices follow the catalog is refused when those are others by now (<c>price.stale</c>). Default: it is priced anew, and the event says so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RefuseStalePrices { get; init; }

    /// <summary>Gets after how many days something overdue holds its payer by itself, 0–3650: with 30, from the 31st day after the due date on. <see langword="null"/>: it never does.</summary>
    public int? HoldAfterDays { get; init; }

    /// <summary>Gets what holds for quotes, or <see langword="null"/> for what is usual.</summary>
    public QuotePolicy? Quotes { get; init; }

    /// <summary>Gets what holds for new orders, or <see langword="null"/> for what is usual.</summary>
    public OrderPolicy? Orders { get; init; }

    /// <summary>Gets the kinds of service document beside <c>non-billable-service-issue</c>, which is there from the start. One that is gone takes no new documents; those there are stay.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<ServiceKind> ServiceKinds { get; init; }
}
