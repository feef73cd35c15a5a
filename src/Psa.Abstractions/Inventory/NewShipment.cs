using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;

namespace Psa.Inventory;

/// <summary>Goods that leave to one customer at once.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Lines">What of which charges and lines of orders, each once and all of the customer.</param>
/// <param name="Carrier">Who carries them, or <see langword="null"/>.</param>
/// <param name="TrackingNumber">The carrier's number, or <see langword="null"/>; it can be said later.</param>
/// <param name="Date">The day, or <see langword="null"/> for today.</param>
[method: JsonConstructor]
public sealed record NewShipment(Id<Customer> Customer, ValueList<ShipmentLine> Lines, string? Carrier = null, string? TrackingNumber = null, LocalDate? Date = null)
{
    /// <summary>Gets the id that it is to have, or <see langword="null"/> for a new one. Say one to repeat a call whose answer was lost: the goods go once.</summary>
    public Id<Shipment>? Id { get; init => field = value is { IsEmpty: true } ? null : value; }
}
