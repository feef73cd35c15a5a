using System.Text.Json.Serialization;

namespace Psa.SalesItems;

/// <summary>Where a sales item comes from.</summary>
[JsonConverter(typeof(EnumJsonConverter<SalesItemSource>))]
public enum SalesItemSource
{
    /// <summary>A contract part, for a period.</summary>
    ContractPart = 0,

    /// <summary>Usage that no contract part covers, for a month.</summary>
    VendorUsage = 2,

    /// <summary>Somebody wrote it.</summary>
    Manual = 3,
}
