using CsvHelper;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>Where the columns of a FOCUS table stand. Their order is free, and so are columns that billing doesn't need.</summary>
internal sealed record FocusColumns
{
    internal required int SubAccountId { get; init; }

    internal required int ServiceName { get; init; }

    internal required int ChargePeriodStart { get; init; }

    internal required int BilledCost { get; init; }

    internal required int BillingCurrency { get; init; }

    internal int? SubAccountName { get; private init; }

    internal int? ConsumedQuantity { get; private init; }

    internal int? ConsumedUnit { get; private init; }

    internal int? PricingQuantity { get; private init; }

    internal int? PricingUnit { get; private init; }

    internal int? BillingPeriodStart { get; private init; }

    internal int? Id { get; private init; }

    /// <summary>Finds the columns.</summary>
    /// <exception cref="SampleException">Some that are needed aren't there.</exception>
    internal static FocusColumns Of(CsvReader csv, string file)
    {
        var missing = new List<string>();
        try
        {
            var columns = new FocusColumns
            {
                SubAccountId = Required("SubAccountId"),
                ServiceName = Required("ServiceName"),
                ChargePeriodStart = Required("ChargePeriodStart"),
                BilledCost = Required("BilledCost"),
                BillingCurrency = Required("BillingCurrency"),
                SubAccountName = Find(csv, "SubAccountName"),
                ConsumedQuantity = Find(csv, "ConsumedQuantity"),
                ConsumedUnit = Find(csv, "ConsumedUnit"),
                PricingQuantity = Find(csv, "PricingQuantity"),
                PricingUnit = Find(csv, "PricingUnit"),
                BillingPeriodStart = Find(csv, "BillingPeriodStart"),
                Id = Find(csv, "Id"),
            };
            return missing.Count == 0
                ? columns
                : throw new SampleException(SampleErrors.UsageMalformed, $"'{file}' is no FOCUS table: its first line lacks {string.Join(", ", missing)}. Export the bill as CSV in FOCUS 1.0.");
        }
        catch (Exception problem) when (problem is CsvFormatException or IOException)
        {
            throw new SampleException(SampleErrors.UsageMalformed, $"'{file}' is no FOCUS table: {problem.Message} Export the bill as CSV in FOCUS 1.0.", problem);
        }

        int Required(string name)
        {
            if (Find(csv, name) is { } place)
            {
                return place;
            }

            missing.Add(name);
            return -1;
        }
    }

    private static int? Find(CsvReader csv, string name) => csv.TryGetFieldIndex(name, out var place) ? place : null;
}
