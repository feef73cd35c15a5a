using System.Text.Json;
using NodaTime;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>Billing cycles, and how parts of them are prorated.</summary>
internal static class StoredCycles
{
    private static readonly StoredNames CycleNames = new(typeof(CycleName));
    private static readonly StoredNames PolicyNames = new(typeof(PolicyName));

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
        for (var name = StoredNames.None; (name = CycleNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((CycleName)name)
            {
                case CycleName.Unit: unit = StoredEnums<CycleUnit>.Read(ref reader); break;
                case CycleName.Count: count = reader.GetInt32(); break;
                case CycleName.Day: day = reader.GetInt32(); break;
                case CycleName.Anchor: anchor = StoredAmounts.ReadDate(ref reader); break;
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
        for (var name = StoredNames.None; (name = PolicyNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((PolicyName)name)
            {
                case PolicyName.Basis: kind = StoredEnums<ProrationBasisKind>.Read(ref reader); break;
                case PolicyName.Days: days = reader.GetInt32(); break;
                case PolicyName.Style: style = StoredEnums<ProrationStyle>.Read(ref reader); break;
                case PolicyName.Decomposition: decomposition = StoredEnums<PieceDecomposition>.Read(ref reader); break;
                case PolicyName.EffectiveDay: effectiveDay = StoredEnums<EffectiveDayRule>.Read(ref reader); break;
                case PolicyName.TerminationDay: terminationDay = StoredEnums<TerminationDayRule>.Read(ref reader); break;
            }
        }

        return new() { Basis = new(kind, days), Style = style, Decomposition = decomposition, EffectiveDay = effectiveDay, TerminationDay = terminationDay };
    }

    private enum CycleName
    {
        Unit,
        Count,
        Day,
        Anchor,
    }

    private enum PolicyName
    {
        Basis,
        Days,
        Style,
        Decomposition,
        EffectiveDay,
        TerminationDay,
    }
}
