using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>The cycles of a contract, which each run reads.</summary>
internal sealed class StoredCycleTermsConverter : JsonConverter<CycleTerms>
{
    private static readonly StoredNames TermsNames = new(typeof(TermsName));

    public override CycleTerms Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        LocalDate? from = null;
        BillingCycle? cycle = null;
        BillingTiming? timing = null;
        ProrationPolicy? proration = null;
        Id<CycleTerms>? id = null;
        Withdrawal? withdrawn = null;
        for (var name = StoredNames.None; (name = TermsNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((TermsName)name)
            {
                case TermsName.EffectiveFrom: from = StoredAmounts.ReadDate(ref reader); break;
                case TermsName.Cycle: cycle = StoredCycles.Read(ref reader); break;
                case TermsName.Timing: timing = StoredEnums<BillingTiming>.Read(ref reader); break;
                case TermsName.Proration: proration = StoredCycles.ReadPolicy(ref reader); break;
                case TermsName.Id: id = new(reader.GetGuid()); break;
                case TermsName.Withdrawn: withdrawn = StoredParts.ReadPart<Withdrawal>(ref reader); break;
            }
        }

        return new(StoredParts.Required(from, "effectiveFrom"), cycle, timing, proration) { Id = id, Withdrawn = withdrawn };
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

    private enum TermsName
    {
        EffectiveFrom,
        Cycle,
        Timing,
        Proration,
        Id,
        Withdrawn,
    }
}
