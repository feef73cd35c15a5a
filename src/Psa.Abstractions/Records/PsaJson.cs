using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Psa.Records;

/// <summary>
/// How the library's records are JSON: names in camel case, amounts and percents as strings, dates and moments in ISO 8601, ids as strings, statuses and enumerations by name.
/// No <see langword="null"/> is read where the type says that there is none, nothing may be missing that is required, and a name that stands twice in an object is refused.
/// Our own types carry their converters as attributes; what needs options are the types of NodaTime.
/// </summary>
public static class PsaJson
{
    /// <summary>Gets the options with which the library itself reads and writes its records, read-only. They use no reflection, and know the records and what they hold.</summary>
    public static JsonSerializerOptions Options => PsaJsonContext.Default.Options;

    /// <summary>Gets what knows the library's records and what they hold, to be combined with a host's own source-generated contexts.</summary>
    public static IJsonTypeInfoResolver Resolver => PsaJsonContext.Default;

    /// <summary>Gives the converters that can't stand as attributes: those of NodaTime's types.</summary>
    /// <returns>New converters, for <see cref="JsonSerializerOptions.Converters"/>.</returns>
    [Pure]
    public static ValueList<JsonConverter> CreateConverters() => [new LocalDateJsonConverter(), new InstantJsonConverter()];

    /// <summary>Makes the options for a source-generated context, or for several combined by <c>JsonTypeInfoResolver.Combine</c>.</summary>
    /// <param name="resolver">The context.</param>
    /// <returns>The options, read-only.</returns>
    [Pure]
    public static JsonSerializerOptions CreateOptions(IJsonTypeInfoResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        var options = new JsonSerializerOptions { TypeInfoResolver = resolver };
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Makes a host's own options, such as those of its web framework, fit for the library's records: add <see cref="Resolver"/> to their resolvers, or let reflection find the records.</summary>
    /// <remarks>
    /// The library's enumerations and statuses are written by name whatever other converters say; a host's own enumerations are the host's business. For all types of these options, the host's
    /// too, names are in camel case, no <see langword="null"/> is read where a type says that there is none, nothing may be missing that is required, no name stands twice, and what is
    /// left out is <see langword="null"/> at most: a zero that is left out could not be told from one that is missing.
    /// </remarks>
    /// <param name="options">The options, not yet in use; a second time changes nothing.</param>
    /// <exception cref="InvalidOperationException">The options are in use already.</exception>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        if (options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingDefault)
        {
            options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        }

        if (options.Converters is [LibraryJsonConverter, ..])
        {
            return;
        }

        options.Converters.Insert(0, new LibraryJsonConverter());
        foreach (var converter in CreateConverters())
        {
            options.Converters.Insert(1, converter);
        }
    }

    /// <summary>Reads a value from text from outside.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="json">The text.</param>
    /// <param name="type">Its metadata, from a source-generated context.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidDataPsaException"><c>json.malformed</c>; the message says where. Nothing else is thrown for whatever text.</exception>
    [Pure]
    public static T Read<T>(string json, JsonTypeInfo<T> type)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(type);
        try
        {
            return JsonSerializer.Deserialize(json, type) is { } value
                ? value
                : throw new InvalidDataPsaException(PsaErrors.MalformedJson, $"null is no {typeof(T).Name}.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataPsaException(PsaErrors.MalformedJson, $"At {e.Path ?? "$"}, line {(e.LineNumber ?? 0) + 1}: {e.Message}", e) { Fields = RefusedFields.OfPath(e.Path) };
        }
        catch (Exception e) when (JsonFault.IsAboutText(e))
        {
            // a constructor's own rule, or what the serializer calls not supported: a scheme of prices without its kind
            var path = JsonFault.PathOf(json, type);
            throw new InvalidDataPsaException(PsaErrors.MalformedJson, $"At {path}: {e.Message}", e) { Fields = RefusedFields.OfPath(path) };
        }
    }

    /// <summary>Writes a value; <see cref="Read{T}"/> reads it back.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="type">Its metadata, from a source-generated context.</param>
    /// <returns>The text.</returns>
    [Pure]
    public static string Write<T>(T value, JsonTypeInfo<T> type)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(type);
        return JsonSerializer.Serialize(value, type);
    }
}
