using NodaTime;

namespace Psa.Usage;

/// <summary>What a delivery of usage is of. What would give money back by mistake is refused unless it is said expressly.</summary>
public sealed record NewUsageDelivery
{
    /// <summary>Gets the code of the vendor's feed: see <see cref="UsageSource.Code"/>. Source ids are unique within it and the period.</summary>
    public required string SourceCode { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what the delivery is all of: a billing account, a subscription.</summary>
    public required string Scope { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the period of which it is all: a billing month.</summary>
    public required DatePeriod Period { get; init; }

    /// <summary>Gets when the vendor made it: a later one replaces an earlier one.</summary>
    public required Instant DeliveredAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets whether it is meant to replace one that was made after it.</summary>
    public bool AllowOlder { get; init; }

    /// <summary>Gets whether it is meant to have fewer than half of the rows in force, or none.</summary>
    public bool AllowShrinking { get; init; }

    /// <summary>Gets whether it is meant to have no customer, service and counter in common with the one in force.</summary>
    public bool AllowDifferent { get; init; }

    /// <summary>Gets whether it is meant to replace an earlier one without the rows that are refused.</summary>
    public bool AllowRefusedRows { get; init; }
}
