namespace Psa.Samples.BillingRun.Focus;

/// <summary>Where the columns of a FOCUS table stand. Their order is free, and so are columns that billing doesn't need.</summary>
internal sealed class FocusColumns
{
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    internal FocusColumns(string[] header, string file)
    {
        for (var place = 0; place < header.Length; place++)
        {
            _places.TryAdd(header[place].Trim(), place);
        }

        Count = header.Length;
        var missing = new[] { "BilledCost", "BillingCurrency", "ChargePeriodStart", "ServiceName", "SubAccountId" }.Where(name => !_places.ContainsKey(name)).ToList();
        if (!_places.ContainsKey("ConsumedQuantity") && !_places.ContainsKey("PricingQuantity"))
        {
            missing.Add("ConsumedQuantity or PricingQuantity");
        }

        if (missing.Count > 0)
        {
            throw new SampleException(SampleErrors.UsageMalformed, $"'{file}' is no FOCUS table: its first line lacks {string.Join(", ", missing)}. Export the bill as CSV in FOCUS 1.0.");
        }
    }

    internal int Count { get; }

    /// <summary>Gives a value; empty and the word NULL are none.</summary>
    internal string? Find(string[] record, string column) =>
        _places.TryGetValue(column, out var place) && record[place].Trim() is { Length: > 0 } text && text != "NULL" ? text : null;
}
