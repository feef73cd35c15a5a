namespace Psa.Runs;

/// <summary>What a partition or a run has done so far.</summary>
public sealed record RunCounts
{
    /// <summary>Gets counts of nothing.</summary>
    public static RunCounts Zero { get; } = new();

    /// <summary>Gets how many customers were looked at.</summary>
    public long Customers { get; init; }

    /// <summary>Gets how many sales items were made.</summary>
    public long Items { get; init; }

    /// <summary>Gets how many lines stand on the documents.</summary>
    public long Lines { get; init; }

    /// <summary>Gets how many invoices and credit notes were drafted.</summary>
    public long Documents { get; init; }

    /// <summary>Gets how many of the documents are credit notes.</summary>
    public long CreditNotes { get; init; }

    /// <summary>Gets how many of the documents are held back.</summary>
    public long Held { get; init; }

    /// <summary>Gets how many obstacles were reported.</summary>
    public long Obstacles { get; init; }

    /// <summary>Gets the money on the documents, one entry a currency.</summary>
    public ValueList<MoneyByCurrency> Money { get; init; }
}
