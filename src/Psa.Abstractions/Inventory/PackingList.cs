using Psa.Customers;

namespace Psa.Inventory;

/// <summary>What is in a parcel to a customer: what is picked for it, or what left with a shipment.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Lines">What of which charges and lines of orders.</param>
/// <param name="Shipment">The shipment with which it left; <see langword="null"/> while it is packed.</param>
public sealed record PackingList(Id<Customer> Customer, ValueList<PackingListLine> Lines, Shipment? Shipment = null);
