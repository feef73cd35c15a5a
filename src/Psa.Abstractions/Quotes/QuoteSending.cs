using NodaTime;
using Psa.Customers;

namespace Psa.Quotes;

/// <summary>To whom a quote was sent.</summary>
/// <param name="To">To whom: an address, or a name.</param>
/// <param name="Delivery">How.</param>
/// <param name="By">Who sent it.</param>
public sealed record QuoteSending(string To, DeliveryMethod Delivery, string By)
{
    /// <summary>Gets when.</summary>
    public required Instant At { get; init => field = value.ToMicroseconds(); }
}
