using System.Text.Json;
using System.Text.Json.Serialization;
using Psa.Catalog;
using Psa.Documents;

namespace Psa.EntityFrameworkCore;

/// <summary>A document's totals. A discount, charge or rounding that is missing is zero in the currency of the first sum, and so is a line's tax or discount.</summary>
internal sealed class StoredTotalsConverter : JsonConverter<DocumentTotals>
{
    private static readonly StoredNames TotalsNames = new(typeof(TotalsName));
    private static readonly StoredNames LineNames = new(typeof(LineName));
    private static readonly StoredNames GroupNames = new(typeof(GroupName));

    public override DocumentTotals Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var known = default(Currency);
        Money? lineTotal = null;
        Money? discountTotal = null;
        Money? chargeTotal = null;
        Money? totalWithoutTax = null;
        Money? taxTotal = null;
        Money? totalWithTax = null;
        Money? prepaid = null;
        Money? payableRounding = null;
        ValueList<LineTotals>? lines = null;
        ValueList<DocumentAdjustment> adjustments = default;
        ValueList<TaxGroup>? groups = null;
        for (var name = StoredNames.None; (name = TotalsNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((TotalsName)name)
            {
                case TotalsName.TotalWithTax: totalWithTax = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case TotalsName.LineTotal: lineTotal = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case TotalsName.DiscountTotal: discountTotal = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case TotalsName.ChargeTotal: chargeTotal = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case TotalsName.TotalWithoutTax: totalWithoutTax = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case TotalsName.TaxTotal: taxTotal = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case TotalsName.Prepaid: prepaid = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case TotalsName.PayableRounding: payableRounding = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case TotalsName.Lines: lines = StoredParts.ReadList(ref reader, ReadLine, ref known); break;
                case TotalsName.Adjustments: adjustments = StoredParts.ReadPart<ValueList<DocumentAdjustment>>(ref reader); break;
                case TotalsName.TaxGroups: groups = StoredParts.ReadList(ref reader, ReadGroup, ref known); break;
            }
        }

        var zero = Money.Zero(StoredParts.Required(totalWithTax, "totalWithTax").Currency);
        return new()
        {
            Lines = StoredParts.Required(lines, "lines"),
            Adjustments = adjustments,
            TaxGroups = StoredParts.Required(groups, "taxGroups"),
            LineTotal = StoredParts.Required(lineTotal, "lineTotal"),
            DiscountTotal = discountTotal ?? zero,
            ChargeTotal = chargeTotal ?? zero,
            TotalWithoutTax = StoredParts.Required(totalWithoutTax, "totalWithoutTax"),
            TaxTotal = StoredParts.Required(taxTotal, "taxTotal"),
            TotalWithTax = StoredParts.Required(totalWithTax, "totalWithTax"),
            Prepaid = prepaid,
            PayableRounding = payableRounding ?? zero,
        };
    }

    public override void Write(Utf8JsonWriter writer, DocumentTotals value, JsonSerializerOptions options)
    {
        var known = default(Currency);
        writer.WriteStartObject();
        writer.WriteMoney("totalWithTax"u8, value.TotalWithTax, ref known);
        writer.WriteMoney("lineTotal"u8, value.LineTotal, ref known);
        writer.WriteMoneyUnlessZero("discountTotal"u8, value.DiscountTotal, ref known);
        writer.WriteMoneyUnlessZero("chargeTotal"u8, value.ChargeTotal, ref known);
        writer.WriteMoney("totalWithoutTax"u8, value.TotalWithoutTax, ref known);
        writer.WriteMoney("taxTotal"u8, value.TaxTotal, ref known);
        if (value.Prepaid is { } prepaid)
        {
            writer.WriteMoney("prepaid"u8, prepaid, ref known);
        }

        writer.WriteMoneyUnlessZero("payableRounding"u8, value.PayableRounding, ref known);
        writer.WritePropertyName("lines"u8);
        writer.WriteList(value.Lines, WriteLine, ref known);
        if (!value.Adjustments.IsEmpty)
        {
            writer.WritePart("adjustments"u8, value.Adjustments);
        }

        writer.WritePropertyName("taxGroups"u8);
        writer.WriteList(value.TaxGroups, WriteGroup, ref known);
        writer.WriteEndObject();
    }

    private static void WriteLine(Utf8JsonWriter writer, LineTotals line, ref Currency known)
    {
        writer.WriteStartObject();
        writer.WriteMoney("net"u8, line.Net, ref known);
        writer.WriteMoneyUnlessZero("discount"u8, line.Discount, ref known);
        writer.WriteMoneyUnlessZero("tax"u8, line.Tax, ref known);
        if (line.Gross is { } gross)
        {
            writer.WriteMoney("gross"u8, gross, ref known);
        }

        if (!line.Taxes.IsEmpty)
        {
            writer.WritePropertyName("taxes"u8);
            writer.WriteList(line.Taxes, static (Utf8JsonWriter w, Money tax, ref Currency currency) => w.WriteMoney(tax, ref currency), ref known);
        }

        writer.WriteEndObject();
    }

    private static LineTotals ReadLine(ref Utf8JsonReader reader, ref Currency known)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var zero = Money.Zero(known);
        var (discount, tax) = (zero, zero);
        Money? net = null;
        Money? gross = null;
        ValueList<Money> taxes = default;
        for (var name = StoredNames.None; (name = LineNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((LineName)name)
            {
                case LineName.Net: net = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case LineName.Discount: discount = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case LineName.Tax: tax = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case LineName.Gross: gross = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case LineName.Taxes: taxes = StoredParts.ReadList(ref reader, StoredAmounts.ReadMoney, ref known); break;
            }
        }

        return new(StoredParts.Required(net, "net"), discount, tax, gross, taxes);
    }

    private static void WriteGroup(Utf8JsonWriter writer, TaxGroup group, ref Currency known)
    {
        writer.WriteStartObject();
        writer.WriteString("category"u8, group.Category.Name);
        StoredTax.WriteRate(writer, group.Rate);
        writer.WriteMoney("taxable"u8, group.Taxable, ref known);
        writer.WriteMoney("tax"u8, group.Tax, ref known);
        writer.WriteText("exemptionReason"u8, group.ExemptionReason);
        writer.WriteText("exemptionCode"u8, group.ExemptionCode);
        writer.WriteText("component"u8, group.Component);
        writer.WriteEndObject();
    }

    private static TaxGroup ReadGroup(ref Utf8JsonReader reader, ref Currency known)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        TaxCategory? category = null;
        Percent? rate = null;
        Money? taxable = null;
        Money? tax = null;
        string? reason = null;
        string? code = null;
        string? component = null;
        for (var name = StoredNames.None; (name = GroupNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((GroupName)name)
            {
                case GroupName.Category: category = StoredTax.ReadCategory(ref reader); break;
                case GroupName.Rate: rate = StoredTax.ReadRate(ref reader); break;
                case GroupName.Taxable: taxable = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case GroupName.Tax: tax = StoredAmounts.ReadMoney(ref reader, ref known); break;
                case GroupName.ExemptionReason: reason = StoredParts.ReadText(ref reader); break;
                case GroupName.ExemptionCode: code = StoredParts.ReadText(ref reader); break;
                case GroupName.Component: component = StoredParts.ReadText(ref reader); break;
            }
        }

        return new(
            StoredParts.Required(category, "category"),
            StoredParts.Required(rate, "rate"),
            StoredParts.Required(taxable, "taxable"),
            StoredParts.Required(tax, "tax"),
            reason,
            code,
            component);
    }

    private enum TotalsName
    {
        TotalWithTax,
        LineTotal,
        DiscountTotal,
        ChargeTotal,
        TotalWithoutTax,
        TaxTotal,
        Prepaid,
        PayableRounding,
        Lines,
        Adjustments,
        TaxGroups,
    }

    private enum LineName
    {
        Net,
        Discount,
        Tax,
        Gross,
        Taxes,
    }

    private enum GroupName
    {
        Category,
        Rate,
        Taxable,
        Tax,
        ExemptionReason,
        ExemptionCode,
        Component,
    }
}
