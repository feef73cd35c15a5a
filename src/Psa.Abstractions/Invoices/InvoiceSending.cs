using NodaTime;
using Psa.Customers;

namespace Psa.Invoices;

/// <summary>That a document was sent.</summary>
/// <param name="At">When.</param>
/// <param name="To">To whom: an address, or a name.</param>
/// <param name="By">How.</param>
public sealed record InvoiceSending(Instant At, string To, DeliveryMethod By)
{
    /// <summary>Gets when.</summary>
    public Instant At { get; init => field = value.ToMicroseconds(); } = At.ToMicroseconds();
}
