using System.Text.Json.Serialization;

namespace Psa.Inventory;

/// <summary>What became of a serial.</summary>
[JsonConverter(typeof(EnumJsonConverter<SerialStatus>))]
public enum SerialStatus
{
    /// <summary>It lies in a location, or is under way to one.</summary>
    InStock = 0,

    /// <summary>A customer has it.</summary>
    Delivered = 1,

    /// <summary>It was disposed of, or is missing; it comes back as found goods only.</summary>
    Gone = 2,

    /// <summary>Its receipt was canceled, or it went back to the vendor: it may be received.</summary>
    Free = 3,
}
