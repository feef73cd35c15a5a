namespace Psa.Usage;

/// <summary>What an import of usage did. Every row is counted once: <c>Rows = Imported + Replaced + Unchanged + Refused</c>.</summary>
public sealed record UsageImportResult
{
    /// <summary>Gets the rows read.</summary>
    public long Rows { get; init; }

    /// <summary>Gets the rows that were new.</summary>
    public long Imported { get; init; }

    /// <summary>Gets the rows that replaced an earlier record of the same source id.</summary>
    public long Replaced { get; init; }

    /// <summary>Gets the rows that were there already, the same in every field.</summary>
    public long Unchanged { get; init; }

    /// <summary>Gets the rows that were refused.</summary>
    public long Refused { get; init; }

    /// <summary>Gets the rows of the delivery before that are gone; none of an import of rows by themselves.</summary>
    public long Withdrawn { get; init; }

    /// <summary>Gets what the refused rows cost, summed exactly, one entry a currency in the order of their codes; of rows whose cost and currency could be read.</summary>
    public ValueList<ExactAmount> RefusedCosts { get; init; }

    /// <summary>Gets the refused rows with their reasons: the first thousand of them.</summary>
    public ValueList<UsageRejection> Rejected { get; init; }
}
