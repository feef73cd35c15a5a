using System.Text.Json.Serialization;

namespace Psa.Returns;

/// <summary>Where returned goods went in the end.</summary>
[JsonConverter(typeof(EnumJsonConverter<GoodsFate>))]
public enum GoodsFate
{
    /// <summary>They are stock again.</summary>
    Restocked = 0,

    /// <summary>They were thrown away.</summary>
    Disposed = 1,

    /// <summary>The customer has them, or others in their place, again.</summary>
    Delivered = 2,

    /// <summary>The vendor keeps them.</summary>
    Kept = 3,
}
