using System.Text.Json.Serialization;

namespace Psa.Features;

/// <summary>What a tenant has bought of the application that uses the library.</summary>
[JsonConverter(typeof(EnumJsonConverter<Edition>))]
public enum Edition
{
    /// <summary>Billing alone: no feature can be activated.</summary>
    Essentials = 0,

    /// <summary>All features can be activated, and are off until they are.</summary>
    Growth = 1,

    /// <summary>Inventory and procurement are on, returns can be activated.</summary>
    Premium = 2,

    /// <summary>As <see cref="Premium"/>.</summary>
    Ultimate = 3,
}
