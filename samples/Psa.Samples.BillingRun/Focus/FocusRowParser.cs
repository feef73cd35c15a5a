using System.Globalization;
using CsvHelper;
using NodaTime.Text;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>
/// Makes a row of its texts, or says why that can't be. What one customer is charged stays in one currency, and one id is used once:
/// the parser remembers both, so the same rows in the same order always give the same answer.
/// </summary>
internal sealed class FocusRowParser(string fileName)
{
    private const int MostDigits = 28;

    // what the library takes of a quantity
    private const int MaxDecimals = 15;

    private static readonly LocalDateTimePattern[] Moments =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"),
    ];

    private readonly Dictionary<string, Currency> _currencies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    internal (FocusRow? Row, string Problem) Parse(CsvReader csv, FocusColumns columns)
    {
        try
        {
            return (ParseChecked(csv, columns), string.Empty);
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

    private FocusRow ParseChecked(CsvReader csv, FocusColumns columns)
    {
        var subAccount = Text(csv, columns.SubAccountId) ?? throw new RowException("SubAccountId is empty: there is nobody to pass the cost on to");
        var service = Text(csv, columns.ServiceName) ?? throw new RowException("ServiceName is empty");
        var currency = Currency.FromCode(Text(csv, columns.BillingCurrency) ?? string.Empty);
        var date = Date(Text(csv, columns.ChargePeriodStart));
        var cost = UnitPrice.Of(Number(Text(csv, columns.BilledCost), "BilledCost"), currency);

        // what isn't usage (a credit, a tax) has no consumed quantity; FOCUS then gives the priced one, or none
        var (quantity, unit) = Text(csv, columns.ConsumedQuantity) is { } consumed
            ? (Number(consumed, "ConsumedQuantity"), Text(csv, columns.ConsumedUnit))
            : Text(csv, columns.PricingQuantity) is { } priced
                ? (Number(priced, "PricingQuantity"), Text(csv, columns.PricingUnit))
                : (0m, null);
        if (date < FocusWorld.ContractsFrom)
        {
            throw new RowException($"{date:R} is before {FocusWorld.ContractsFrom:R}, when the contracts begin");
        }

        if (!_currencies.TryAdd(subAccount, currency) && _currencies[subAccount] != currency)
        {
            throw new RowException($"{subAccount} is billed in {_currencies[subAccount]}, and this row is in {currency}");
        }

        var line = (int)csv.LineNumber;
        var source = SourceOf(Text(csv, columns.BillingPeriodStart), Text(csv, columns.Id), line);
        return _seen.TryAdd(source, line)
            ? new(line, source, subAccount, Text(csv, columns.SubAccountName) ?? subAccount, service, date, Kept(quantity), unit ?? "units", cost)
            : throw new RowException(FormattableString.Invariant($"its Id stands on line {_seen[source]} already"));
    }

    private static decimal Kept(decimal quantity)
    {
        var kept = decimal.Round(quantity, MaxDecimals, MidpointRounding.ToZero);
        return kept == quantity ? kept : throw new RowException(FormattableString.Invariant($"the quantity {quantity} has more than {MaxDecimals} decimals"));
    }

    private static string? Text(CsvReader csv, int? place)
    {
        var text = place is { } index && !csv.IsNull(index) ? csv.GetString(index).Trim() : string.Empty;
        return text.Contains('\0', StringComparison.Ordinal) ? throw new RowException("a field has the character U+0000, which no database keeps")
            : text.Length > 0 ? text
            : null;
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
