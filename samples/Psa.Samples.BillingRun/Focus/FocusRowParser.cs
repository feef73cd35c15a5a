using CsvHelper;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>
/// Makes a row of its texts, or says why that can't be. What one customer is charged stays in one currency: the parser remembers it, so the same rows in the same order always
/// give the same answer.
/// </summary>
/// <param name="scope">What the rows are all of, or <see langword="null"/> for the billing account of each.</param>
internal sealed class FocusRowParser(string? scope)
{
    /// <summary>What rows without a billing account are of.</summary>
    internal const string UnnamedScope = "unnamed account";

    // what the library takes of a quantity
    private const int MaxDecimals = 15;

    private readonly Dictionary<string, Currency> _currencies = new(StringComparer.Ordinal);

    internal FocusLine Parse(CsvReader csv, FocusColumns columns, FocusLine line)
    {
        try
        {
            return line with { Row = RowOf(csv, columns), Delivery = DeliveryOf(csv, columns), Cost = CostOf(csv, columns) };
        }
        catch (Exception problem) when (problem is FieldException or PsaException)
        {
            return line with { Problem = problem.Message, Delivery = OrNone(() => DeliveryOf(csv, columns)), Cost = Readable(() => CostOf(csv, columns)) };
        }
    }

    private static T? OrNone<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is FieldException or PsaException)
        {
            return null;
        }
    }

    private static ExactAmount? Readable(Func<ExactAmount> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is FieldException or PsaException)
        {
            return null;
        }
    }

    private FocusRow RowOf(CsvReader csv, FocusColumns columns)
    {
        var subAccount = Identifier(csv, columns.SubAccountId, nameof(columns.SubAccountId));
        var customer = subAccount ?? Identifier(csv, columns.BillingAccountId, nameof(columns.BillingAccountId))
            ?? throw new FieldException("SubAccountId and BillingAccountId are empty: there is nobody to pass the cost on to");
        var name = Text(csv, subAccount is null ? columns.BillingAccountName : columns.SubAccountName) ?? customer;
        var service = Identifier(csv, columns.ServiceName, nameof(columns.ServiceName)) ?? throw new FieldException("ServiceName is empty");
        var start = StartOf(csv, columns);
        if (start.Utc.Date < FocusWorld.ContractsFrom || start.Utc.Date > FocusWorld.LastDay)
        {
            throw new FieldException($"ChargePeriodStart {start.Utc.Date:R} isn't in the contracts' time, {FocusWorld.ContractsFrom:R} to {FocusWorld.LastDay:R}");
        }

        DeliveryOf(csv, columns);
        var cost = Number(csv, columns.BilledCost, nameof(columns.BilledCost)) ?? throw new FieldException("BilledCost is empty");
        var currency = CurrencyOf(csv, columns);

        // what isn't usage (a credit, a tax) has no consumed quantity; FOCUS then gives the priced one, or none
        var (quantity, unit) = Number(csv, columns.ConsumedQuantity, nameof(columns.ConsumedQuantity)) is { } consumed ? (consumed, Text(csv, columns.ConsumedUnit))
            : Number(csv, columns.PricingQuantity, nameof(columns.PricingQuantity)) is { } priced ? (priced, Text(csv, columns.PricingUnit))
            : (0m, null);
        var kept = decimal.Round(quantity, MaxDecimals, MidpointRounding.ToEven);
        var resource = Identifier(csv, columns.ResourceId, nameof(columns.ResourceId));
        return _currencies.TryAdd(customer, currency) || _currencies[customer] == currency
            ? new(customer, name, service, resource, start, kept, kept != quantity, unit ?? "units", cost, currency)
            : throw new FieldException($"{customer} is billed in {_currencies[customer]}, and this row is in {currency}");
    }

    private FocusDelivery DeliveryOf(CsvReader csv, FocusColumns columns) => new(
        scope ?? Identifier(csv, columns.BillingAccountId, nameof(columns.BillingAccountId)) ?? UnnamedScope,
        PeriodOf(csv, columns));

    // all days that it touches: one that ends in the middle of a day, as those of other time zones do, has that day as well
    private static DatePeriod PeriodOf(CsvReader csv, FocusColumns columns)
    {
        if (Text(csv, columns.BillingPeriodStart) is not { } first)
        {
            var day = StartOf(csv, columns).Utc.Date;
            return DatePeriod.Inclusive(DateAdjusters.StartOfMonth(day), DateAdjusters.EndOfMonth(day));
        }

        var start = Moment(first, nameof(columns.BillingPeriodStart)).Utc;
        var end = Text(csv, columns.BillingPeriodEnd) is { } last ? Moment(last, nameof(columns.BillingPeriodEnd)).Utc : start.PlusMonths(1);
        return end > start
            ? DatePeriod.Inclusive(start.Date, end.PlusNanoseconds(-1).Date)
            : throw new FieldException($"BillingPeriodEnd {end.Date:R} isn't after BillingPeriodStart {start.Date:R}");
    }

    private static FocusMoment StartOf(CsvReader csv, FocusColumns columns) =>
        Moment(Text(csv, columns.ChargePeriodStart) ?? throw new FieldException("ChargePeriodStart is empty"), nameof(columns.ChargePeriodStart));

    private static FocusMoment Moment(string text, string column)
    {
        var moment = FocusText.MomentOf(text, column);
        return moment.Utc.Year is > 1900 and <= 2100 ? moment : throw new FieldException($"{column} '{text}' is in no year that is billed");
    }

    private static ExactAmount CostOf(CsvReader csv, FocusColumns columns) =>
        ExactAmount.Of(Number(csv, columns.BilledCost, nameof(columns.BilledCost)) ?? throw new FieldException("BilledCost is empty"), CurrencyOf(csv, columns));

    private static Currency CurrencyOf(CsvReader csv, FocusColumns columns) => Currency.FromCode(Text(csv, columns.BillingCurrency) ?? string.Empty);

    private static decimal? Number(CsvReader csv, int? place, string column) => Text(csv, place) is { } text ? FocusText.Decimal(text, column) : null;

    private static string? Identifier(CsvReader csv, int? place, string column) => Text(csv, place) is { } text ? FocusText.Identifier(text, column) : null;

    private static string? Text(CsvReader csv, int? place)
    {
        var text = place is { } index ? FocusText.Trim(csv.GetString(index)) : string.Empty;
        return text.Contains('\0', StringComparison.Ordinal) ? throw new FieldException("a field has the character U+0000, which no database keeps")
            : text.Length > 0 && !text.Equals("NULL", StringComparison.OrdinalIgnoreCase) ? text
            : null;
    }
}
