using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>The terms of a part, which each run reads.</summary>
internal sealed class StoredPartTermsConverter : JsonConverter<PartTerms>
{
    public override PartTerms Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var known = default(Currency);
        LocalDate? from = null;
        decimal? quantity = null;
        decimal? minimum = null;
        UnitPrice? price = null;
        Discount? discount = null;
        PricingScheme? pricing = null;
        string? note = null;
        Id<PartTerms>? id = null;
        Withdrawal? withdrawn = null;
        while (StoredParts.NextName(ref reader))
        {
            if (reader.ValueTextEquals("effectiveFrom"u8))
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
                price = StoredAmounts.ReadPrice(ref reader, ref known);
            }
            else if (reader.ValueTextEquals("pricing"u8))
            {
                reader.Read();
                pricing = StoredParts.ReadPricing(ref reader);
            }
            else if (reader.ValueTextEquals("discount"u8))
            {
                reader.Read();
                discount = StoredParts.ReadPart<Discount>(ref reader);
            }
            else if (reader.ValueTextEquals("minimumQuantity"u8))
            {
                reader.Read();
                minimum = reader.GetDecimal();
            }
            else if (reader.ValueTextEquals("note"u8))
            {
                reader.Read();
                note = StoredParts.ReadText(ref reader);
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

        return new(from ?? throw new JsonException("'effectiveFrom' is missing."), quantity, price, discount, pricing, minimum, note) { Id = id, Withdrawn = withdrawn };
    }

    public override void Write(Utf8JsonWriter writer, PartTerms value, JsonSerializerOptions options)
    {
        var known = default(Currency);
        writer.WriteStartObject();
        writer.WriteDate("effectiveFrom"u8, value.EffectiveFrom);
        writer.WriteDecimal("quantity"u8, value.Quantity);
        if (value.UnitPrice is { } price)
        {
            writer.WritePrice("unitPrice"u8, price, ref known);
        }

        writer.WritePricing(value.Pricing);
        writer.WritePart("discount"u8, value.Discount);
        writer.WriteDecimal("minimumQuantity"u8, value.MinimumQuantity);
        writer.WriteText("note"u8, value.Note);
        if (value.Id is { } id)
        {
            writer.WriteString("id"u8, id.Value);
        }

        writer.WritePart("withdrawn"u8, value.Withdrawn);
        writer.WriteEndObject();
    }
}
