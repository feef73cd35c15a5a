using System.Text.Json.Serialization;

namespace Psa.Documents;

/// <summary>What a line is of a bundle.</summary>
[JsonConverter(typeof(EnumJsonConverter<BundleRole>))]
public enum BundleRole
{
    /// <summary>It is of none.</summary>
    None = 0,

    /// <summary>It shows quantity and price of the bundle and comes to nothing itself.</summary>
    Heading = 1,

    /// <summary>It is one of the components of the heading before it, and has its share of what that shows.</summary>
    Component = 2,
}
