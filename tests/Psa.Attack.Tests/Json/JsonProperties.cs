using System.Text.Json.Serialization.Metadata;

namespace Psa.Attack.Tests.Json;

internal static class JsonProperties
{
    /// <summary>Whether a document can say the property: by a setter or by the constructor.</summary>
    public static bool IsSettable(this JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null;
}
