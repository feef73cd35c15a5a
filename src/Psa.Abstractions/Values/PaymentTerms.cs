using System.Text.Json.Serialization;
using NodaTime;

namespace Psa;

/// <summary>
/// When a document is due: at once or on one day, in one of four forms (R-PAYMENT-TERMS), or in instalments (R-INSTALMENT); and the discount for paying early, if there is one (R-EARLY).
/// No due date is before the document's date. The default value is due at once.
/// </summary>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly partial record struct PaymentTerms : IJsonConverterSource
{
    /// <summary>The most days that terms may give.</summary>
    public const int MaxDays = 366;

    /// <summary>The most months that terms may give.</summary>
    public const int MaxMonths = 12;

    /// <summary>The most instalments that terms may have.</summary>
    public const int MaxInstalments = 36;

    /// <summary>The most that an instalment may weigh.</summary>
    public const int MaxWeight = 1_000_000;

    private const int LastDayOfMonth = 31;

    // one leap cycle has every run of months that a due date can count through
    private static readonly LocalDate FirstOfCycle = new(2024, 1, 1);
    private const int MonthsOfCycle = 48;

    private PaymentTerms(PaymentTermsForm form, int days, int months, ValueList<PaymentInstalment> instalments = default, Percent earlyDiscount = default, int earlyDays = 0) =>
        (Form, Days, Months, Instalments, EarlyDiscount, EarlyDays) = (form, days, months, instalments, earlyDiscount, earlyDays);

    /// <summary>Gets how they count; of terms in instalments, how the last one counts.</summary>
    public PaymentTermsForm Form { get; }

    /// <summary>Gets the days after the document's date or the end of its month; of <see cref="PaymentTermsForm.DayOfMonth"/> the day of the month.</summary>
    public int Days { get; }

    /// <summary>Gets how many months later; 0 where the form counts days only.</summary>
    public int Months { get; }

    /// <summary>Gets the instalments, in the order in which they are due; empty when all is due at once.</summary>
    public ValueList<PaymentInstalment> Instalments { get; }

    /// <summary>Gets the discount for paying within <see cref="EarlyDays"/>; 0 % without one.</summary>
    public Percent EarlyDiscount { get; }

    /// <summary>Gets how many days after the document's date the discount can be had.</summary>
    public int EarlyDays { get; }

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

    /// <summary>Gives terms of several due dates.</summary>
    /// <param name="instalments">2–36 of them, each with a weight of 1–1 000 000 and terms of one due date, in the order in which they are due.</param>
    /// <returns>The terms.</returns>
    /// <exception cref="RuleViolationException"><c>payment_terms.bad_instalments</c>: too few or too many, a weight out of range, an instalment in instalments, or one that is due before the one before it.</exception>
    [Pure]
    public static PaymentTerms InInstalments(params ReadOnlySpan<PaymentInstalment> instalments)
    {
        if (instalments.Length is < 2 or > MaxInstalments)
        {
            throw BadInstalments($"There are {instalments.Length} instalments: give 2 to {MaxInstalments}.");
        }

        for (var i = 0; i < instalments.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(instalments[i], nameof(instalments));
            var (weight, terms) = instalments[i];
            if (weight is < 1 or > MaxWeight)
            {
                throw BadInstalments($"An instalment weighs {weight}: use 1 to {MaxWeight}.");
            }

            if (!terms.Instalments.IsEmpty || terms.EarlyDays != 0 || terms.EarlyDiscount != default)
            {
                throw BadInstalments($"The instalment '{terms}' isn't due on one day: an instalment has no instalments and no discount of its own.");
            }

            if (i > 0 && !terms.IsAfter(instalments[i - 1].Terms))
            {
                throw BadInstalments($"The instalment '{terms}' isn't due after '{instalments[i - 1].Terms}' whatever the document's date: give them in the order in which they are due.");
            }
        }

        var last = instalments[^1].Terms;
        return new(last.Form, last.Days, last.Months, ValueList.Create(instalments));
    }

    /// <summary>Gives these terms with a discount for paying early.</summary>
    /// <param name="discount">Above 0 % and below 100 %, of what the document comes to less what is credited of it.</param>
    /// <param name="days">0–366 days after the document's date: who pays up to then has the discount.</param>
    /// <returns>The terms.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The discount or the days are out of range.</exception>
    [Pure]
    public PaymentTerms WithEarlyDiscount(Percent discount, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(discount, default);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(discount, Percent.Of(100m));
        return new(Form, Days, Months, Instalments, discount, Within(days, 0, MaxDays));
    }

    /// <summary>Gives the last day on which paying has the discount.</summary>
    /// <param name="date">The document's date.</param>
    /// <returns>The day, or <see langword="null"/> when there is no discount.</returns>
    [Pure]
    public LocalDate? LastDiscountDay(LocalDate date) => EarlyDiscount == default ? null : date.PlusDays(EarlyDays);

    /// <summary>Gives what is due on which days.</summary>
    /// <param name="date">The document's date.</param>
    /// <param name="payable">What is to be paid.</param>
    /// <returns>One amount a due date, in their order, by largest remainders of the weights: they sum up to what is to be paid.</returns>
    [Pure]
    public ValueList<DueAmount> AmountsDue(LocalDate date, Money payable)
    {
        if (Instalments.IsEmpty)
        {
            return [new(DueDate(date), payable)];
        }

        var weights = new long[Instalments.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Instalments[i].Weight;
        }

        var (amounts, due) = (payable.Allocate(weights), new DueAmount[weights.Length]);
        for (var i = 0; i < due.Length; i++)
        {
            due[i] = new(Instalments[i].Terms.DueDate(date), amounts[i]);
        }

        return ValueList.Owning(due);
    }

    /// <summary>Gives the day a document is due: the last day to pay it, or its last instalment, in time.</summary>
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

    JsonConverter IJsonConverterSource.CreateConverter() => new PaymentTermsJsonConverter();

    // within a month each due date stays or moves with the document's, so its first and last day tell for all of them
    private bool IsAfter(PaymentTerms before)
    {
        var isEver = false;
        for (var month = 0; month < MonthsOfCycle; month++)
        {
            var first = FirstOfCycle.PlusMonths(month);
            foreach (var date in (ReadOnlySpan<LocalDate>)[first, LastOf(first.ToYearMonth())])
            {
                var order = DueDate(date).CompareTo(before.DueDate(date));
                if (order < 0)
                {
                    return false;
                }

                isEver |= order > 0;
            }
        }

        return isEver;
    }

    private static RuleViolationException BadInstalments(FormattableString message) => new(MoneyErrors.BadInstalments, FormattableString.Invariant(message));

    private static LocalDate LastOf(YearMonth month) => month.OnDayOfMonth(1).PlusMonths(1).PlusDays(-1);

    private static int Within(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
