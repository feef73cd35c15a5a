using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>The cycles of a contract, which each run reads.</summary>
internal sealed class StoredCycleTermsConverter : JsonConverter<CycleTerms>
{
    public override CycleTerms Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        LocalDate? from = null;
        BillingCycle? cycle = null;
        BillingTiming? timing = null;
        ProrationPolicy? proration = null;
        Id<CycleTerms>? id = null;
        Withdrawal? withdrawn = null;
        while (StoredParts.NextName(ref reader))
        {
            if (reader.ValueTextEquals("effectiveFrom"u8))
            {
                reader.Read();
                from = StoredAmounts.ReadDate(ref reader);
            }
            else if (reader.ValueTextEquals("cycle"u8))
            {
                reader.Read();
                cycle = StoredCycles.Read(ref reader);
            }
            else if (reader.ValueTextEquals("timing"u8))
            {
                reader.Read();
                timing = StoredEnums<BillingTiming>.Read(ref reader);
            }
            else if (reader.ValueTextEquals("proration"u8))
            {
                reader.Read();
                proration = StoredCycles.ReadPolicy(ref reader);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = new(reader.GetGuid());
            }
            else if (reader.ValueTextEquals("withdrawn"u8))
            {
                reader.Read();
                withdrawn = StoredParts.ReadPart<Withdrawal>(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new(from ?? throw new JsonException("'effectiveFrom' is missing."), cycle, timing, proration) { Id = id, Withdrawn = withdrawn };
    }

    public override void Write(Utf8JsonWriter writer, CycleTerms value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteDate("effectiveFrom"u8, value.EffectiveFrom);
        if (value.Cycle is { } cycle)
        {
            StoredCycles.Write(writer, cycle);
        }

        StoredEnums<BillingTiming>.Write(writer, "timing"u8, value.Timing);
        if (value.Proration is { } proration)
        {
            StoredCycles.WritePolicy(writer, proration);
        }

        if (value.Id is { } id)
        {
            writer.WriteString("id"u8, id.Value);
        }

        writer.WritePart("withdrawn"u8, value.Withdrawn);
        writer.WriteEndObject();
    }
}
