using System.Text.Json.Serialization;

namespace Psa.Contracts;

/// <summary>The kinds of quantity sources.</summary>
[JsonConverter(typeof(EnumJsonConverter<QuantitySourceKind>))]
public enum QuantitySourceKind
{
    /// <summary>The terms say it.</summary>
    Fixed = 0,

    /// <summary>A vendor's counter says it; the terms say what is committed.</summary>
    Usage = 1,

    /// <summary>Approved time of tickets and projects: the part bills nothing itself, and says what an hour of its product costs them.</summary>
    ApprovedTime = 2,
}
