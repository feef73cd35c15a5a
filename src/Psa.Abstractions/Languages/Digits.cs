using System.Text;

namespace Psa.Languages;

/// <summary>Writes digits with the separators of a language.</summary>
internal static class Digits
{
    private const int Group = 3;

    /// <summary>Sets another decimal point, and a separator before each group of three digits of the whole part.</summary>
    /// <param name="digits">Digits with a point before the decimals, and perhaps a minus sign.</param>
    /// <param name="point">Before the decimals.</param>
    /// <param name="separator">Between thousands.</param>
    /// <returns>The number as the language writes it.</returns>
    internal static string Grouped(string digits, char point, char separator)
    {
        var at = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = at < 0 ? digits.Length : at;
        var first = digits[0] == '-' ? 1 : 0;
        var text = new StringBuilder(digits.Length + (digits.Length / Group));
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > first && i < whole && (whole - i) % Group == 0)
            {
                text.Append(separator);
            }

            text.Append(i == at ? point : digits[i]);
        }

        return text.ToString();
    }
}
