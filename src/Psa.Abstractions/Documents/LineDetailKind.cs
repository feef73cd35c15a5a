using System.Text.Json.Serialization;

namespace Psa.Documents;

/// <summary>What is listed under a line.</summary>
[JsonConverter(typeof(EnumJsonConverter<LineDetailKind>))]
public enum LineDetailKind
{
    /// <summary>Units, or started blocks, at the price of a tier.</summary>
    Tier,

    /// <summary>The fee of a tier, or one that includes units.</summary>
    Fee,

    /// <summary>The least that a full period costs, which raised the price of the line.</summary>
    Minimum,

    /// <summary>The most that a full period costs, which lowered it.</summary>
    Maximum,

    /// <summary>A reading of usage.</summary>
    Reading,

    /// <summary>A component of a bundle, not priced; its quantity is 0 where the bundle's setting shows none.</summary>
    Component,
}
