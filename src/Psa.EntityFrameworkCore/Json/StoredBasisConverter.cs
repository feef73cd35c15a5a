using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>What a charge was computed from. What is as usual is left out: all days covered, one piece that is the whole, a price a unit, the default policy.</summary>
internal sealed class StoredBasisConverter : JsonConverter<ChargeBasis>
{
    public override ChargeBasis Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var known = default(Currency);
        Money? net = null;
        DatePeriod? period = null;
        BillingCycle? cycle = null;
        LocalDate? cycleFrom = null;
        ValueList<DatePeriod>? covered = null;
        var proration = ProrationPolicy.Default;
        var rounding = default(Rounding);
        var terms = default(ValueList<ChargeTerms>);
        var units = 0L;
        ValueList<ChargePiece>? pieces = null;
        while (StoredParts.NextName(ref reader))
        {
            if (reader.ValueTextEquals("net"u8))
            {
                reader.Read();
                net = StoredAmounts.ReadMoney(ref reader, ref known);
            }
            else if (reader.ValueTextEquals("period"u8))
            {
                reader.Read();
                period = StoredAmounts.ReadPeriod(ref reader);
            }
            else if (reader.ValueTextEquals("cycle"u8))
            {
                reader.Read();
                cycle = ReadCycle(ref reader);
            }
            else if (reader.ValueTextEquals("cycleFrom"u8))
            {
                reader.Read();
                cycleFrom = StoredAmounts.ReadDate(ref reader);
            }
            else if (reader.ValueTextEquals("covered"u8))
            {
                reader.Read();
                covered = StoredParts.ReadList(ref reader, static (ref Utf8JsonReader r, ref Currency _) => StoredAmounts.ReadPeriod(ref r), ref known);
            }
            else if (reader.ValueTextEquals("proration"u8))
            {
                reader.Read();
                proration = ReadPolicy(ref reader);
            }
            else if (reader.ValueTextEquals("rounding"u8))
            {
                reader.Read();
                rounding = StoredEnums<Rounding>.Read(ref reader);
            }
            else if (reader.ValueTextEquals("terms"u8))
            {
                reader.Read();
                terms = StoredParts.ReadList(ref reader, StoredTerms.Read, ref known);
            }
            else if (reader.ValueTextEquals("units"u8))
            {
                reader.Read();
                units = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("pieces"u8))
            {
                reader.Read();
                pieces = StoredParts.ReadList(ref reader, ReadPiece, ref known);
            }
            else
            {
                reader.Skip();
            }
        }

        var (whole, sum) = (period ?? throw new JsonException("'period' is missing."), net ?? throw new JsonException("'net' is missing."));
        return new()
        {
            Period = whole,
            Cycle = StoredParts.Required(cycle, "cycle"),
            CycleFrom = cycleFrom ?? throw new JsonException("'cycleFrom' is missing."),
            Covered = covered ?? [whole],
            Proration = proration,
            Rounding = rounding,
            Terms = terms,
            Units = units,
            Pieces = pieces ?? [new(whole, 0, units, sum)],
            Net = sum,
        };
    }

    public override void Write(Utf8JsonWriter writer, ChargeBasis value, JsonSerializerOptions options)
    {
        var known = default(Currency);
        writer.WriteStartObject();
        writer.WriteMoney("net"u8, value.Net, ref known);
        writer.WritePeriod("period"u8, value.Period);
        WriteCycle(writer, value.Cycle);
        writer.WriteDate("cycleFrom"u8, value.CycleFrom);
        if (value.Covered is not [var all] || all != value.Period)
        {
            writer.WritePropertyName("covered"u8);
            writer.WriteList(value.Covered, static (Utf8JsonWriter w, DatePeriod run, ref Currency _) => w.WritePeriod(run), ref known);
        }

        WritePolicy(writer, value.Proration);
        StoredEnums<Rounding>.Write(writer, "rounding"u8, value.Rounding);
        writer.WritePropertyName("terms"u8);
        writer.WriteList(value.Terms, StoredTerms.Write, ref known);
        writer.WriteNumber("units"u8, value.Units);
        if (value.Pieces is not [var piece] || piece.Days != value.Period || piece.Terms != 0 || piece.Units != value.Units || piece.Net != value.Net)
        {
            writer.WritePropertyName("pieces"u8);
            writer.WriteList(value.Pieces, WritePiece, ref known);
        }

        writer.WriteEndObject();
    }

    private static void WriteCycle(Utf8JsonWriter writer, BillingCycle cycle)
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

    private static BillingCycle ReadCycle(ref Utf8JsonReader reader)
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

    private static void WritePolicy(Utf8JsonWriter writer, ProrationPolicy policy)
    {
        if (policy == ProrationPolicy.Default)
        {
            return;
        }

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

    private static ProrationPolicy ReadPolicy(ref Utf8JsonReader reader)
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

    private static void WritePiece(Utf8JsonWriter writer, ChargePiece piece, ref Currency known)
    {
        writer.WriteStartObject();
        writer.WritePeriod("days"u8, piece.Days);
        if (piece.Terms != 0)
        {
            writer.WriteNumber("terms"u8, piece.Terms);
        }

        writer.WriteNumber("units"u8, piece.Units);
        writer.WriteMoney("net"u8, piece.Net, ref known);
        writer.WriteEndObject();
    }

    private static ChargePiece ReadPiece(ref Utf8JsonReader reader, ref Currency known)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var (terms, units) = (0, 0L);
        DatePeriod? days = null;
        Money? net = null;
        while (StoredParts.NextName(ref reader))
        {
            if (reader.ValueTextEquals("days"u8))
            {
                reader.Read();
                days = StoredAmounts.ReadPeriod(ref reader);
            }
            else if (reader.ValueTextEquals("terms"u8))
            {
                reader.Read();
                terms = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("units"u8))
            {
                reader.Read();
                units = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("net"u8))
            {
                reader.Read();
                net = StoredAmounts.ReadMoney(ref reader, ref known);
            }
            else
            {
                reader.Skip();
            }
        }

        return new(days ?? throw new JsonException("'days' is missing."), terms, units, net ?? throw new JsonException("'net' is missing."));
    }
}
