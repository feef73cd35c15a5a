using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>
/// Makes for the library's own types the converters that stand on them. Among a host's converters it comes first: else one of the host's for all enumerations, as web frameworks
/// have, would write ours in its own way.
/// </summary>
internal sealed class LibraryJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert is { IsEnum: true } or { IsAbstract: false } && typeToConvert.Assembly == typeof(LibraryJsonConverter).Assembly && ConverterOf(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        Made(ConverterOf(typeToConvert)!) is var made && made is JsonConverterFactory factory ? factory.CreateConverter(typeToConvert, options)! : made;

    // the attribute keeps the constructor when a program is trimmed
    private static JsonConverter Made([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type converter) =>
        (JsonConverter)Activator.CreateInstance(converter)!;

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    private static Type? ConverterOf(Type type) => type.GetCustomAttribute<JsonConverterAttribute>(inherit: false)?.ConverterType;
}
