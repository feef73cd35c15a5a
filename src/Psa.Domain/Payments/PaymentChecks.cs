using NodaTime;
using Psa.Invoices;

namespace Psa.Payments;

/// <summary>What all calls about payments are looked at for.</summary>
internal static class PaymentChecks
{
    /// <summary>What keys of the library's own begin with.</summary>
    internal const string OwnKeys = "psa:";

    private const int MostLetters = 200;

    // as far as dates of billing runs go without being said expressly
    private const int UsualDays = 92;

    /// <summary>Refuses a key that is none.</summary>
    /// <exception cref="RuleViolationException"><c>payment.bad_value</c>.</exception>
    public static void RequireKey(string key)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > MostLetters || key.StartsWith(OwnKeys, StringComparison.Ordinal))
        {
            throw new RuleViolationException(
                PaymentErrors.BadValue, $"A call has a key of 1 to {MostLetters} characters that doesn't begin with '{OwnKeys}', by which it is known when it is repeated: give one.").At("Key");
        }
    }

    /// <summary>Refuses an amount that isn't above zero.</summary>
    /// <exception cref="RuleViolationException"><c>payment.bad_value</c>.</exception>
    public static void RequireAbove(Money amount, string field)
    {
        if (amount.Sign <= 0)
        {
            throw new RuleViolationException(PaymentErrors.BadValue, $"{amount} isn't above zero: give what was moved, of no sign; the kind of the call says which way.").At(field);
        }
    }

    /// <summary>Refuses what needs a reason and has none.</summary>
    /// <exception cref="RuleViolationException"><c>payment.reason_missing</c>.</exception>
    public static void RequireReason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolationException(PaymentErrors.ReasonMissing, "Say why: the reason stands in the account for good.").At("Reason");
        }
    }

    /// <summary>Refuses a date that is far ahead.</summary>
    /// <exception cref="RuleViolationException"><c>payment.bad_date</c>.</exception>
    public static void RequireNear(LocalDate date, LocalDate today)
    {
        if (Period.DaysBetween(today, date) > UsualDays)
        {
            throw new RuleViolationException(PaymentErrors.BadDate, $"{date:R} is more than {UsualDays} days after today, {today:R}: correct it.").At("Date");
        }
    }

    /// <summary>Refuses a date before that of a document.</summary>
    /// <exception cref="RuleViolationException"><c>payment.bad_date</c>.</exception>
    public static void RequireNotBefore(LocalDate date, Invoice invoice)
    {
        if (date < invoice.IssueDate)
        {
            throw new RuleViolationException(
                PaymentErrors.BadDate,
                $"{date:R} is before {invoice.IssueDate:R}, the date of {invoice.Number}: correct it, or record the payment in advance, without the document, and apply the credit.",
                invoice.Id.Value).At("Date");
        }
    }

    /// <summary>Refuses a date before that of the payment that is reversed.</summary>
    /// <exception cref="RuleViolationException"><c>payment.bad_date</c>.</exception>
    public static void RequireNotBefore(LocalDate date, PaymentEntry payment)
    {
        if (date < payment.Date)
        {
            throw new RuleViolationException(PaymentErrors.BadDate, $"{date:R} is before {payment.Date:R}, when it was paid: correct it.", payment.Id.Value).At("Date");
        }
    }

    /// <summary>Refuses amounts of another currency.</summary>
    /// <exception cref="CurrencyMismatchException"><c>money.currency_mismatch</c>.</exception>
    public static void RequireCurrency(Currency currency, Money amount)
    {
        if (amount.Currency != currency)
        {
            throw new CurrencyMismatchException(amount.Currency, currency);
        }
    }
}
