using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;

namespace Psa;

/// <summary>When a document is due, in one of four forms (R-PAYMENT-TERMS). The due date is never before the document's date. The default value is due at once.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct PaymentTerms : IJsonConverterSource
{
    /// <summary>The most days that terms may give.</summary>
    public const int MaxDays = 366;

    /// <summary>The most months that terms may give.</summary>
    public const int MaxMonths = 12;

    private const int LastDayOfMonth = 31;
    private const string NetPrefix = "net ";
    private const string EndOfMonthPrefix = "eom ";
    private const string DayPrefix = "day ";

    private PaymentTerms(PaymentTermsForm form, int days, int months) => (Form, Days, Months) = (form, days, months);

    /// <summary>Gets how they count.</summary>
    public PaymentTermsForm Form { get; }

    /// <summary>Gets the days after the document's date or the end of its month; of <see cref="PaymentTermsForm.DayOfMonth"/> the day of the month.</summary>
    public int Days { get; }

    /// <summary>Gets how many months later; 0 where the form counts days only.</summary>
    public int Months { get; }

    /// <summary>Gives terms that count from the document's date.</summary>
    /// <param name="days">0–366 days.</param>
    /// <returns>The terms: 30 days from 15 January 2026 are 14 February.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Days below 0 or above 366.</exception>
    [Pure]
    public static PaymentTerms DueIn(int days) => new(PaymentTermsForm.DueIn, Within(days, 0, MaxDays), months: 0);

    /// <summary>Gives terms that count from the last day of the document's month.</summary>
    /// <param name="plusDays">0–366 days after it.</param>
    /// <returns>The terms: 14 days after the end of January 2026 are 14 February.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Days below 0 or above 366.</exception>
    [Pure]
    public static PaymentTerms EndOfMonth(int plusDays = 0) => new(PaymentTermsForm.EndOfMonth, Within(plusDays, 0, MaxDays), months: 0);

    /// <summary>Gives terms that end with a month.</summary>
    /// <param name="months">0–12 months after the document's.</param>
    /// <returns>The terms: one month after January 2026 is 28 February.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Months below 0 or above 12.</exception>
    [Pure]
    public static PaymentTerms EndOfMonthPlusMonths(int months) => new(PaymentTermsForm.EndOfMonthPlusMonths, days: 0, Within(months, 0, MaxMonths));

    /// <summary>Gives terms that end on a day of a later month.</summary>
    /// <param name="day">The day, 1–31; the last day of a month that has no such day.</param>
    /// <param name="months">1–12 months after the document's.</param>
    /// <returns>The terms: the 15th, one month after January 2026, is 15 February.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A day below 1 or above 31, months below 1 or above 12.</exception>
    [Pure]
    public static PaymentTerms DayOfMonth(int day, int months) => new(PaymentTermsForm.DayOfMonth, Within(day, 1, LastDayOfMonth), Within(months, 1, MaxMonths));

    /// <summary>Gives the day a document is due: the last day to pay it in time.</summary>
    /// <param name="date">The document's date.</param>
    /// <returns>The due date, never before the document's.</returns>
    [Pure]
    public LocalDate DueDate(LocalDate date)
    {
        var month = date.ToYearMonth();
        return Form switch
        {
            PaymentTermsForm.DueIn => date.PlusDays(Days),
            PaymentTermsForm.EndOfMonth => LastOf(month).PlusDays(Days),
            PaymentTermsForm.EndOfMonthPlusMonths => LastOf(month.PlusMonths(Months)),
            PaymentTermsForm.DayOfMonth => LocalDate.Min(LastOf(month.PlusMonths(Months)), month.PlusMonths(Months).OnDayOfMonth(1).PlusDays(Days - 1)),
            _ => throw new InvalidOperationException($"{Form} is no form of payment terms."),
        };
    }

    /// <summary>Writes the terms culture-free, as <c>net 30</c>, <c>eom 14</c>, <c>eom +1m</c> or <c>day 15 +1m</c>.</summary>
    /// <returns>The text; <see cref="Parse"/> reads it back.</returns>
    public override string ToString() => Form switch
    {
        PaymentTermsForm.DueIn => string.Create(CultureInfo.InvariantCulture, $"{NetPrefix}{Days}"),
        PaymentTermsForm.EndOfMonth => string.Create(CultureInfo.InvariantCulture, $"{EndOfMonthPrefix}{Days}"),
        PaymentTermsForm.EndOfMonthPlusMonths => string.Create(CultureInfo.InvariantCulture, $"{EndOfMonthPrefix}+{Months}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{DayPrefix}{Days} +{Months}m"),
    };

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">For example <c>net 30</c>.</param>
    /// <returns>The terms.</returns>
    /// <exception cref="FormatException">It isn't of one of the four forms, or its days or months are too many.</exception>
    [Pure]
    public static PaymentTerms Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text) ?? throw new FormatException(
            $"'{text}' are no payment terms: write them as 'net 30', 'eom 14', 'eom +1m' or 'day 15 +1m', with at most {MaxDays} days and {MaxMonths} months.");
    }

    JsonConverter IJsonConverterSource.CreateConverter() => new PaymentTermsJsonConverter();

    private static PaymentTerms? Read(ReadOnlySpan<char> text)
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

    private static LocalDate LastOf(YearMonth month) => month.OnDayOfMonth(1).PlusMonths(1).PlusDays(-1);

    private static int Within(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
