using System.Globalization;

namespace Psa;

/// <summary>How sentences write quantities and amounts: culture-free, amounts with all decimals of their currency and no more than needed.</summary>
internal static class Figures
{
    internal static string Quantity(decimal quantity) => quantity.ToString("0.###############", CultureInfo.InvariantCulture);

    internal static string Price(UnitPrice price) => Amount(price.Times(1m));

    internal static string Amount(decimal amount, Currency currency) => Amount(ExactAmount.Of(amount, currency));

    /// <summary>Writes an exact amount as <c>12.30 EUR</c>; decimals beyond the currency's only when they aren't zero.</summary>
    internal static string Amount(ExactAmount amount)
    {
        var (text, decimals) = (amount.AmountText(), amount.Currency.MinorUnits);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, rest) = point < 0 ? (text, string.Empty) : (text[..point], text[(point + 1)..].TrimEnd('0'));
        rest = rest.PadRight(decimals, '0');
        return rest.Length == 0 ? $"{whole} {amount.Currency}" : $"{whole}.{rest} {amount.Currency}";
    }
}
