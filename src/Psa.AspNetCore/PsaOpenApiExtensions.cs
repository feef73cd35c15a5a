using Microsoft.AspNetCore.OpenApi;
using Psa.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Describes the library's values in OpenAPI documents.</summary>
public static class PsaOpenApiExtensions
{
    /// <summary>
    /// Says in the document what the library's values are: ids uuid strings, amounts an object of amount and currency, dates and moments strings of these formats, statuses and
    /// enumerations the names they have, lists arrays. Add <see cref="PsaAspNetCoreExtensions.AddPsaJson"/> too: the document describes what the options write.
    /// </summary>
    /// <param name="options">The document's options, in <c>services.AddOpenApi(options => options.AddPsaSchemas())</c>.</param>
    /// <returns>The same options.</returns>
    public static OpenApiOptions AddPsaSchemas(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddSchemaTransformer(new ValueSchemas());
    }
}
