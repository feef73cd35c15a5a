using System.Globalization;

namespace Psa;

/// <summary>The digits of quantities and amounts, culture-free: amounts with all decimals of their currency and no more than needed.</summary>
internal static class Figures
{
    internal static string Quantity(decimal quantity) => quantity.ToString("0.###############", CultureInfo.InvariantCulture);

    /// <summary>Writes an exact amount with its currency, as error messages do: <c>12.30 EUR</c>.</summary>
    internal static string Amount(ExactAmount amount) => $"{Digits(amount)} {amount.Currency}";

    /// <summary>Writes an exact amount as <c>12.30</c>; decimals beyond the currency's only when they aren't zero.</summary>
    internal static string Digits(ExactAmount amount)
    {
        var (text, decimals) = (amount.AmountText(), amount.Currency.MinorUnits);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, rest) = point < 0 ? (text, string.Empty) : (text[..point], text[(point + 1)..].TrimEnd('0'));
        rest = rest.PadRight(decimals, '0');
        return rest.Length == 0 ? whole : $"{whole}.{rest}";
    }
}
