using NodaTime;

namespace Psa.Usage;

/// <summary>
/// One delivery of usage: all that a scope holds for a period, as a vendor said it at some moment. A later delivery of the same scope and period replaces it. Its rows are stored before it
/// takes effect, and count from then on.
/// </summary>
public sealed record UsageDelivery : IEntity<UsageDelivery>
{
    /// <inheritdoc/>
    public required Id<UsageDelivery> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the code of the source: see <see cref="UsageSource.Code"/>.</summary>
    public required string SourceCode { get; init; }

    /// <summary>Gets what it is of: a billing account, a subscription.</summary>
    public required string Scope { get; init; }

    /// <summary>Gets the first day of its period.</summary>
    public required LocalDate PeriodFrom { get; init; }

    /// <summary>Gets the last day of its period, included.</summary>
    public required LocalDate PeriodLastDay { get; init; }

    /// <summary>Gets its number among the deliveries of its scope and period that took effect, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Gets when the vendor made it.</summary>
    public required Instant DeliveredAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets when it took effect; <see langword="null"/> while its rows are being stored.</summary>
    public Instant? TookEffectAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets which attempt to store its rows is under way, or was the last: another one takes over from it.</summary>
    public required Id<UsageDelivery> Attempt { get; init; }
}
