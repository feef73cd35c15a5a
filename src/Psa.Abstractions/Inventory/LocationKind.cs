using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>What a location of stock is.</summary>
[JsonConverter(typeof(EnumJsonConverter<LocationKind>))]
public enum LocationKind
{
    /// <summary>Goods lie there until they are needed.</summary>
    Warehouse = 0,

    /// <summary>Goods that a technician has along.</summary>
    Van = 1,

    /// <summary>What customers gave back: worth its cost, and not available until it is restocked.</summary>
    Returns = 2,

    /// <summary>What is under way: worth its cost, and not available.</summary>
    Transit = 3,

    /// <summary>What is lost: outside, its value is gone.</summary>
    Lost = 4,
}
