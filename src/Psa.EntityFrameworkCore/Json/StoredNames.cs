using System.Text.Json;

namespace Psa.EntityFrameworkCore;

/// <summary>
/// The names of an object's properties, as an enumeration says them. What is stored has them in one order, so the one after the last is looked for first; others are found too, and what
/// is unknown is passed over.
/// </summary>
/// <param name="names">The enumeration, whose values count from 0.</param>
internal sealed class StoredNames(Type names)
{
    internal const int None = -1;

    private readonly byte[][] _names = Array.ConvertAll(Enum.GetNames(names), static name => System.Text.Encoding.UTF8.GetBytes(JsonNamingPolicy.CamelCase.ConvertName(name)));

    /// <summary>Goes to the value of the next property and gives the place of its name; <see cref="None"/> at the object's end.</summary>
    internal int Next(ref Utf8JsonReader reader, int last)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var place = last;
            for (var tried = 0; tried < _names.Length; tried++)
            {
                place = place + 1 < _names.Length ? place + 1 : 0;
                if (reader.ValueTextEquals(_names[place]))
                {
                    reader.Read();
                    return place;
                }
            }

            reader.Skip();
        }

        return None;
    }
}
