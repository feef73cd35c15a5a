using System.Text.Json;

namespace Psa.EntityFrameworkCore;

/// <summary>Writes and reads enumerations by name, the default not at all.</summary>
internal static class StoredEnums<TEnum>
    where TEnum : struct, Enum
{
    private static readonly EnumJsonConverter<TEnum> Converter = new();

    internal static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, TEnum value)
    {
        if (!EqualityComparer<TEnum>.Default.Equals(value, default))
        {
            writer.WritePropertyName(name);
            Converter.Write(writer, value, StoredJson.Options);
        }
    }

    internal static TEnum Read(ref Utf8JsonReader reader) => Converter.Read(ref reader, typeof(TEnum), StoredJson.Options);
}
