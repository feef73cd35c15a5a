using NodaTime;
using Psa.Customers;

namespace Psa.Usage;

/// <summary>What a row of usage must keep to before it is stored.</summary>
internal static class UsageRules
{
    /// <summary>Gets what stands for a row that isn't there.</summary>
    internal static UsageReading NoRow { get; } = new() { Defect = new(MoneyErrors.Missing, "The row is null: leave it out.") };

    /// <summary>Derives the id of a row: the same for the same source id, whatever else the row says, so that a corrected row replaces the first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="sourceId">The vendor's own id of the row.</param>
    /// <returns>The id.</returns>
    public static Id<UsageRecord> IdOf(TenantId tenant, string sourceId) => DerivedId.Create<UsageRecord>(tenant, "usage", sourceId);

    /// <summary>Checks a row.</summary>
    /// <param name="reading">The row as it was read.</param>
    /// <param name="found">What was found at the border.</param>
    /// <returns>All that is wrong with it, each with its field; empty when it can be stored for a known customer.</returns>
    public static ValueList<Problem> Validate(this UsageReading reading, ValueList<Problem> found = default)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.Defect is { } defect)
        {
            return [defect];
        }

        var problems = new List<Problem>(found);
        Demand(!string.IsNullOrWhiteSpace(reading.SourceId), UsageErrors.SourceIdMissing, nameof(reading.SourceId), "The row has no id of its own: give the vendor's, without which importing it again would bill it twice.");
        Demand(reading.Customer is { IsEmpty: false } || !string.IsNullOrWhiteSpace(reading.CustomerNumber), UsageErrors.CustomerMissing, nameof(reading.CustomerNumber), "The row names no customer: give its number or id.");
        Demand(!string.IsNullOrWhiteSpace(reading.ServiceCode), UsageErrors.ServiceMissing, nameof(reading.ServiceCode), "The row names no service: give the vendor's code of it.");
        Demand(reading.Date is not null || reading.Start is not null, UsageErrors.DateMissing, nameof(reading.Start), "The row has no start: give the moment or the day.");
        Demand(reading.Quantity is not null, UsageErrors.QuantityMissing, nameof(reading.Quantity), "The row has no quantity: give one, 0 for none.");
        Demand(!string.IsNullOrWhiteSpace(reading.Unit), UsageErrors.UnitMissing, nameof(reading.Unit), "The row has no unit: give the vendor's.");
        Demand(Fits(reading.Quantity, Decimals.OfQuantities), MoneyErrors.TooManyDecimals, nameof(reading.Quantity), $"The quantity has more than {Decimals.OfQuantities} decimals: round it where you can answer for it.");
        Demand(Fits(reading.Cost, Decimals.OfPrices), MoneyErrors.TooManyDecimals, nameof(reading.Cost), $"The cost has more than {Decimals.OfPrices} decimals: round it where you can answer for it.");
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

    /// <summary>Makes the record of a row in which <see cref="Validate"/> finds nothing wrong.</summary>
    /// <param name="reading">The row.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="customer">The customer it names.</param>
    /// <param name="zone">The tenant's time zone: the usage belongs to the day of its start there.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ArgumentException">Something is wrong with the row.</exception>
    public static UsageRecord ToRecord(this UsageReading reading, TenantId tenant, Id<Customer> customer, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(zone);
        if ((reading.Date ?? reading.Start?.InZone(zone).Date) is not { } date || reading is not { SourceId: { } source, ServiceCode: { } service, Quantity: { } quantity, Unit: { } unit })
        {
            throw new ArgumentException("The row wasn't checked.", nameof(reading));
        }

        return new()
        {
            Id = IdOf(tenant, source),
            Tenant = tenant,
            SourceId = source,
            Customer = customer,
            ServiceCode = service,
            Date = date,
            Quantity = Decimals.Quantity(quantity),
            Unit = unit,
            Cost = reading is { Cost: { } cost, CostCurrency: { } currency } ? UnitPrice.Of(cost, Currency.FromCode(currency)) : null,
            Text = reading.Text,
        };
    }

    // zeros at the end are no decimals
    private static bool Fits(decimal? value, int decimals) =>
        value is not { } number || number.Scale <= decimals || decimal.Round(number, decimals, MidpointRounding.ToZero) == number;
}
