using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Psa.Contracts;
using Psa.Records;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// How nested values stand in a database: the JSON of <see cref="PsaJson"/>, with the same names, made short, since a run writes and reads it for every line. An amount is one text,
/// <c>"12.34 EUR"</c>, a period is <c>"2026-03-01/2026-04-01"</c>, what needn't be there and has its type's default is left out, and in the large values (lines, bases, totals) an amount whose currency is that
/// of the first one is its number alone. What is written here is read here only; what a host or a client sees is <see cref="PsaJson"/>.
/// </summary>
internal static class StoredJson
{
    /// <summary>Gets the options, read-only.</summary>
    internal static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Gets how a writer writes it: nothing is escaped that JSON doesn't ask for, since no browser reads it.</summary>
    internal static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(PsaJson.Options)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            TypeInfoResolver = PsaJson.Resolver.WithAddedModifier(KeepWhatIsRequired),
            Encoder = Writing.Encoder,
            Converters =
            {
                new StoredMoneyConverter(),
                new StoredPriceConverter(),
                new StoredPeriodConverter(),
                new StoredLinesConverter(),
                new StoredBasisConverter(),
                new StoredTotalsConverter(),
                new StoredItemsConverter(),
                new StoredPartyConverter(),
                new StoredBillingConverter(),
                new StoredListConverter<CycleTerms>(new StoredCycleTermsConverter()),
                new StoredListConverter<PartTerms>(new StoredPartTermsConverter()),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    // what must be there is written always: a row that lacks it is damaged. What a constructor gives is left out where that is what it gives
    private static void KeepWhatIsRequired(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (!property.PropertyType.IsValueType)
            {
                continue;
            }

            if (property.IsRequired)
            {
                property.ShouldSerialize = static (_, _) => true;
            }
            else if (property.AssociatedParameter is { HasDefaultValue: true, DefaultValue: { } given } && !given.Equals(RuntimeHelpers.GetUninitializedObject(property.PropertyType)))
            {
                property.ShouldSerialize = (_, value) => !given.Equals(value);
            }
        }
    }
}
