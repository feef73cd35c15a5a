using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>Makes the converters of <see cref="Id{TEntity}"/> (a string) and <see cref="ValueList{T}"/> (an array). Works with source generation, trimming and AOT.</summary>
/// <remarks>In a source-generated context, list the element types of <see cref="ValueList{T}"/>s: the generator doesn't look behind converters.</remarks>
public sealed class GenericJsonConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return typeToConvert.IsValueType && typeof(IJsonConverterSource).IsAssignableFrom(typeToConvert);
    }

    /// <inheritdoc/>
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "A struct needs no constructor to be zero")]
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        ((IJsonConverterSource)RuntimeHelpers.GetUninitializedObject(typeToConvert)).CreateConverter();
}
