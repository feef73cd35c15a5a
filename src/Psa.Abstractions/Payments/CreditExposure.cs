using System.Text.Json.Serialization;

namespace Psa.Payments;

/// <summary>What a payer owes in one currency, with all of the tenant's companies, beside its limit.</summary>
/// <param name="Exposure">The open amount, less what the payer has to get; below zero when that is more.</param>
/// <param name="Limit">The limit, or <see langword="null"/> for none.</param>
public sealed record CreditExposure(Money Exposure, Money? Limit = null)
{
    /// <summary>Gets a value indicating whether it is above the limit.</summary>
    [JsonIgnore]
    public bool IsExceeded => Limit is { } limit && Exposure > limit;
}
