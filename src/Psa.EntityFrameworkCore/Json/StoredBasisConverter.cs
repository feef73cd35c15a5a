using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>What a charge was computed from. What is as usual is left out: all days covered, one piece that is the whole, a price a unit, the default policy.</summary>
internal sealed class StoredBasisConverter : JsonConverter<ChargeBasis>
{
    private static readonly StoredNames BasisNames = new(typeof(BasisName));
    private static readonly StoredNames PieceNames = new(typeof(PieceName));

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
        ValueList<ChargeTerms>? terms = null;
        long? units = null;
        ValueList<ChargePiece>? pieces = null;
        for (var name = StoredNames.None; (name = BasisNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((BasisName)name)
            {
                case BasisName.Net: net = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case BasisName.Period: period = StoredAmounts.ReadPeriod(ref reader); break;
                case BasisName.Cycle: cycle = StoredCycles.Read(ref reader); break;
                case BasisName.CycleFrom: cycleFrom = StoredAmounts.ReadDate(ref reader); break;
                case BasisName.Covered: covered = StoredParts.ReadList(ref reader, static (ref Utf8JsonReader r, ref Currency _) => StoredAmounts.ReadPeriod(ref r), ref known); break;
                case BasisName.Proration: proration = ReadProration(ref reader); break;
                case BasisName.Rounding: rounding = StoredEnums<Rounding>.Read(ref reader); break;
                case BasisName.Terms: terms = StoredParts.ReadList(ref reader, StoredTerms.Read, ref known); break;
                case BasisName.Units: units = reader.GetInt64(); break;
                case BasisName.Pieces: pieces = StoredParts.ReadList(ref reader, ReadPiece, ref known); break;
            }
        }

        var (whole, sum) = (StoredParts.Required(period, "period"), StoredParts.Required(net, "net"));
        return new()
        {
            Period = whole,
            Cycle = StoredParts.Required(cycle, "cycle"),
            CycleFrom = StoredParts.Required(cycleFrom, "cycleFrom"),
            Covered = covered ?? [whole],
            Proration = proration,
            Rounding = rounding,
            Terms = StoredParts.Required(terms, "terms"),
            Units = StoredParts.Required(units, "units"),
            Pieces = pieces ?? [new(whole, 0, StoredParts.Required(units, "units"), sum)],
            Net = sum,
        };
    }

    public override void Write(Utf8JsonWriter writer, ChargeBasis value, JsonSerializerOptions options)
    {
        var known = default(Currency);
        writer.WriteStartObject();
        writer.WriteMoney("net"u8, value.Net, ref known);
        writer.WritePeriod("period"u8, value.Period);
        StoredCycles.Write(writer, value.Cycle);
        writer.WriteDate("cycleFrom"u8, value.CycleFrom);
        if (value.Covered is not [var all] || all != value.Period)
        {
            writer.WritePropertyName("covered"u8);
            writer.WriteList(value.Covered, static (Utf8JsonWriter w, DatePeriod run, ref Currency _) => w.WritePeriod(run), ref known);
        }

        if (value.Proration != ProrationPolicy.Default)
        {
            StoredCycles.WritePolicy(writer, value.Proration);
        }

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

    // the default one is left out, so one that says nothing has lost what it said
    private static ProrationPolicy ReadProration(ref Utf8JsonReader reader) =>
        StoredCycles.ReadPolicy(ref reader) is var policy && policy != ProrationPolicy.Default ? policy : throw new JsonException("The way of proration says nothing.");

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
        var terms = 0;
        long? units = null;
        DatePeriod? days = null;
        Money? net = null;
        for (var name = StoredNames.None; (name = PieceNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((PieceName)name)
            {
                case PieceName.Days: days = StoredAmounts.ReadPeriod(ref reader); break;
                case PieceName.Terms: terms = reader.GetInt32(); break;
                case PieceName.Units: units = reader.GetInt64(); break;
                case PieceName.Net: net = StoredAmounts.ReadMoney(ref reader, ref known); break;
            }
        }

        return new(StoredParts.Required(days, "days"), terms, StoredParts.Required(units, "units"), StoredParts.Required(net, "net"));
    }

    private enum BasisName
    {
        Net,
        Period,
        Cycle,
        CycleFrom,
        Covered,
        Proration,
        Rounding,
        Terms,
        Units,
        Pieces,
    }

    private enum PieceName
    {
        Days,
        Terms,
        Units,
        Net,
    }
}
