using System.ComponentModel;
using System.Text.Json.Serialization;
using Psa.Sellers;

namespace Psa.Numbering;

/// <summary>What is needed to set up how documents are numbered.</summary>
public sealed record NewNumberSeries
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="nextNumber">See <see cref="NextNumber"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NewNumberSeries(long nextNumber = 1) => NextNumber = nextNumber;

    /// <summary>Gets the billing entity whose documents it numbers.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets what it numbers; one live series a purpose and billing entity.</summary>
    public required NumberPurpose Purpose { get; init; }

    /// <summary>Gets the pattern, for example <c>INV-{yyyy}-{seq:00000}</c>.</summary>
    public required string Pattern { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets when it starts again at 1. Default: never.</summary>
    public NumberReset Reset { get; init; }

    /// <summary>Gets the first sequence number. Default: 1, or what follows the last number of a retired series of that pattern.</summary>
    public long NextNumber { get; init; }
}
