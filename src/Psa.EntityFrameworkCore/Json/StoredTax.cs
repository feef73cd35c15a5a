using System.Text.Json;
using NodaTime;
using Psa.Catalog;
using Psa.Documents;
using Psa.Sellers;

namespace Psa.EntityFrameworkCore;

/// <summary>The tax of a line. Of the one component that nearly all taxes have, its parts stand in the tax itself.</summary>
internal static class StoredTax
{
    private static readonly StoredNames TaxNames = new(typeof(TaxName));

    private enum TaxName
    {
        Code,
        Category,
        Rate,
        Name,
        ExemptionReason,
        ExemptionCode,
        Components,
        Point,
        PriceMode,
        IsKept,
        Freed,
    }

    internal static void Write(Utf8JsonWriter writer, LineTax tax)
    {
        writer.WriteStartObject();
        writer.WriteString("code"u8, tax.Applied.Code);
        if (tax.Applied.Components is [var only])
        {
            WriteParts(writer, only);
        }
        else
        {
            writer.WriteStartArray("components"u8);
            foreach (var component in tax.Applied.Components)
            {
                writer.WriteStartObject();
                WriteParts(writer, component);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteDate("point"u8, tax.Point);
        StoredEnums<PriceMode>.Write(writer, "priceMode"u8, tax.PriceMode);
        if (tax.IsKept)
        {
            writer.WriteBoolean("isKept"u8, value: true);
        }

        writer.WritePart("freed"u8, tax.Freed);
        writer.WriteEndObject();
    }

    internal static LineTax Read(ref Utf8JsonReader reader)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        string? code = null;
        var (component, components, priceMode, isKept) = (default(Component), default(ValueList<AppliedTaxComponent>), default(PriceMode), false);
        LocalDate? point = null;
        FreedPrice? freed = null;
        var none = default(Currency);
        for (var name = StoredNames.None; (name = TaxNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((TaxName)name)
            {
                case TaxName.Code: code = StoredParts.ReadText(ref reader); break;
                case TaxName.Components: components = StoredParts.ReadList(ref reader, static (ref Utf8JsonReader r, ref Currency _) => ReadComponent(ref r), ref none); break;
                case TaxName.Point: point = StoredAmounts.ReadDate(ref reader); break;
                case TaxName.PriceMode: priceMode = StoredEnums<PriceMode>.Read(ref reader); break;
                case TaxName.IsKept: isKept = reader.GetBoolean(); break;
                case TaxName.Freed: freed = StoredParts.ReadPart<FreedPrice>(ref reader); break;
                default: component.Read(ref reader, (TaxName)name); break;
            }
        }

        return new(
            new AppliedTax(StoredParts.Required(code, "code"), components.IsEmpty ? [component.Make()] : components),
            point ?? throw new JsonException("'point' is missing."),
            priceMode,
            isKept,
            freed);
    }

    internal static void WriteRate(Utf8JsonWriter writer, Percent rate)
    {
        Span<byte> text = stackalloc byte[48];
        writer.WriteString("rate"u8, text[..StoredAmounts.Format(rate.Value, text)]);
    }

    internal static Percent ReadRate(ref Utf8JsonReader reader) => Percent.Of(AmountJson.ReadDecimal(ref reader));

    internal static TaxCategory ReadCategory(ref Utf8JsonReader reader)
    {
        foreach (var category in TaxCategory.All)
        {
            if (reader.ValueTextEquals(category.Name))
            {
                return category;
            }
        }

        throw new JsonException($"'{StoredParts.ReadText(ref reader)}' is no category of taxes.");
    }

    private static void WriteParts(Utf8JsonWriter writer, AppliedTaxComponent component)
    {
        writer.WriteString("category"u8, component.Category.Name);
        WriteRate(writer, component.Rate);
        writer.WriteText("name"u8, component.Name);
        writer.WriteText("exemptionReason"u8, component.ExemptionReason);
        writer.WriteText("exemptionCode"u8, component.ExemptionCode);
    }

    private static AppliedTaxComponent ReadComponent(ref Utf8JsonReader reader)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var component = default(Component);
        for (var name = StoredNames.None; (name = TaxNames.Next(ref reader, name)) != StoredNames.None;)
        {
            component.Read(ref reader, (TaxName)name);
        }

        return component.Make();
    }

    private struct Component
    {
        private TaxCategory? _category;
        private Percent _rate;
        private string? _name;
        private string? _reason;
        private string? _code;

        internal void Read(ref Utf8JsonReader reader, TaxName name)
        {
            switch (name)
            {
                case TaxName.Category: _category = ReadCategory(ref reader); break;
                case TaxName.Rate: _rate = ReadRate(ref reader); break;
                case TaxName.Name: _name = StoredParts.ReadText(ref reader); break;
                case TaxName.ExemptionReason: _reason = StoredParts.ReadText(ref reader); break;
                case TaxName.ExemptionCode: _code = StoredParts.ReadText(ref reader); break;
                default: throw new JsonException($"A component of a tax has no {name}.");
            }
        }

        internal readonly AppliedTaxComponent Make() => new(StoredParts.Required(_category, "category"), _rate, _name, _reason, _code);
    }
}
