using System.Globalization;
using System.Text;

namespace Psa;

/// <content>How terms are written: one due date, or instalments one after the other, and then the discount, each after a semicolon.</content>
public readonly partial record struct PaymentTerms
{
    private const string NetPrefix = "net ";
    private const string EndOfMonthPrefix = "eom ";
    private const string DayPrefix = "day ";
    private const string Separator = "; ";
    private const string Percents = "% ";

    /// <summary>
    /// Writes the terms culture-free, as <c>net 30</c>, <c>eom 14</c>, <c>eom +1m</c> or <c>day 15 +1m</c>; instalments with their weights, as <c>50 net 0; 30 net 30; 20 net 60</c>;
    /// then the discount and its days, as <c>net 30; 2% 10</c>.
    /// </summary>
    /// <returns>The text; <see cref="Parse"/> reads it back.</returns>
    public override string ToString()
    {
        if (Instalments.IsEmpty && EarlyDiscount == default)
        {
            return OneText();
        }

        var text = new StringBuilder();
        foreach (var (weight, terms) in Instalments)
        {
            text.Append(text.Length > 0 ? Separator : string.Empty).Append(CultureInfo.InvariantCulture, $"{weight} {terms.OneText()}");
        }

        text.Append(Instalments.IsEmpty ? OneText() : string.Empty);
        return (EarlyDiscount == default ? text : text.Append(CultureInfo.InvariantCulture, $"{Separator}{EarlyDiscount.ToString("A")}{Percents}{EarlyDays}")).ToString();
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">For example <c>net 30</c>.</param>
    /// <returns>The terms.</returns>
    /// <exception cref="FormatException">It isn't of one of the forms, or its days or months are too many.</exception>
    /// <exception cref="RuleViolationException"><c>payment_terms.bad_instalments</c>.</exception>
    [Pure]
    public static PaymentTerms Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        return Read(text) is { } terms ? terms : throw new FormatException(
            $"'{text}' are no payment terms: write them as 'net 30', 'eom 14', 'eom +1m' or 'day 15 +1m', with at most {MaxDays} days and {MaxMonths} months; "
            + "instalments as '50 net 0; 50 net 30', and a discount after them as 'net 30; 2% 10'.");
    }

    private string OneText() => Form switch
    {
        PaymentTermsForm.DueIn => string.Create(CultureInfo.InvariantCulture, $"{NetPrefix}{Days}"),
        PaymentTermsForm.EndOfMonth => string.Create(CultureInfo.InvariantCulture, $"{EndOfMonthPrefix}{Days}"),
        PaymentTermsForm.EndOfMonthPlusMonths => string.Create(CultureInfo.InvariantCulture, $"{EndOfMonthPrefix}+{Months}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{DayPrefix}{Days} +{Months}m"),
    };

    private static PaymentTerms? Read(string text)
    {
        if (!text.Contains(Separator, StringComparison.Ordinal))
        {
            return ReadOne(text);
        }

        var parts = text.Split(Separator);
        var discount = parts[^1].Contains('%', StringComparison.Ordinal) ? parts[^1] : null;
        var due = parts.AsSpan(0, parts.Length - (discount is null ? 0 : 1));
        var terms = due.Length == 1 ? ReadOne(due[0]) : ReadInstalments(due);
        terms = discount is null ? terms : WithDiscount(terms, discount);

        // what means the same has one text: what would be written otherwise is refused
        return terms?.ToString() == text ? terms : null;
    }

    private static PaymentTerms? ReadInstalments(ReadOnlySpan<string> parts)
    {
        var instalments = new PaymentInstalment[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var space = parts[i].IndexOf(' ', StringComparison.Ordinal);
            if (space < 0 || Number(parts[i].AsSpan(0, space), 0, int.MaxValue) is not { } weight || ReadOne(parts[i].AsSpan(space + 1)) is not { } terms)
            {
                return null;
            }

            instalments[i] = new(weight, terms);
        }

        return InInstalments(instalments);
    }

    private static PaymentTerms? WithDiscount(PaymentTerms? terms, string text)
    {
        var end = text.IndexOf(Percents, StringComparison.Ordinal);
        return end > 0 && terms is { } due
            && Percent.TryParse(text.AsSpan(0, end), CultureInfo.InvariantCulture, out var discount) && discount.Value is > 0m and < 100m
            && Number(text.AsSpan(end + Percents.Length), 0, MaxDays) is { } days
                ? due.WithEarlyDiscount(discount, days)
                : null;
    }

    private static PaymentTerms? ReadOne(ReadOnlySpan<char> text)
    {
        if (text.StartsWith(NetPrefix, StringComparison.Ordinal))
        {
            return Number(text[NetPrefix.Length..], 0, MaxDays) is { } days ? DueIn(days) : null;
        }

        if (text.StartsWith(EndOfMonthPrefix, StringComparison.Ordinal))
        {
            var rest = text[EndOfMonthPrefix.Length..];
            return Number(rest, 0, MaxDays) is { } days ? EndOfMonth(days)
                : MonthsLater(rest, 0) is { } months ? EndOfMonthPlusMonths(months)
                : null;
        }

        if (text.StartsWith(DayPrefix, StringComparison.Ordinal) && text[DayPrefix.Length..] is var of && of.IndexOf(' ') is > 0 and var space)
        {
            return Number(of[..space], 1, LastDayOfMonth) is { } day && MonthsLater(of[(space + 1)..], 1) is { } months ? DayOfMonth(day, months) : null;
        }

        return null;
    }

    private static int? MonthsLater(ReadOnlySpan<char> text, int least) => text is ['+', .. var months, 'm'] ? Number(months, least, MaxMonths) : null;

    // a number has one text: what is written with zeros before it would read back as another
    private static int? Number(ReadOnlySpan<char> text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most && (text.Length == 1 || text[0] != '0')
            ? number
            : null;
}
