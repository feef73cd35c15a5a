using System.Text.Json;
using System.Text.Json.Serialization;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.EntityFrameworkCore;

/// <summary>How a customer is billed, which each run reads.</summary>
internal sealed class StoredBillingConverter : JsonConverter<BillingInformation>
{
    private static readonly StoredNames BillingNames = new(typeof(BillingName));

    public override BillingInformation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        string? legalName = null;
        string? vatNumber = null;
        Address? address = null;
        string? email = null;
        ValueList<string> recipients = default;
        string? language = null;
        Currency? currency = null;
        string? taxCode = null;
        TaxExemption? exemption = null;
        PaymentTerms? terms = null;
        var (delivery, payment, creditByHand, showSubtotals, grouping) = (default(DeliveryMethod), default(PaymentMethod), false, false, default(LineGrouping));
        var (timeStep, timeRoundUp) = ((int?)null, default(TimeRoundUp));
        string? bankAccount = null;
        string? note = null;
        Id<BillingEntity>? entity = null;
        ElectronicAddress? electronic = null;
        for (var name = StoredNames.None; (name = BillingNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((BillingName)name)
            {
                case BillingName.LegalName: legalName = StoredParts.ReadText(ref reader); break;
                case BillingName.VatNumber: vatNumber = StoredParts.ReadText(ref reader); break;
                case BillingName.Address: address = StoredAddresses.Read(ref reader); break;
                case BillingName.Email: email = StoredParts.ReadText(ref reader); break;
                case BillingName.InvoiceRecipients: recipients = StoredParts.ReadPart<ValueList<string>>(ref reader); break;
                case BillingName.Language: language = StoredParts.ReadText(ref reader); break;
                case BillingName.Currency: currency = StoredParts.ReadPart<Currency>(ref reader); break;
                case BillingName.TaxCode: taxCode = StoredParts.ReadText(ref reader); break;
                case BillingName.TaxExemption: exemption = StoredParts.ReadPart<TaxExemption>(ref reader); break;
                case BillingName.PaymentTerms: terms = StoredParts.ReadPart<PaymentTerms>(ref reader); break;
                case BillingName.Delivery: delivery = StoredEnums<DeliveryMethod>.Read(ref reader); break;
                case BillingName.PaymentMethod: payment = StoredEnums<PaymentMethod>.Read(ref reader); break;
                case BillingName.CreditByHand: creditByHand = reader.GetBoolean(); break;
                case BillingName.TimeStep: timeStep = reader.GetInt32(); break;
                case BillingName.TimeRoundUp: timeRoundUp = StoredEnums<TimeRoundUp>.Read(ref reader); break;
                case BillingName.BankAccount: bankAccount = StoredParts.ReadText(ref reader); break;
                case BillingName.ShowSubtotals: showSubtotals = reader.GetBoolean(); break;
                case BillingName.LineGrouping: grouping = StoredEnums<LineGrouping>.Read(ref reader); break;
                case BillingName.InvoiceNote: note = StoredParts.ReadText(ref reader); break;
                case BillingName.DefaultBillingEntity: entity = new(reader.GetGuid()); break;
                case BillingName.ElectronicAddress: electronic = StoredParts.ReadPart<ElectronicAddress>(ref reader); break;
            }
        }

        return new()
        {
            LegalName = legalName,
            VatNumber = vatNumber,
            Address = address,
            Email = email,
            InvoiceRecipients = recipients,
            Language = language,
            Currency = currency,
            TaxCode = taxCode,
            TaxExemption = exemption,
            PaymentTerms = terms,
            Delivery = delivery,
            PaymentMethod = payment,
            CreditByHand = creditByHand,
            TimeStep = timeStep,
            TimeRoundUp = timeRoundUp,
            BankAccount = bankAccount,
            ShowSubtotals = showSubtotals,
            LineGrouping = grouping,
            InvoiceNote = note,
            DefaultBillingEntity = entity,
            ElectronicAddress = electronic,
        };
    }

    public override void Write(Utf8JsonWriter writer, BillingInformation value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteText("legalName"u8, value.LegalName);
        writer.WriteText("vatNumber"u8, value.VatNumber);
        writer.WriteAddress(value.Address);
        writer.WriteText("email"u8, value.Email);
        if (!value.InvoiceRecipients.IsEmpty)
        {
            writer.WritePart("invoiceRecipients"u8, value.InvoiceRecipients);
        }

        writer.WriteText("language"u8, value.Language);
        if (value.Currency is { } currency)
        {
            writer.WritePart("currency"u8, currency);
        }

        writer.WriteText("taxCode"u8, value.TaxCode);
        writer.WritePart("taxExemption"u8, value.TaxExemption);
        if (value.PaymentTerms is { } terms)
        {
            writer.WritePart("paymentTerms"u8, terms);
        }

        StoredEnums<DeliveryMethod>.Write(writer, "delivery"u8, value.Delivery);
        StoredEnums<PaymentMethod>.Write(writer, "paymentMethod"u8, value.PaymentMethod);
        if (value.CreditByHand)
        {
            writer.WriteBoolean("creditByHand"u8, value: true);
        }

        if (value.TimeStep is { } step)
        {
            writer.WriteNumber("timeStep"u8, step);
        }

        if (value.TimeRoundUp != default)
        {
            StoredEnums<TimeRoundUp>.Write(writer, "timeRoundUp"u8, value.TimeRoundUp);
        }

        writer.WriteText("bankAccount"u8, value.BankAccount);
        if (value.ShowSubtotals)
        {
            writer.WriteBoolean("showSubtotals"u8, value: true);
        }

        if (value.LineGrouping != default)
        {
            StoredEnums<LineGrouping>.Write(writer, "lineGrouping"u8, value.LineGrouping);
        }

        writer.WriteText("invoiceNote"u8, value.InvoiceNote);
        if (value.DefaultBillingEntity is { } entity)
        {
            writer.WriteString("defaultBillingEntity"u8, entity.Value);
        }

        writer.WritePart("electronicAddress"u8, value.ElectronicAddress);
        writer.WriteEndObject();
    }

    private enum BillingName
    {
        LegalName,
        VatNumber,
        Address,
        Email,
        InvoiceRecipients,
        Language,
        Currency,
        TaxCode,
        TaxExemption,
        PaymentTerms,
        Delivery,
        PaymentMethod,
        CreditByHand,
        TimeStep,
        TimeRoundUp,
        BankAccount,
        ShowSubtotals,
        LineGrouping,
        InvoiceNote,
        DefaultBillingEntity,
        ElectronicAddress,
    }
}
