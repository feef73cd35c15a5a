using System.Text.Json;

namespace Psa.EntityFrameworkCore;

/// <summary>The addresses of parties and customers. What is empty is left out.</summary>
internal static class StoredAddresses
{
    private static readonly StoredNames AddressNames = new(typeof(AddressName));

    internal static void WriteAddress(this Utf8JsonWriter writer, Address? address)
    {
        if (address is null)
        {
            return;
        }

        writer.WriteStartObject("address"u8);
        WriteUnlessEmpty(writer, "street"u8, address.Street);
        WriteUnlessEmpty(writer, "number"u8, address.Number);
        WriteUnlessEmpty(writer, "postcode"u8, address.Postcode);
        WriteUnlessEmpty(writer, "city"u8, address.City);
        WriteUnlessEmpty(writer, "region"u8, address.Region);
        WriteUnlessEmpty(writer, "country"u8, address.Country);
        writer.WriteEndObject();
    }

    internal static Address Read(ref Utf8JsonReader reader)
    {
        StoredParts.Require(ref reader, JsonTokenType.StartObject);
        var (street, number, postcode, city, region, country) = (string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty);
        for (var name = StoredNames.None; (name = AddressNames.Next(ref reader, name)) != StoredNames.None;)
        {
            switch ((AddressName)name)
            {
                case AddressName.Street: street = StoredParts.ReadText(ref reader); break;
                case AddressName.Number: number = StoredParts.ReadText(ref reader); break;
                case AddressName.Postcode: postcode = StoredParts.ReadText(ref reader); break;
                case AddressName.City: city = StoredParts.ReadText(ref reader); break;
                case AddressName.Region: region = StoredParts.ReadText(ref reader); break;
                case AddressName.Country: country = StoredParts.ReadText(ref reader); break;
            }
        }

        return new(street, number, postcode, city, region, country);
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string value)
    {
        if (value.Length > 0)
        {
            writer.WriteString(name, value);
        }
    }

    private enum AddressName
    {
        Street,
        Number,
        Postcode,
        City,
        Region,
        Country,
    }
}
