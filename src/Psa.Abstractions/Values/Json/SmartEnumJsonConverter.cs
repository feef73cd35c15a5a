using System.Linq;
using System.Text.Json;
using Ardalis.SmartEnum;

namespace Psa;

/// <summary>Writes a SmartEnum by its name. An unknown name is refused, never read as <see langword="null"/>.</summary>
/// <typeparam name="TEnum">The SmartEnum, which carries <c>[JsonConverter(typeof(PsaJsonConverter))]</c>.</typeparam>
internal sealed class SmartEnumJsonConverter<TEnum> : TextJsonConverter<TEnum>
    where TEnum : SmartEnum<TEnum>
{
    public override JsonShape Shape =>
        JsonShape.OneOf(SmartEnum<TEnum>.List.OrderBy(static value => value.Value).Select(static value => value.Name).ToValueList());

    protected override TEnum Parse(string text) =>
        SmartEnum<TEnum>.TryFromName(text, out var value)
            ? value
            : throw new JsonException($"'{text}' is no {typeof(TEnum).Name}: one of {string.Join(", ", (IEnumerable<TEnum>)SmartEnum<TEnum>.List)} is expected.");

    protected override string ToText(TEnum value) => value.Name;
}
