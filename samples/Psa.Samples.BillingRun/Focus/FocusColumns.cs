using CsvHelper;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>Where the columns of a FOCUS table stand, which are the same from 1.0 to 1.2. Their order is free, and columns that billing doesn't need are ignored.</summary>
internal sealed record FocusColumns
{
    private static readonly HashSet<string> Names = new(
        typeof(FocusColumns).GetProperties(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance).Select(static column => column.Name),
        StringComparer.OrdinalIgnoreCase);

    internal required int ServiceName { get; init; }

    internal required int ChargePeriodStart { get; init; }

    internal required int BilledCost { get; init; }

    internal required int BillingCurrency { get; init; }

    internal int? SubAccountId { get; private init; }

    internal int? SubAccountName { get; private init; }

    internal int? BillingAccountId { get; private init; }

    internal int? BillingAccountName { get; private init; }

    internal int? ResourceId { get; private init; }

    internal int? ConsumedQuantity { get; private init; }

    internal int? ConsumedUnit { get; private init; }

    internal int? PricingQuantity { get; private init; }

    internal int? PricingUnit { get; private init; }

    internal int? BillingPeriodStart { get; private init; }

    internal int? BillingPeriodEnd { get; private init; }

    /// <summary>Tells whether a column of that name is used.</summary>
    internal static bool IsKnown(string name) => Names.Contains(name);

    /// <summary>Finds the columns.</summary>
    /// <exception cref="SampleException">Some that are needed aren't there.</exception>
    internal static FocusColumns Of(CsvReader csv, string file)
    {
        var missing = new List<string>();
        try
        {
            var columns = new FocusColumns
            {
                ServiceName = Required(nameof(ServiceName)),
                ChargePeriodStart = Required(nameof(ChargePeriodStart)),
                BilledCost = Required(nameof(BilledCost)),
                BillingCurrency = Required(nameof(BillingCurrency)),
                SubAccountId = Find(csv, nameof(SubAccountId)),
                SubAccountName = Find(csv, nameof(SubAccountName)),
                BillingAccountId = Find(csv, nameof(BillingAccountId)),
                BillingAccountName = Find(csv, nameof(BillingAccountName)),
                ResourceId = Find(csv, nameof(ResourceId)),
                ConsumedQuantity = Find(csv, nameof(ConsumedQuantity)),
                ConsumedUnit = Find(csv, nameof(ConsumedUnit)),
                PricingQuantity = Find(csv, nameof(PricingQuantity)),
                PricingUnit = Find(csv, nameof(PricingUnit)),
                BillingPeriodStart = Find(csv, nameof(BillingPeriodStart)),
                BillingPeriodEnd = Find(csv, nameof(BillingPeriodEnd)),
            };
            if (columns is { SubAccountId: null, BillingAccountId: null })
            {
                missing.Add($"{nameof(SubAccountId)} or {nameof(BillingAccountId)}");
            }

            return missing.Count == 0
                ? columns
                : throw new SampleException(SampleErrors.UsageMalformed, $"'{file}' is no FOCUS table: its first line lacks {string.Join(", ", missing)}. Export the bill as CSV in FOCUS 1.0 to 1.2.");
        }
        catch (Exception problem) when (problem is CsvFormatException or IOException or InvalidDataException)
        {
            throw new SampleException(SampleErrors.UsageMalformed, $"'{file}' is no FOCUS table: {problem.Message} Export the bill as CSV in FOCUS 1.0 to 1.2.", problem);
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
