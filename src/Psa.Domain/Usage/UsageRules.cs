using NodaTime;
using Psa.Customers;

namespace Psa.Usage;

/// <summary>What a row of usage must keep to before it is stored.</summary>
internal static class UsageRules
{
    private const int DigitsOfCosts = 28;

    /// <summary>Gets what stands for a row that isn't there.</summary>
    internal static UsageReading NoRow { get; } = new() { Defect = new(MoneyErrors.Missing, "The row is null: leave it out.") };

    /// <summary>Derives the id of a row: the same for the same source and source id, whatever else the row says, so that a corrected row replaces the first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="source">Where the row comes from: within it, and its period, a source id is used once.</param>
    /// <param name="sourceId">The vendor's own id of the row.</param>
    /// <returns>The id.</returns>
    public static Id<UsageRecord> IdOf(TenantId tenant, UsageSource source, string sourceId)
    {
        ArgumentNullException.ThrowIfNull(source);
        return DerivedId.Create<UsageRecord>(tenant, "usage", source.Code, source.Period?.ToString() ?? string.Empty, sourceId);
    }

    /// <summary>Checks a source.</summary>
    /// <param name="source">The source.</param>
    /// <exception cref="ValidationFailedException"><c>usage.source_missing</c>.</exception>
    public static void Require(this UsageSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Code.Length == 0)
        {
            throw new ValidationFailedException([new(UsageErrors.SourceMissing, "It has no code: give the vendor's feed one, the same at each import, so that equal row ids of two vendors are two rows.", nameof(source.Code))]);
        }
    }

    /// <summary>Checks a row.</summary>
    /// <param name="reading">The row as it was read.</param>
    /// <param name="found">What was found at the border.</param>
    /// <param name="needsId">Whether it must have a source id; within a delivery a row may be known by its content.</param>
    /// <returns>All that is wrong with it, each with its field; empty when it can be stored for a known customer.</returns>
    public static ValueList<Problem> Validate(this UsageReading reading, ValueList<Problem> found = default, bool needsId = true)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.Defect is { } defect)
        {
            return [defect];
        }

        var problems = new List<Problem>(found);
        Demand(!needsId || !string.IsNullOrWhiteSpace(reading.SourceId), UsageErrors.SourceIdMissing, nameof(reading.SourceId), "The row has no id of its own: give the vendor's, without which importing it again would bill it twice.");
        Demand(reading.Customer is { IsEmpty: false } || !string.IsNullOrWhiteSpace(reading.CustomerNumber), UsageErrors.CustomerMissing, nameof(reading.CustomerNumber), "The row names no customer: give its number or id.");
        Demand(!string.IsNullOrWhiteSpace(reading.ServiceCode), UsageErrors.ServiceMissing, nameof(reading.ServiceCode), "The row names no service: give the vendor's code of it.");
        Demand(reading.Date is not null || reading.Start is not null, UsageErrors.DateMissing, nameof(reading.Start), "The row has no start: give the moment or the day.");
        Demand(reading.Quantity is not null, UsageErrors.QuantityMissing, nameof(reading.Quantity), "The row has no quantity: give one, 0 for none.");
        Demand(!string.IsNullOrWhiteSpace(reading.Unit), UsageErrors.UnitMissing, nameof(reading.Unit), "The row has no unit: give the vendor's.");
        Demand(IsOfDecimals(reading.Quantity), MoneyErrors.TooManyDecimals, nameof(reading.Quantity), $"The quantity has more than {Decimals.OfQuantities} decimals: round it where you can answer for it.");
        Demand(IsOfDigits(reading.Cost), MoneyErrors.TooManyDecimals, nameof(reading.Cost), $"The cost has more than {DigitsOfCosts} significant digits: round it where you can answer for it.");
        if (reading.Cost is not null)
        {
            Demand(!string.IsNullOrWhiteSpace(reading.CostCurrency), UsageErrors.CostCurrencyMissing, nameof(reading.CostCurrency), "The row has a cost and no currency for it: give its code.");
            Demand(
                string.IsNullOrWhiteSpace(reading.CostCurrency) || Currency.TryFromCode(reading.CostCurrency, out _),
                MoneyErrors.UnknownCurrency,
                nameof(reading.CostCurrency),
                $"'{reading.CostCurrency}' is no currency of ISO 4217: use a code such as EUR or USD.");
        }

        return problems.ToValueList();

        void Demand(bool isRight, string code, string field, string message)
        {
            if (!isRight)
            {
                problems.Add(new(code, message, field));
            }
        }
    }

    /// <summary>Says that there is no customer of a row's number or id.</summary>
    public static Problem NamesNobody(this UsageReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new(UsageErrors.UnknownCustomer, $"There is no customer {reading.Customer?.ToString() ?? reading.CustomerNumber}: create it, then import the row again.", nameof(reading.CustomerNumber));
    }

    /// <summary>Says that another scope, or an import of rows by themselves, has a row's source id.</summary>
    public static Problem IsTaken(this UsageReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new(UsageErrors.SourceIdTaken, $"The id '{reading.SourceId}' is that of a row of another scope, or of one that was imported by itself: import it where it was, or under another source.", nameof(reading.SourceId));
    }

    /// <summary>Says that a row lies outside the period that its rows are of.</summary>
    public static Problem IsOutside(this UsageReading reading, LocalDate date, DatePeriod period)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new(UsageErrors.OutsidePeriod, $"{date:R} isn't in the period from {period.Start:R} to {period.LastDay:R}: import it with the period that it belongs to.", nameof(reading.Start));
    }

    /// <summary>Gives what a row costs, where that can be read: to say what was refused with it.</summary>
    public static ExactAmount? ReadableCost(this UsageReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading is { Cost: { } cost, CostCurrency: { } code } && Currency.TryFromCode(code, out var currency) ? ExactAmount.Of(cost, currency) : null;
    }

    /// <summary>Makes the record of a row in which <see cref="Validate"/> finds nothing wrong.</summary>
    /// <param name="reading">The row.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="source">Where the row comes from.</param>
    /// <param name="customer">The customer it names.</param>
    /// <param name="zone">The tenant's time zone: the usage belongs to the day of its start there.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ArgumentException">Something is wrong with the row.</exception>
    public static UsageRecord ToRecord(this UsageReading reading, TenantId tenant, UsageSource source, Id<Customer> customer, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(zone);
        if ((reading.Date ?? reading.Start?.InZone(zone).Date) is not { } date || reading is not { ServiceCode: { } service, Quantity: { } quantity, Unit: { } unit })
        {
            throw new ArgumentException("The row wasn't checked.", nameof(reading));
        }

        return new()
        {
            Id = IdOf(tenant, source, reading.SourceId ?? string.Empty),
            Tenant = tenant,
            SourceCode = source.Code,
            SourcePeriod = source.Period,
            SourceId = string.IsNullOrEmpty(reading.SourceId) ? null : reading.SourceId,
            Customer = customer,
            ServiceCode = service,
            Counter = reading.Counter ?? string.Empty,
            Start = reading is { Date: null, Start: { } start } ? start : zone.AtStartOfDay(date).ToInstant(),
            Date = date,
            Quantity = Decimals.Quantity(quantity),
            Unit = unit,
            Cost = reading.ReadableCost(),
            Text = reading.Text,
        };
    }

    // zeros at the end are no decimals
    private static bool IsOfDecimals(decimal? value) =>
        value is not { } number || number.Scale <= Decimals.OfQuantities || decimal.Round(number, Decimals.OfQuantities, MidpointRounding.ToZero) == number;

    private static bool IsOfDigits(decimal? value)
    {
        var mantissa = value is { } number ? ExactInteger.Mantissa(number, out _) : 0;
        while (mantissa != 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
        }

        return Int128.Abs(mantissa) < ExactInteger.PowerOfTen(DigitsOfCosts);
    }
}
