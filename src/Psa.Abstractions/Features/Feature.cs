using System.Text.Json.Serialization;

namespace Psa.Features;

/// <summary>A part of the library that a tenant has or hasn't.</summary>
[JsonConverter(typeof(EnumJsonConverter<Feature>))]
public enum Feature
{
    /// <summary>Locations, stock and its cost, serials, vendors, purchase orders by hand, receiving, landed cost, delivery from the charge or order, the reorder list.</summary>
    Inventory = 0,

    /// <summary>Approvals of purchases, demands, orders built from demands, reservations, delivery with its lists, notifications; needs <see cref="Inventory"/>.</summary>
    Procurement = 1,

    /// <summary>Returns of customers and their vendor leg; needs <see cref="Inventory"/>.</summary>
    Returns = 2,
}
