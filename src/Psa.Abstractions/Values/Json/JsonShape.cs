namespace Psa;

/// <summary>What a converter writes, in the words of JSON Schema. Converters are opaque to whoever describes an interface, so each says it itself.</summary>
internal sealed record JsonShape
{
    /// <summary>Gets the type: <c>string</c>, <c>object</c> or <c>array</c>.</summary>
    internal required string Type { get; init; }

    /// <summary>Gets the format of a string, if it has one of the usual ones.</summary>
    internal string? Format { get; init; }

    /// <summary>Gets the regular expression that a string meets, if one says it.</summary>
    internal string? Pattern { get; init; }

    /// <summary>Gets one that is valid, for people.</summary>
    internal string? Example { get; init; }

    /// <summary>Gets the only strings there are; empty when there are more.</summary>
    internal ValueList<string> Names { get; init; }

    /// <summary>Gets the properties of an object: it has each of them.</summary>
    internal ValueList<(string Name, JsonShape Shape)> Properties { get; init; }

    /// <summary>Gets what an object's values are whose names are anybody's choice; <see langword="null"/> for other objects.</summary>
    internal JsonShape? Values { get; init; }

    /// <summary>Gets what an array's elements are; <see langword="null"/> for what is no array.</summary>
    internal Type? Elements { get; init; }

    internal static JsonShape Text(string? example = null, string? format = null, string? pattern = null) =>
        new() { Type = "string", Example = example, Format = format, Pattern = pattern };

    internal static JsonShape OneOf(ValueList<string> names) => new() { Type = "string", Names = names };

    internal static JsonShape Object(params ReadOnlySpan<(string Name, JsonShape Shape)> properties) => new() { Type = "object", Properties = ValueList.Create(properties) };

    internal static JsonShape MapOf(JsonShape values) => new() { Type = "object", Values = values };

    internal static JsonShape ListOf(Type elements) => new() { Type = "array", Elements = elements };
}
