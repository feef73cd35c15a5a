using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;

namespace Psa;

/// <summary>When an invoice is due: a number of days after its date, or after the end of its month. The default value is due at once.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct PaymentTerms : IJsonConverterSource
{
    /// <summary>The most days that terms may give.</summary>
    public const int MaxDays = 366;

    private const string NetPrefix = "net ";
    private const string EndOfMonthPrefix = "eom ";

    /// <summary>Creates terms; <see cref="DueIn"/> and <see cref="EndOfMonth"/> read better.</summary>
    /// <param name="days">0–366 days.</param>
    /// <param name="fromEndOfMonth">Whether the days count from the last day of the invoice's month.</param>
    /// <exception cref="ArgumentOutOfRangeException">Days below 0 or above 366.</exception>
    [JsonConstructor]
    public PaymentTerms(int days, bool fromEndOfMonth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MaxDays);
        Days = days;
        FromEndOfMonth = fromEndOfMonth;
    }

    /// <summary>Gets the days.</summary>
    public int Days { get; }

    /// <summary>Gets whether the days count from the last day of the invoice's month.</summary>
    public bool FromEndOfMonth { get; }

    /// <summary>Gives terms that count from the invoice's date.</summary>
    /// <param name="days">0–366 days.</param>
    /// <returns>The terms.</returns>
    public static PaymentTerms DueIn(int days) => new(days, fromEndOfMonth: false);

    /// <summary>Gives terms that count from the last day of the invoice's month.</summary>
    /// <param name="plusDays">0–366 days after it.</param>
    /// <returns>The terms.</returns>
    public static PaymentTerms EndOfMonth(int plusDays = 0) => new(plusDays, fromEndOfMonth: true);

    /// <summary>Gives the day an invoice is due: the last day to pay it in time.</summary>
    /// <param name="invoiceDate">The invoice's date.</param>
    /// <returns>The due date: 14 days from 15 March 2026 are 29 March; end of month + 14 is 14 April.</returns>
    public LocalDate DueDate(LocalDate invoiceDate) =>
        (FromEndOfMonth ? DateAdjusters.EndOfMonth(invoiceDate) : invoiceDate).PlusDays(Days);

    /// <summary>Writes the terms culture-free, as <c>net 30</c> or <c>eom 30</c>.</summary>
    /// <returns>The text; <see cref="Parse"/> reads it back.</returns>
    public override string ToString() =>
        (FromEndOfMonth ? EndOfMonthPrefix : NetPrefix) + Days.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">For example <c>net 30</c>.</param>
    /// <returns>The terms.</returns>
    /// <exception cref="InvalidDataPsaException"><c>value.bad_text</c>: it isn't of that form.</exception>
    public static PaymentTerms Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fromEndOfMonth = text.StartsWith(EndOfMonthPrefix, StringComparison.Ordinal);
        return (fromEndOfMonth || text.StartsWith(NetPrefix, StringComparison.Ordinal))
            && int.TryParse(text.AsSpan(NetPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days <= MaxDays
                ? new(days, fromEndOfMonth)
                : throw new InvalidDataPsaException(MoneyErrors.BadText, $"'{text}' are no payment terms: write them as 'net 30' or 'eom 30'.");
    }

    JsonConverter IJsonConverterSource.CreateConverter() => new PaymentTermsJsonConverter();
}
