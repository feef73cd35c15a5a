using System.Globalization;
using NodaTime.Text;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>
/// Makes a row of its texts, or says why that can't be. What one customer is charged stays in one currency, and one id is used once:
/// the parser remembers both, so the same rows in the same order always give the same answer.
/// </summary>
internal sealed class FocusRowParser(string fileName)
{
    private const int MostDigits = 28;

    private static readonly LocalDateTimePattern[] Moments =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"),
    ];

    private readonly Dictionary<string, Currency> _currencies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    internal (FocusRow? Row, string? Problem) Parse(string[] record, FocusColumns columns, int line)
    {
        try
        {
            return (ParseChecked(record, columns, line), null);
        }
        catch (RowException problem)
        {
            return (null, problem.Message);
        }
        catch (RuleViolationException problem)
        {
            return (null, problem.Message);
        }
    }

    private FocusRow ParseChecked(string[] record, FocusColumns columns, int line)
    {
        var subAccount = columns.Find(record, "SubAccountId") ?? throw new RowException("SubAccountId is empty: there is nobody to pass the cost on to");
        var service = columns.Find(record, "ServiceName") ?? throw new RowException("ServiceName is empty");
        var currency = Currency.FromCode(columns.Find(record, "BillingCurrency") ?? string.Empty);
        var date = Date(columns.Find(record, "ChargePeriodStart"));
        var cost = UnitPrice.Of(Number(columns.Find(record, "BilledCost"), "BilledCost"), currency);

        // what isn't usage (a credit, a tax) has no consumed quantity; FOCUS then gives the priced one, or none
        var (quantity, unit) = columns.Find(record, "ConsumedQuantity") is { } consumed
            ? (Number(consumed, "ConsumedQuantity"), columns.Find(record, "ConsumedUnit"))
            : columns.Find(record, "PricingQuantity") is { } priced
                ? (Number(priced, "PricingQuantity"), columns.Find(record, "PricingUnit"))
                : (0m, null);
        var source = SourceOf(columns.Find(record, "BillingPeriodStart"), columns.Find(record, "Id"), line);
        if (date < FocusWorld.ContractsFrom)
        {
            throw new RowException($"{date:R} is before {FocusWorld.ContractsFrom:R}, when the contracts begin");
        }

        if (!_currencies.TryAdd(subAccount, currency) && _currencies[subAccount] != currency)
        {
            throw new RowException($"{subAccount} is billed in {_currencies[subAccount]}, and this row is in {currency}");
        }

        if (!_seen.TryAdd(source, line))
        {
            throw new RowException(FormattableString.Invariant($"its Id stands on line {_seen[source]} already"));
        }

        return new(line, source, subAccount, columns.Find(record, "SubAccountName") ?? subAccount, service, date, Decimals.Quantity(quantity), unit ?? "units", cost);
    }

    private string SourceOf(string? billingPeriod, string? id, int line) =>
        id is null
            ? FormattableString.Invariant($"focus/{fileName}/{line}")
            : $"focus/{(billingPeriod is { Length: >= 7 } ? billingPeriod[..7] : "all")}/{id}";

    private static LocalDate Date(string? text)
    {
        if (text is null)
        {
            throw new RowException("ChargePeriodStart is empty");
        }

        foreach (var pattern in Moments)
        {
            if (pattern.Parse(text) is { Success: true } moment)
            {
                return moment.Value.Date;
            }
        }

        return LocalDatePattern.Iso.Parse(text) is { Success: true } day
            ? day.Value
            : throw new RowException($"ChargePeriodStart '{text}' is no date like 2024-09-18 22:00:00");
    }

    private static decimal Number(string? text, string column)
    {
        if (text is null)
        {
            throw new RowException($"{column} is empty");
        }

        // decimal.Parse cuts what doesn't fit: refuse it before
        return text.Count(char.IsAsciiDigit) - (text.Length - text.TrimEnd('0').Length) <= MostDigits
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && (value != 0m || !text.Split('e', 'E')[0].AsSpan().ContainsAnyInRange('1', '9'))
                ? value
                : throw new RowException($"{column} '{text}' is no number of at most 28 digits");
    }

    private sealed class RowException(string message) : Exception(message);
}
