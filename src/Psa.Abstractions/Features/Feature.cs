using System.Text.Json.Serialization;

namespace Psa.Features;

/// <summary>A part of the library that a tenant has or hasn't.</summary>
[JsonConverter(typeof(EnumJsonConverter<Feature>))]
public enum Feature
{
    /// <summary>Locations, stock and its cost, serials, vendors, purchase orders by hand and from the reorder list, receiving, landed cost, delivery from the charge or order, forecasts.</summary>
    Inventory = 0,

    /// <summary>Demands and their pages. Needs <see cref="Inventory"/>.</summary>
    Procurement = 1,

    /// <summary>Returns of customers, and their way to vendors and back. Needs <see cref="Inventory"/>.</summary>
    Returns = 2,
}
