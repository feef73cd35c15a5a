using System.Text.Json;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>The schemes of prices: those by tiers directly, since a run reads and writes them for every part that has them; the others, which are short, in the general way. Both write the same.</summary>
internal static class StoredSchemes
{
    private static readonly StoredNames SchemeNames = new(typeof(SchemeName));
    private static readonly StoredNames TierNames = new(typeof(TierName));

    internal static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, PricingScheme? scheme)
    {
        if (scheme is GraduatedPricing graduated)
        {
            Write(writer, name, scheme, graduated.Tiers, graduated.FeeAtZero);
        }
        else if (scheme is VolumePricing volume)
        {
            Write(writer, name, scheme, volume.Tiers, volume.FeeAtZero);
        }
        else
        {
            writer.WritePart(name, scheme);
        }
    }

    internal static PricingScheme Read(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.PropertyName || !ahead.ValueTextEquals("kind"u8) || !ahead.Read() || ahead.TokenType != JsonTokenType.String)
        {
            return StoredParts.ReadPart<PricingScheme>(ref reader);
        }

        var isGraduated = ahead.ValueTextEquals(GraduatedPricing.JsonName);
        if (!isGraduated && !ahead.ValueTextEquals(VolumePricing.JsonName))
        {
            return StoredParts.ReadPart<PricingScheme>(ref reader);
        }

        ValueList<PriceTier> tiers = default;
        var feeAtZero = false;
        decimal? minimum = null;
        decimal? maximum = null;
        for (var name = StoredNames.None; (name = SchemeNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((SchemeName)name)
            {
                case SchemeName.Kind: break;
                case SchemeName.Tiers: tiers = ReadTiers(ref reader); break;
                case SchemeName.FeeAtZero: feeAtZero = reader.GetBoolean(); break;
                case SchemeName.Minimum: minimum = reader.GetDecimal(); break;
                case SchemeName.Maximum: maximum = reader.GetDecimal(); break;
            }
        }

        return isGraduated
            ? new GraduatedPricing(tiers, feeAtZero) { Minimum = minimum, Maximum = maximum }
            : new VolumePricing(tiers, feeAtZero) { Minimum = minimum, Maximum = maximum };
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, PricingScheme scheme, ValueList<PriceTier> tiers, bool feeAtZero)
    {
        writer.WriteStartObject(name);
        writer.WriteString("kind"u8, scheme.Kind);
        writer.WriteStartArray("tiers"u8);
        foreach (var tier in tiers)
        {
            Write(writer, tier);
        }

        writer.WriteEndArray();
        if (feeAtZero)
        {
            writer.WriteBoolean("feeAtZero"u8, feeAtZero);
        }

        writer.WriteDecimal("minimum"u8, scheme.Minimum);
        writer.WriteDecimal("maximum"u8, scheme.Maximum);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, PriceTier tier)
    {
        writer.WriteStartObject();
        writer.WriteNumber("from"u8, tier.From);
        writer.WriteDecimal("to"u8, tier.To);
        writer.WriteNumber("unitPrice"u8, tier.UnitPrice);
        if (tier.FlatFee != 0m)
        {
            writer.WriteNumber("flatFee"u8, tier.FlatFee);
        }

        writer.WriteDecimal("blockSize"u8, tier.BlockSize);
        writer.WriteEndObject();
    }

    private static ValueList<PriceTier> ReadTiers(ref Utf8JsonReader reader)
    {
        var known = 0;
        return StoredParts.ReadList(ref reader, static (ref Utf8JsonReader tier, ref int _) => ReadTier(ref tier), ref known);
    }

    private static PriceTier ReadTier(ref Utf8JsonReader reader)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        decimal? from = null;
        decimal? to = null;
        decimal? unitPrice = null;
        decimal? blockSize = null;
        var flatFee = 0m;
        for (var name = StoredNames.None; (name = TierNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((TierName)name)
            {
                case TierName.From: from = reader.GetDecimal(); break;
                case TierName.To: to = reader.GetDecimal(); break;
                case TierName.UnitPrice: unitPrice = reader.GetDecimal(); break;
                case TierName.FlatFee: flatFee = reader.GetDecimal(); break;
                case TierName.BlockSize: blockSize = reader.GetDecimal(); break;
            }
        }

        return new(StoredParts.Required(from, "from"), to, StoredParts.Required(unitPrice, "unitPrice"), flatFee, blockSize);
    }

    private enum SchemeName
    {
        Kind,
        Tiers,
        FeeAtZero,
        Minimum,
        Maximum,
    }

    private enum TierName
    {
        From,
        To,
        UnitPrice,
        FlatFee,
        BlockSize,
    }
}
