using System.Globalization;
using System.Runtime.CompilerServices;

namespace Psa.Sellers;

/// <summary>
/// Footers of documents and their placeholders <c>[INVOICE_NUMBER]</c>, <c>[INVOICE_DUE_DAYS]</c>, <c>[BANK_ACCOUNT_NUMBER]</c>,
/// <c>[CUSTOMER_NAME]</c> and <c>[VAT_NUMBER]</c>.
/// </summary>
internal static class Footers
{
    private const int MostOnStack = 512;

    /// <summary>Gets the placeholders, with their brackets.</summary>
    public static ValueList<string> Placeholders { get; } =
        ["[INVOICE_NUMBER]", "[INVOICE_DUE_DAYS]", "[BANK_ACCOUNT_NUMBER]", "[CUSTOMER_NAME]", "[VAT_NUMBER]"];

    /// <summary>Fills in the placeholders, in one pass: what stands in a value is never taken for a placeholder.</summary>
    /// <param name="footer">The footer.</param>
    /// <param name="values">What stands for the placeholders.</param>
    /// <returns>The text; brackets that are no placeholder stay.</returns>
    public static string Render(string footer, FooterValues values)
    {
        ArgumentNullException.ThrowIfNull(footer);
        ArgumentNullException.ThrowIfNull(values);
        var text = new DefaultInterpolatedStringHandler(footer.Length, 0, CultureInfo.InvariantCulture, stackalloc char[MostOnStack]);
        var done = 0;
        while (TryFindBrackets(footer, done, out var start, out var end))
        {
            var placeholder = footer.AsSpan()[start..end];
            text.AppendFormatted(footer.AsSpan()[done..start]);
            text.AppendFormatted(Value(placeholder, values) is { } value ? value : placeholder);
            done = end;
        }

        text.AppendFormatted(footer.AsSpan()[done..]);
        return text.ToStringAndClear();
    }

    /// <summary>Checks a footer before it is stored.</summary>
    /// <param name="footer">The footer.</param>
    /// <returns>Each unknown placeholder, that is capital letters and underscores in brackets (<c>document.unknown_placeholder</c>).</returns>
    public static ValueList<Problem> Validate(string footer)
    {
        ArgumentNullException.ThrowIfNull(footer);
        var problems = new List<Problem>();
        var done = 0;
        var known = new FooterValues();
        while (TryFindBrackets(footer, done, out var start, out var end))
        {
            if (Value(footer.AsSpan()[start..end], known) is null)
            {
                problems.Add(new(
                    SellerErrors.UnknownPlaceholder, $"{footer[start..end]} is no placeholder: use one of {string.Join(", ", Placeholders)}.", footer[start..end]));
            }

            done = end;
        }

        return problems.ToValueList();
    }

    private static string? Value(ReadOnlySpan<char> placeholder, FooterValues values) => placeholder switch
    {
        "[INVOICE_NUMBER]" => values.InvoiceNumber,
        "[INVOICE_DUE_DAYS]" => values.InvoiceDueDays.ToString(CultureInfo.InvariantCulture),
        "[BANK_ACCOUNT_NUMBER]" => values.BankAccountNumber,
        "[CUSTOMER_NAME]" => values.CustomerName,
        "[VAT_NUMBER]" => values.VatNumber,
        _ => null,
    };

    /// <summary>Finds the next capital letters and underscores in brackets.</summary>
    private static bool TryFindBrackets(string footer, int from, out int start, out int end)
    {
        for (start = footer.IndexOf('[', from); start >= 0; start = footer.IndexOf('[', start + 1))
        {
            for (end = start + 1; end < footer.Length && (char.IsAsciiLetterUpper(footer[end]) || footer[end] == '_'); end++)
            {
            }

            if (end < footer.Length && footer[end] == ']' && end > start + 1)
            {
                end++;
                return true;
            }
        }

        end = footer.Length;
        return false;
    }
}
