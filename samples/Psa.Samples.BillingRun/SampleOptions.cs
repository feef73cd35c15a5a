namespace Psa.Samples.BillingRun;

/// <summary>What the command line asks for.</summary>
public sealed record SampleOptions
{
    /// <summary>Gets the FOCUS file to bill, or <see langword="null"/>.</summary>
    public string? Usage { get; init; }

    /// <summary>Gets how many customers to generate, or <see langword="null"/> for none.</summary>
    public int? Customers { get; init; }

    /// <summary>Gets the seed of generated customers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Gets the database file, or <see langword="null"/> for one named after the world.</summary>
    public string? Database { get; init; }

    /// <summary>Gets the connection string of a PostgreSQL database, or <see langword="null"/> for a file.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>Gets the bill-through date, or <see langword="null"/> for the world's own.</summary>
    public LocalDate? Through { get; init; }

    /// <summary>Gets where to write the result as JSON, or <see langword="null"/> for nowhere.</summary>
    public string? Json { get; init; }
}
