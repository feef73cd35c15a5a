using System.Text.Json;
using System.Text.Json.Serialization;
using Psa.Catalog;
using Psa.Documents;

namespace Psa.EntityFrameworkCore;

/// <summary>The lines of an item or a document.</summary>
internal sealed class StoredLinesConverter : JsonConverter<ValueList<DocumentLine>>
{
    private static readonly StoredNames LineNames = new(typeof(LineName));
    private static readonly StoredNames DetailNames = new(typeof(DetailName));

    private const string Piece = "C62";

    public override bool HandleNull => true;

    public override ValueList<DocumentLine> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var known = default(Currency);
        return StoredParts.ReadList(ref reader, ReadLine, ref known);
    }

    public override void Write(Utf8JsonWriter writer, ValueList<DocumentLine> value, JsonSerializerOptions options)
    {
        var known = default(Currency);
        writer.WriteList(value, WriteLine, ref known);
    }

    private static void WriteLine(Utf8JsonWriter writer, DocumentLine line, ref Currency known)
    {
        writer.WriteStartObject();
        writer.WriteString("text"u8, line.Text);
        writer.WriteMoney("amount"u8, line.Amount, ref known);
        writer.WritePart("remark"u8, line.Remark);
        if (line.Product is { } product)
        {
            writer.WriteString("product"u8, product.Value);
        }

        if (line.Period is { } period)
        {
            writer.WritePeriod("period"u8, period);
        }

        WriteQuantity(writer, line.Quantity, line.Unit);
        if (line.UnitPrice != default)
        {
            writer.WritePrice("unitPrice"u8, line.UnitPrice, ref known);
        }

        if (line.VolumeDiscount is { } off)
        {
            writer.WritePrice("volumeDiscount"u8, off, ref known);
        }

        writer.WritePart("source"u8, line.Source);
        writer.WriteText("pricingError"u8, line.PricingError);
        writer.WriteText("unitCode"u8, line.UnitCode);
        StoredEnums<BundleRole>.Write(writer, "bundle"u8, line.Bundle);
        writer.WritePart("bundleShare"u8, line.BundleShare);
        WriteFlag(writer, "hidesQuantity"u8, line.HidesQuantity);
        writer.WritePart("discount"u8, line.Discount);
        if (line.Share is { } share)
        {
            writer.WriteStartArray("share"u8);
            writer.WriteNumberValue(share.Units);
            writer.WriteNumberValue(share.OfUnits);
            writer.WriteEndArray();
        }

        if (line.Carry != 0)
        {
            writer.WriteNumber("carry"u8, line.Carry);
        }

        if (!line.Details.IsEmpty)
        {
            writer.WritePropertyName("details"u8);
            writer.WriteList(line.Details, WriteDetail, ref known);
        }

        writer.WriteText("taxCode"u8, line.TaxCode);
        WriteFlag(writer, "isTaxOverride"u8, line.IsTaxOverride);
        if (line.Tax is { } tax)
        {
            writer.WritePropertyName("tax"u8);
            StoredTax.Write(writer, tax);
        }

        writer.WritePart("offer"u8, line.Offer);
        writer.WritePart("part"u8, line.Part);
        WriteFlag(writer, "isNote"u8, line.IsNote);
        writer.WriteEndObject();
    }

    private static DocumentLine ReadLine(ref Utf8JsonReader reader, ref Currency known)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var (unit, quantity, carry, bundle, hidesQuantity, isTaxOverride, isNote) = (Piece, 0m, 0L, BundleRole.None, false, false, false);
        var (text, taxCode, pricingError, unitCode) = (default(string), default(string), default(string), default(string));
        var (remark, source, bundleShare, discount) = (default(LineRemark), default(PriceSource), default(BundleShare), default(Discount));
        var (tax, offer, part) = (default(LineTax), default(LineOffer), default(LinePart));
        var (product, period, share) = (default(Id<Product>?), default(DatePeriod?), default(PeriodShare?));
        Money? amount = null;
        UnitPrice unitPrice = default;
        UnitPrice? volumeDiscount = null;
        ValueList<LineDetail> details = default;
        for (var name = StoredNames.None; (name = LineNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((LineName)name)
            {
                case LineName.Text: text = StoredParts.ReadText(ref reader); break;
                case LineName.Amount: amount = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case LineName.Remark: remark = StoredParts.ReadPart<LineRemark>(ref reader); break;
                case LineName.Product: product = new(reader.GetGuid()); break;
                case LineName.Period: period = StoredAmounts.ReadPeriod(ref reader); break;
                case LineName.Quantity: quantity = reader.GetDecimal(); break;
                case LineName.Unit: unit = StoredParts.ReadText(ref reader); break;
                case LineName.UnitPrice: unitPrice = StoredAmounts.ReadPrice(ref reader, ref known); break;
                case LineName.VolumeDiscount: volumeDiscount = StoredAmounts.ReadPrice(ref reader, ref known); break;
                case LineName.Source: source = StoredParts.ReadPart<PriceSource>(ref reader); break;
                case LineName.PricingError: pricingError = StoredParts.ReadText(ref reader); break;
                case LineName.UnitCode: unitCode = StoredParts.ReadText(ref reader); break;
                case LineName.Bundle: bundle = StoredEnums<BundleRole>.Read(ref reader); break;
                case LineName.BundleShare: bundleShare = StoredParts.ReadPart<BundleShare>(ref reader); break;
                case LineName.HidesQuantity: hidesQuantity = reader.GetBoolean(); break;
                case LineName.Discount: discount = StoredParts.ReadPart<Discount>(ref reader); break;
                case LineName.Share: share = ReadShare(ref reader); break;
                case LineName.Carry: carry = reader.GetInt64(); break;
                case LineName.Details: details = StoredParts.ReadList(ref reader, ReadDetail, ref known); break;
                case LineName.TaxCode: taxCode = StoredParts.ReadText(ref reader); break;
                case LineName.IsTaxOverride: isTaxOverride = reader.GetBoolean(); break;
                case LineName.Tax: tax = StoredTax.Read(ref reader); break;
                case LineName.Offer: offer = StoredParts.ReadPart<LineOffer>(ref reader); break;
                case LineName.Part: part = StoredParts.ReadPart<LinePart>(ref reader); break;
                case LineName.IsNote: isNote = reader.GetBoolean(); break;
            }
        }

        return new(unit)
        {
            Text = StoredParts.Required(text, "text"),
            Remark = remark,
            Product = product,
            Period = period,
            Quantity = quantity,
            UnitPrice = unitPrice,
            VolumeDiscount = volumeDiscount,
            Source = source,
            PricingError = pricingError,
            UnitCode = unitCode,
            Bundle = bundle,
            BundleShare = bundleShare,
            HidesQuantity = hidesQuantity,
            Discount = discount,
            Share = share,
            Carry = carry,
            Amount = StoredParts.Required(amount, "amount"),
            Details = details,
            TaxCode = taxCode,
            IsTaxOverride = isTaxOverride,
            Tax = tax,
            Offer = offer,
            Part = part,
            IsNote = isNote,
        };
    }

    private static void WriteDetail(Utf8JsonWriter writer, LineDetail detail, ref Currency known)
    {
        writer.WriteStartObject();
        StoredEnums<LineDetailKind>.Write(writer, "kind"u8, detail.Kind);
        writer.WriteText("text"u8, detail.Text);
        if (detail.Date is { } date)
        {
            writer.WriteDate("date"u8, date);
        }

        WriteQuantity(writer, detail.Quantity, detail.Unit);
        if (detail.UnitPrice is { } price)
        {
            writer.WritePrice("unitPrice"u8, price, ref known);
        }

        if (detail.BlockSize is { } size)
        {
            writer.WriteNumber("blockSize"u8, size);
        }

        writer.WriteEndObject();
    }

    private static LineDetail ReadDetail(ref Utf8JsonReader reader, ref Currency known)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var (unit, quantity, kind) = (Piece, 0m, default(LineDetailKind));
        string? text = null;
        NodaTime.LocalDate? date = null;
        UnitPrice? unitPrice = null;
        decimal? blockSize = null;
        for (var name = StoredNames.None; (name = DetailNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((DetailName)name)
            {
                case DetailName.Kind: kind = StoredEnums<LineDetailKind>.Read(ref reader); break;
                case DetailName.Text: text = StoredParts.ReadText(ref reader); break;
                case DetailName.Date: date = StoredAmounts.ReadDate(ref reader); break;
                case DetailName.Quantity: quantity = reader.GetDecimal(); break;
                case DetailName.Unit: unit = StoredParts.ReadText(ref reader); break;
                case DetailName.UnitPrice: unitPrice = StoredAmounts.ReadPrice(ref reader, ref known); break;
                case DetailName.BlockSize: blockSize = reader.GetDecimal(); break;
            }
        }

        return new(unit) { Kind = kind, Text = text, Date = date, Quantity = quantity, UnitPrice = unitPrice, BlockSize = blockSize };
    }

    // one piece is the unit unless another stands there
    private static void WriteQuantity(Utf8JsonWriter writer, decimal quantity, string unit)
    {
        if (quantity != 0m)
        {
            writer.WriteNumber("quantity"u8, quantity);
        }

        if (unit != Piece)
        {
            writer.WriteString("unit"u8, unit);
        }
    }

    private static void WriteFlag(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, value);
        }
    }

    private static PeriodShare ReadShare(ref Utf8JsonReader reader)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartArray);
        reader.Read();
        var units = reader.GetInt64();
        reader.Read();
        var share = new PeriodShare(units, reader.GetInt64());
        reader.Read();
        StoredParts.Require(ref reader, JsonTokenType.EndArray);
        return share;
    }

    private enum LineName
    {
        Text,
        Amount,
        Remark,
        Product,
        Period,
        Quantity,
        Unit,
        UnitPrice,
        VolumeDiscount,
        Source,
        PricingError,
        UnitCode,
        Bundle,
        BundleShare,
        HidesQuantity,
        Discount,
        Share,
        Carry,
        Details,
        TaxCode,
        IsTaxOverride,
        Tax,
        Offer,
        Part,
        IsNote,
    }

    private enum DetailName
    {
        Kind,
        Text,
        Date,
        Quantity,
        Unit,
        UnitPrice,
        BlockSize,
    }
}
