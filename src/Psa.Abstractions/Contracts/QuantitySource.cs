namespace Psa.Contracts;

/// <summary>Where a part's quantity comes from.</summary>
/// <param name="Kind">The kind of source.</param>
/// <param name="ServiceCode">The vendor's service whose counter is read; only for <see cref="QuantitySourceKind.Usage"/>.</param>
/// <param name="Aggregation">How the readings of a period become one quantity.</param>
public sealed record QuantitySource(QuantitySourceKind Kind, string? ServiceCode = null, UsageAggregation Aggregation = UsageAggregation.Sum)
{
    /// <summary>Gets the source of parts whose terms say the quantity.</summary>
    public static QuantitySource Fixed { get; } = new(QuantitySourceKind.Fixed);

    /// <summary>Gets the source of parts that say what an hour of their product costs on tickets and projects of their contract, and bill nothing themselves.</summary>
    public static QuantitySource ApprovedTime { get; } = new(QuantitySourceKind.ApprovedTime);

    /// <summary>Gives the source of parts that bill what a vendor's counter reports.</summary>
    /// <param name="serviceCode">The vendor's service.</param>
    /// <param name="aggregation">How the readings of a period become one quantity.</param>
    /// <returns>The source.</returns>
    [Pure]
    public static QuantitySource Usage(string serviceCode, UsageAggregation aggregation = UsageAggregation.Sum) =>
        new(QuantitySourceKind.Usage, serviceCode, aggregation);
}
