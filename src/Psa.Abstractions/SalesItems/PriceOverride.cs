using NodaTime;

namespace Psa.SalesItems;

/// <summary>A user's decision to bill an item at another net than was computed; the computed one is kept.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
public sealed record PriceOverride(string By, Instant At, string Reason)
{
    /// <summary>Gets when, to the microsecond.</summary>
    public Instant At { get; init => field = value.ToMicroseconds(); } = At.ToMicroseconds();

    /// <summary>Gets the net that the item had before anybody overrode it, less what a discount on its document took off other items of its period there.</summary>
    public Money? Original { get; init; }
}
