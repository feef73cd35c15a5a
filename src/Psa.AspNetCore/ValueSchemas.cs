using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Psa.AspNetCore;

/// <summary>Fills in what the framework can't know of types with a converter: the converters say what they write.</summary>
internal sealed class ValueSchemas : IOpenApiSchemaTransformer
{
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var (type, isParameter) = (context.JsonTypeInfo.Type, false);
        if (context.JsonPropertyInfo is null && context.ParameterDescription?.ParameterDescriptor is { } parameter && schema.Type is JsonSchemaType.String)
        {
            // what is read from a route or query is described as the string it is
            (type, isParameter) = (parameter.ParameterType, true);
        }

        var bare = Nullable.GetUnderlyingType(type);
        if (context.JsonTypeInfo.Options.GetTypeInfo(bare ?? type) is not { Converter: IJsonShaped { Shape: { } shape } } || (isParameter && shape.Type != "string"))
        {
            return;
        }

        Fill(schema, shape);
        if (shape.Elements is { } elements)
        {
            schema.Items = await context.GetOrCreateSchemaAsync(elements, parameterDescription: null, cancellationToken).ConfigureAwait(false);
        }
    }

    private static OpenApiSchema Fill(OpenApiSchema schema, JsonShape shape)
    {
        schema.Type = shape.Type switch
        {
            "object" => JsonSchemaType.Object,
            "array" => JsonSchemaType.Array,
            _ => JsonSchemaType.String,
        };
        schema.Format = shape.Format;
        schema.Pattern = shape.Pattern;
        schema.Examples = shape.Example is null ? null : [shape.Example];
        if (!shape.Names.IsEmpty)
        {
            schema.Enum = [.. ((IEnumerable<string>)shape.Names).Select(JsonNode (name) => JsonValue.Create(name))];
        }

        if (shape.Values is { } values)
        {
            schema.AdditionalProperties = Fill(new(), values);
        }

        if (!shape.Properties.IsEmpty)
        {
            schema.Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            schema.Required = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (name, part) in shape.Properties)
            {
                schema.Properties[name] = Fill(new(), part);
                schema.Required.Add(name);
            }
        }

        return schema;
    }
}
