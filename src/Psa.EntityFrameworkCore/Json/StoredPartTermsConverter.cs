using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;

namespace Psa.EntityFrameworkCore;

/// <summary>The terms of a part, which each run reads.</summary>
internal sealed class StoredPartTermsConverter : JsonConverter<PartTerms>
{
    private static readonly StoredNames TermsNames = new(typeof(TermsName));

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
        for (var name = StoredNames.None; (name = TermsNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((TermsName)name)
            {
                case TermsName.EffectiveFrom: from = StoredAmounts.ReadDate(ref reader); break;
                case TermsName.Quantity: quantity = reader.GetDecimal(); break;
                case TermsName.UnitPrice: price = StoredAmounts.ReadPrice(ref reader, ref known); break;
                case TermsName.Pricing: pricing = StoredParts.ReadPricing(ref reader); break;
                case TermsName.Discount: discount = StoredParts.ReadPart<Discount>(ref reader); break;
                case TermsName.MinimumQuantity: minimum = reader.GetDecimal(); break;
                case TermsName.Note: note = StoredParts.ReadText(ref reader); break;
                case TermsName.Id: id = new(reader.GetGuid()); break;
                case TermsName.Withdrawn: withdrawn = StoredParts.ReadPart<Withdrawal>(ref reader); break;
            }
        }

        return new(StoredParts.Required(from, "effectiveFrom"), quantity, price, discount, pricing, minimum, note) { Id = id, Withdrawn = withdrawn };
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

    private enum TermsName
    {
        EffectiveFrom,
        Quantity,
        UnitPrice,
        Pricing,
        Discount,
        MinimumQuantity,
        Note,
        Id,
        Withdrawn,
    }
}
