using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>
/// Makes the converter of whatever type of the library carries it: amounts, periods, ids, lists, statuses. It is public because a host's source-generated context names it for
/// such a type; nobody else needs to. Works with source generation, trimming and AOT.
/// </summary>
/// <remarks>In a source-generated context, list the element types of <see cref="ValueList{T}"/>s: the generator doesn't look behind converters.</remarks>
public sealed class PsaJsonConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return !typeToConvert.IsAbstract && typeof(IJsonConverterSource).IsAssignableFrom(typeToConvert);
    }

    /// <inheritdoc/>
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "No constructor runs: what makes the converter reads nothing of the instance")]
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        ((IJsonConverterSource)RuntimeHelpers.GetUninitializedObject(typeToConvert)).CreateConverter();
}
