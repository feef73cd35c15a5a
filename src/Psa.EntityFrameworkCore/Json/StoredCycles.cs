using System.Text.Json;
using NodaTime;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>Billing cycles, and how parts of them are prorated.</summary>
internal static class StoredCycles
{
    internal static void Write(Utf8JsonWriter writer, BillingCycle cycle)
    {
        writer.WriteStartObject("cycle"u8);
        StoredEnums<CycleUnit>.Write(writer, "unit"u8, cycle.Unit);
        writer.WriteNumber("count"u8, cycle.Count);
        if (cycle.Day is { } day)
        {
            writer.WriteNumber("day"u8, day);
        }

        if (cycle.Anchor is { } anchor)
        {
            writer.WriteDate("anchor"u8, anchor);
        }

        writer.WriteEndObject();
    }

    internal static BillingCycle Read(ref Utf8JsonReader reader)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var (unit, count) = (default(CycleUnit), 0);
        int? day = null;
        LocalDate? anchor = null;
        while (StoredParts.NextName(ref reader))
        {
            if (reader.ValueTextEquals("count"u8))
            {
                reader.Read();
                count = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("day"u8))
            {
                reader.Read();
                day = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("unit"u8))
            {
                reader.Read();
                unit = StoredEnums<CycleUnit>.Read(ref reader);
            }
            else if (reader.ValueTextEquals("anchor"u8))
            {
                reader.Read();
                anchor = StoredAmounts.ReadDate(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new(unit, count, day, anchor);
    }

    internal static void WritePolicy(Utf8JsonWriter writer, ProrationPolicy policy)
    {
        writer.WriteStartObject("proration"u8);
        StoredEnums<ProrationBasisKind>.Write(writer, "basis"u8, policy.Basis.Kind);
        if (policy.Basis.Days != 0)
        {
            writer.WriteNumber("days"u8, policy.Basis.Days);
        }

        StoredEnums<ProrationStyle>.Write(writer, "style"u8, policy.Style);
        StoredEnums<PieceDecomposition>.Write(writer, "decomposition"u8, policy.Decomposition);
        StoredEnums<EffectiveDayRule>.Write(writer, "effectiveDay"u8, policy.EffectiveDay);
        StoredEnums<TerminationDayRule>.Write(writer, "terminationDay"u8, policy.TerminationDay);
        writer.WriteEndObject();
    }

    internal static ProrationPolicy ReadPolicy(ref Utf8JsonReader reader)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var (kind, days, style, decomposition) = (default(ProrationBasisKind), 0, default(ProrationStyle), default(PieceDecomposition));
        var (effectiveDay, terminationDay) = (default(EffectiveDayRule), default(TerminationDayRule));
        while (StoredParts.NextName(ref reader))
        {
            if (reader.ValueTextEquals("basis"u8))
            {
                reader.Read();
                kind = StoredEnums<ProrationBasisKind>.Read(ref reader);
            }
            else if (reader.ValueTextEquals("days"u8))
            {
                reader.Read();
                days = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("style"u8))
            {
                reader.Read();
                style = StoredEnums<ProrationStyle>.Read(ref reader);
            }
            else if (reader.ValueTextEquals("decomposition"u8))
            {
                reader.Read();
                decomposition = StoredEnums<PieceDecomposition>.Read(ref reader);
            }
            else if (reader.ValueTextEquals("effectiveDay"u8))
            {
                reader.Read();
                effectiveDay = StoredEnums<EffectiveDayRule>.Read(ref reader);
            }
            else if (reader.ValueTextEquals("terminationDay"u8))
            {
                reader.Read();
                terminationDay = StoredEnums<TerminationDayRule>.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new() { Basis = new(kind, days), Style = style, Decomposition = decomposition, EffectiveDay = effectiveDay, TerminationDay = terminationDay };
    }
}
