using System.Text.Json;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>The terms that a charge was computed with.</summary>
internal static class StoredTerms
{
    private static readonly StoredNames TermsNames = new(typeof(TermsName));
    private static readonly StoredNames OriginNames = new(typeof(OriginName));

    internal static void Write(Utf8JsonWriter writer, ChargeTerms terms, ref Currency known)
    {
        writer.WriteStartObject();
        writer.WriteDate("from"u8, terms.From);
        writer.WriteNumber("quantity"u8, terms.Quantity);
        writer.WriteText("unit"u8, terms.Unit);
        StoredEnums<QuantityOrigin>.Write(writer, "quantityOrigin"u8, terms.QuantityOrigin);
        if (terms.Committed is { } committed)
        {
            writer.WriteNumber("committed"u8, committed);
        }

        if (terms.UnitPrice is { } price)
        {
            writer.WritePrice("unitPrice"u8, price, ref known);
        }

        if (terms.VolumeDiscount is { } off)
        {
            writer.WritePrice("volumeDiscount"u8, off, ref known);
        }

        WriteOrigin(writer, terms.PriceOrigin);
        if (terms.Pricing != PricingScheme.PerUnit)
        {
            StoredSchemes.Write(writer, "pricing"u8, terms.Pricing);
        }

        writer.WritePart("cost"u8, terms.Cost);
        writer.WritePart("discount"u8, terms.Discount);
        writer.WriteEndObject();
    }

    internal static ChargeTerms Read(ref Utf8JsonReader reader, ref Currency known)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        LocalDate? from = null;
        var (quantityOrigin, pricing) = (default(QuantityOrigin), PricingScheme.PerUnit);
        decimal? quantity = null;
        string? unit = null;
        decimal? committed = null;
        UnitPrice? unitPrice = null;
        UnitPrice? volumeDiscount = null;
        PriceOrigin? origin = null;
        ExactAmount? cost = null;
        Discount? discount = null;
        for (var name = StoredNames.None; (name = TermsNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((TermsName)name)
            {
                case TermsName.From: from = StoredAmounts.ReadDate(ref reader); break;
                case TermsName.Quantity: quantity = reader.GetDecimal(); break;
                case TermsName.Unit: unit = StoredParts.ReadText(ref reader); break;
                case TermsName.QuantityOrigin: quantityOrigin = StoredEnums<QuantityOrigin>.Read(ref reader); break;
                case TermsName.Committed: committed = reader.GetDecimal(); break;
                case TermsName.UnitPrice: unitPrice = StoredAmounts.ReadPrice(ref reader, ref known); break;
                case TermsName.VolumeDiscount: volumeDiscount = StoredAmounts.ReadPrice(ref reader, ref known); break;
                case TermsName.PriceOrigin: origin = ReadOrigin(ref reader); break;
                case TermsName.Pricing: pricing = StoredSchemes.Read(ref reader); break;
                case TermsName.Cost: cost = StoredParts.ReadPart<ExactAmount>(ref reader); break;
                case TermsName.Discount: discount = StoredParts.ReadPart<Discount>(ref reader); break;
            }
        }

        return new()
        {
            From = StoredParts.Required(from, "from"),
            Quantity = StoredParts.Required(quantity, "quantity"),
            Unit = unit,
            QuantityOrigin = quantityOrigin,
            Committed = committed,
            UnitPrice = unitPrice,
            VolumeDiscount = volumeDiscount,
            PriceOrigin = StoredParts.Required(origin, "priceOrigin"),
            Pricing = pricing,
            Cost = cost,
            Discount = discount,
        };
    }

    private static void WriteOrigin(Utf8JsonWriter writer, PriceOrigin origin)
    {
        writer.WriteStartObject("priceOrigin"u8);
        StoredEnums<PriceOriginKind>.Write(writer, "kind"u8, origin.Kind);
        if (origin.From is { } from)
        {
            writer.WriteDate("from"u8, from);
        }

        writer.WriteText("name"u8, origin.Name);
        writer.WriteText("note"u8, origin.Note);
        writer.WriteText("baseUnit"u8, origin.BaseUnit);
        if (!origin.Rises.IsEmpty)
        {
            writer.WritePart("rises"u8, origin.Rises);
        }

        writer.WriteEndObject();
    }

    private static PriceOrigin ReadOrigin(ref Utf8JsonReader reader)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var kind = default(PriceOriginKind);
        LocalDate? from = null;
        string? list = null;
        string? note = null;
        string? baseUnit = null;
        ValueList<PriceRise> rises = default;
        for (var name = StoredNames.None; (name = OriginNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((OriginName)name)
            {
                case OriginName.Kind: kind = StoredEnums<PriceOriginKind>.Read(ref reader); break;
                case OriginName.From: from = StoredAmounts.ReadDate(ref reader); break;
                case OriginName.Name: list = StoredParts.ReadText(ref reader); break;
                case OriginName.Note: note = StoredParts.ReadText(ref reader); break;
                case OriginName.BaseUnit: baseUnit = StoredParts.ReadText(ref reader); break;
                case OriginName.Rises: rises = StoredParts.ReadPart<ValueList<PriceRise>>(ref reader); break;
            }
        }

        return new(kind, from, list, note) { BaseUnit = baseUnit, Rises = rises };
    }

    private enum TermsName
    {
        From,
        Quantity,
        Unit,
        QuantityOrigin,
        Committed,
        UnitPrice,
        VolumeDiscount,
        PriceOrigin,
        Pricing,
        Cost,
        Discount,
    }

    private enum OriginName
    {
        Kind,
        From,
        Name,
        Note,
        BaseUnit,
        Rises,
    }
}
