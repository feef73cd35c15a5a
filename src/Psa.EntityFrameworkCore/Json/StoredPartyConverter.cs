using System.Text.Json;
using System.Text.Json.Serialization;
using Psa.Documents;

namespace Psa.EntityFrameworkCore;

/// <summary>Who sells or buys, which each document has twice.</summary>
internal sealed class StoredPartyConverter : JsonConverter<Party>
{
    private static readonly StoredNames PartyNames = new(typeof(PartyName));

    public override Party Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        string? called = null;
        string? number = null;
        string? externalId = null;
        string? vatNumber = null;
        string? registrationNumber = null;
        string? email = null;
        string? phone = null;
        string? bankAccount = null;
        string? bankIdentifier = null;
        Address? address = null;
        ElectronicAddress? electronic = null;
        for (var name = StoredNames.None; (name = PartyNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((PartyName)name)
            {
                case PartyName.Name: called = StoredParts.ReadText(ref reader); break;
                case PartyName.Number: number = StoredParts.ReadText(ref reader); break;
                case PartyName.ExternalId: externalId = StoredParts.ReadText(ref reader); break;
                case PartyName.VatNumber: vatNumber = StoredParts.ReadText(ref reader); break;
                case PartyName.RegistrationNumber: registrationNumber = StoredParts.ReadText(ref reader); break;
                case PartyName.Address: address = StoredAddresses.Read(ref reader); break;
                case PartyName.Email: email = StoredParts.ReadText(ref reader); break;
                case PartyName.Phone: phone = StoredParts.ReadText(ref reader); break;
                case PartyName.BankAccount: bankAccount = StoredParts.ReadText(ref reader); break;
                case PartyName.BankIdentifier: bankIdentifier = StoredParts.ReadText(ref reader); break;
                case PartyName.ElectronicAddress: electronic = StoredParts.ReadPart<ElectronicAddress>(ref reader); break;
            }
        }

        return new()
        {
            Name = StoredParts.Required(called, "name"),
            Number = number,
            ExternalId = externalId,
            VatNumber = vatNumber,
            RegistrationNumber = registrationNumber,
            Address = address,
            Email = email,
            Phone = phone,
            BankAccount = bankAccount,
            BankIdentifier = bankIdentifier,
            ElectronicAddress = electronic,
        };
    }

    public override void Write(Utf8JsonWriter writer, Party value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, value.Name);
        writer.WriteText("number"u8, value.Number);
        writer.WriteText("externalId"u8, value.ExternalId);
        writer.WriteText("vatNumber"u8, value.VatNumber);
        writer.WriteText("registrationNumber"u8, value.RegistrationNumber);
        writer.WriteAddress(value.Address);
        writer.WriteText("email"u8, value.Email);
        writer.WriteText("phone"u8, value.Phone);
        writer.WriteText("bankAccount"u8, value.BankAccount);
        writer.WriteText("bankIdentifier"u8, value.BankIdentifier);
        writer.WritePart("electronicAddress"u8, value.ElectronicAddress);
        writer.WriteEndObject();
    }

    private enum PartyName
    {
        Name,
        Number,
        ExternalId,
        VatNumber,
        RegistrationNumber,
        Address,
        Email,
        Phone,
        BankAccount,
        BankIdentifier,
        ElectronicAddress,
    }
}
