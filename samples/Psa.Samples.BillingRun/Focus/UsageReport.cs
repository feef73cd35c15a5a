namespace Psa.Samples.BillingRun.Focus;

/// <summary>What became of every row of the usage files.</summary>
/// <param name="Rows">How many there were.</param>
/// <param name="Refused">How many were not imported; all others are stored.</param>
/// <param name="Rejected">Those of them that can be told, in the order of their lines: of what the library refuses, the first thousand a delivery.</param>
/// <param name="RefusedCosts">What the refused rows cost, where that can be read, one entry a currency.</param>
internal sealed record UsageReport(long Rows, long Refused, IReadOnlyList<RejectedRow> Rejected, IReadOnlyList<ExactAmount> RefusedCosts)
{
    /// <summary>Gets the report of a run without a file.</summary>
    internal static UsageReport None { get; } = new(0, 0, [], []);

    /// <summary>Gets how many rows are stored, now or since an earlier import.</summary>
    internal long Imported => Rows - Refused;

    /// <summary>Gets how many rows are new or say something new.</summary>
    internal long New { get; init; }

    /// <summary>Gets how many rows were there already.</summary>
    internal long Unchanged { get; init; }

    /// <summary>Gets how many rows of the deliveries before are gone.</summary>
    internal long Withdrawn { get; init; }

    /// <summary>Gets the money of the refused rows, as people read it.</summary>
    internal string RefusedMoney => RefusedCosts.Count == 0 ? "no cost that can be read" : string.Join(" and ", RefusedCosts.Select(TextOf));

    // exactly, and with the decimals of the currency at least
    private static string TextOf(ExactAmount cost)
    {
        var amount = cost.ToString().Split(' ')[0];
        var missing = cost.Currency.MinorUnits - (amount.Contains('.', StringComparison.Ordinal) ? amount.Length - amount.IndexOf('.', StringComparison.Ordinal) - 1 : 0);
        var point = missing == cost.Currency.MinorUnits && missing > 0 ? "." : string.Empty;
        return $"{amount}{point}{new string('0', Math.Max(missing, 0))} {cost.Currency}";
    }
}
