namespace Psa.Inventory;

/// <summary>A shipment after its goods were delivered.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Warnings">What speaks against the payer's credit, and didn't stop it.</param>
public sealed record ShipmentDelivery(Shipment Shipment, ValueList<Problem> Warnings);
