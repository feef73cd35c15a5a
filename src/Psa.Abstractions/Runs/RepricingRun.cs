using System.Text.Json.Serialization;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;

namespace Psa.Runs;

/// <summary>
/// That open documents whose prices follow the catalog are priced anew (R-STALE): what changed, how far it got, and what came of it. It is stored with the change, goes on in batches of at
/// most 500 documents after it, each of them one commit, and resumes where it stopped.
/// </summary>
public sealed record RepricingRun : IEntity<RepricingRun>
{
    /// <summary>The most entries that <see cref="Faults"/> holds; <see cref="FaultCount"/> counts all.</summary>
    public const int MostFaults = 1000;

    /// <inheritdoc/>
    public required Id<RepricingRun> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets what changed, one of <see cref="Events.EventKinds"/>: <c>price_list.changed</c>; <c>document.repriced</c> when somebody asked for it.</summary>
    public required string Cause { get; init; }

    /// <summary>Gets the id of the record that changed, or <see langword="null"/> when somebody asked for it.</summary>
    public Guid? Record { get; init; }

    /// <summary>Gets who changed it, or asked.</summary>
    public required UserId By { get; init; }

    /// <summary>Gets their name as it was then.</summary>
    public required string ByName { get; init; }

    /// <summary>Gets when.</summary>
    public required Instant StartedAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets when the last document was looked at, or <see langword="null"/> while some are left.</summary>
    public Instant? FinishedAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets whose documents it is about; empty for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Id<Customer>> Payers { get; init; }

    /// <summary>Gets the products one of which a line must sell; empty for any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Id<Product>> Products { get; init; }

    /// <summary>Gets the list that a line must have its price from, before or after; <see langword="null"/> for any.</summary>
    public Id<PriceList>? PriceList { get; init; }

    /// <summary>Gets which documents it looks at now: first invoices, then quotes, then orders.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public RepricedKind Stage { get; init; }

    /// <summary>Gets the id of the last of them that was looked at, in the order of their ids, or <see langword="null"/> before the first.</summary>
    public Guid? Checkpoint { get; init; }

    /// <summary>Gets how many documents were looked at.</summary>
    public long Looked { get; init; }

    /// <summary>Gets how many of them were priced anew.</summary>
    public long Documents { get; init; }

    /// <summary>Gets how many of their lines have another price, or have lost theirs.</summary>
    public long Lines { get; init; }

    /// <summary>Gets what the documents that were priced anew came to before and after, one entry a currency in the order of their codes.</summary>
    public ValueList<RepricedTotal> Totals { get; init; }

    /// <summary>Gets how many lines have no price now, and how many documents weren't reached.</summary>
    public long FaultCount { get; init; }

    /// <summary>Gets the first of them.</summary>
    public ValueList<RepricingFault> Faults { get; init; }
}
