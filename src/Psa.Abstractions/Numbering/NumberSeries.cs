using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Sellers;

namespace Psa.Numbering;

/// <summary>
/// How the documents of one kind of a billing entity are numbered: gap-free and strictly increasing.
/// One writer at a time moves it, in the commit that stores the documents. One of an entity and purpose is live; those that were retired before it are kept.
/// </summary>
public sealed record NumberSeries : IEntity<NumberSeries>
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="nextNumber">See <see cref="NextNumber"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NumberSeries(long nextNumber = 1) => NextNumber = nextNumber;

    /// <inheritdoc/>
    public required Id<NumberSeries> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the billing entity whose documents it numbers.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets what it numbers; one live series a purpose and billing entity.</summary>
    public required NumberPurpose Purpose { get; init; }

    /// <summary>Gets how many series of the billing entity and purpose there were before it. Default: 0, it is the first.</summary>
    public int Ordinal { get; init; }

    /// <summary>Gets the pattern, for example <c>INV-{yyyy}-{seq:00000}</c>; tokens are yyyy, yy, MM, dd (of the document's date), entity and seq.</summary>
    public required string Pattern { get; init; }

    /// <summary>Gets when it starts again at 1. Default: never.</summary>
    public NumberReset Reset { get; init; }

    /// <summary>Gets the next sequence number in <see cref="Period"/>. Default: 1.</summary>
    public long NextNumber { get; init; }

    /// <summary>Gets the first day of the year or month that <see cref="NextNumber"/> counts in; <see langword="null"/> before the first use, and always when it never resets.</summary>
    public LocalDate? Period { get; init; }

    /// <summary>Gets the latest date of a document numbered, or <see langword="null"/>: an earlier one is refused.</summary>
    public LocalDate? LastIssuedOn { get; init; }

    /// <summary>Gets who confirmed that the numbers continue those of the accounting software, or <see langword="null"/> when nobody has.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>Gets when it was confirmed, or <see langword="null"/>. Without it, no number is given out.</summary>
    public Instant? ConfirmedAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets the numbers that it gave out, and those that it succeeds did, by pattern: none of them is given again.</summary>
    public ValueList<GivenNumbers> Given { get; init; }

    /// <summary>Gets who retired it, or <see langword="null"/> while it is live.</summary>
    public string? RetiredBy { get; init; }

    /// <summary>Gets when it was retired, or <see langword="null"/>. Since then it gives no number.</summary>
    public Instant? RetiredAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets why it was retired, or <see langword="null"/>.</summary>
    public string? RetirementReason { get; init; }

    /// <summary>Gets whether it is retired.</summary>
    [JsonIgnore]
    public bool IsRetired => RetiredAt is not null;

    /// <summary>Gets whether it is confirmed.</summary>
    [JsonIgnore]
    public bool IsConfirmed => ConfirmedAt is not null;
}
