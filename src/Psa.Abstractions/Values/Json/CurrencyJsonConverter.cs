using System.Text.Json;

namespace Psa;

/// <summary>Writes a <see cref="Currency"/> as its code, <c>"EUR"</c>; reads it in any case. The default value isn't written.</summary>
internal sealed class CurrencyJsonConverter : TextJsonConverter<Currency>
{
    internal static readonly JsonShape Code = JsonShape.Text("EUR", pattern: "^[A-Z]{3}$");

    public override JsonShape Shape => Code;

    protected override Currency Parse(string text) => Currency.FromCode(text);

    protected override string ToText(Currency value) =>
        value.IsNone ? throw new JsonException("A currency that was never set can't be written: make the property nullable, or set it.") : value.Code;
}
