using System.Text.Json;
using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>The terms that a charge was computed with.</summary>
internal static class StoredTerms
{
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

        WriteOrigin(writer, terms.PriceOrigin);
        if (terms.Pricing != PricingScheme.PerUnit)
        {
            writer.WritePart("pricing"u8, terms.Pricing);
        }

        writer.WritePart("cost"u8, terms.Cost);
        writer.WritePart("discount"u8, terms.Discount);
        writer.WriteEndObject();
    }

    internal static ChargeTerms Read(ref Utf8JsonReader reader, ref Currency known)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        LocalDate? from = null;
        var (quantity, quantityOrigin, pricing) = (0m, default(QuantityOrigin), PricingScheme.PerUnit);
        string? unit = null;
        decimal? committed = null;
        UnitPrice? unitPrice = null;
        PriceOrigin? origin = null;
        ExactAmount? cost = null;
        Discount? discount = null;
        while (StoredParts.NextName(ref reader))
        {
            if (reader.ValueTextEquals("from"u8))
            {
                reader.Read();
                from = StoredAmounts.ReadDate(ref reader);
            }
            else if (reader.ValueTextEquals("quantity"u8))
            {
                reader.Read();
                quantity = reader.GetDecimal();
            }
            else if (reader.ValueTextEquals("unitPrice"u8))
            {
                reader.Read();
                unitPrice = StoredAmounts.ReadPrice(ref reader, ref known);
            }
            else if (reader.ValueTextEquals("priceOrigin"u8))
            {
                reader.Read();
                origin = ReadOrigin(ref reader);
            }
            else if (reader.ValueTextEquals("unit"u8))
            {
                reader.Read();
                unit = StoredParts.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("quantityOrigin"u8))
            {
                reader.Read();
                quantityOrigin = StoredEnums<QuantityOrigin>.Read(ref reader);
            }
            else if (reader.ValueTextEquals("pricing"u8))
            {
                reader.Read();
                pricing = StoredParts.ReadPart<PricingScheme>(ref reader);
            }
            else if (reader.ValueTextEquals("committed"u8))
            {
                reader.Read();
                committed = reader.GetDecimal();
            }
            else if (reader.ValueTextEquals("cost"u8))
            {
                reader.Read();
                cost = StoredParts.ReadPart<ExactAmount>(ref reader);
            }
            else if (reader.ValueTextEquals("discount"u8))
            {
                reader.Read();
                discount = StoredParts.ReadPart<Discount>(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new()
        {
            From = from ?? throw new JsonException("'from' is missing."),
            Quantity = quantity,
            Unit = unit,
            QuantityOrigin = quantityOrigin,
            Committed = committed,
            UnitPrice = unitPrice,
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
        string? name = null;
        string? note = null;
        ValueList<PriceRise> rises = default;
        while (StoredParts.NextName(ref reader))
        {
            if (reader.ValueTextEquals("kind"u8))
            {
                reader.Read();
                kind = StoredEnums<PriceOriginKind>.Read(ref reader);
            }
            else if (reader.ValueTextEquals("from"u8))
            {
                reader.Read();
                from = StoredAmounts.ReadDate(ref reader);
            }
            else if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                name = StoredParts.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("note"u8))
            {
                reader.Read();
                note = StoredParts.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("rises"u8))
            {
                reader.Read();
                rises = StoredParts.ReadPart<ValueList<PriceRise>>(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new(kind, from, name, note) { Rises = rises };
    }
}
