namespace Psa.Samples.BillingRun;

/// <summary>What the command line asks for.</summary>
public sealed record SampleOptions
{
    /// <summary>Lets a delivery replace one that was made after it.</summary>
    public const string AllowOlder = "older";

    /// <summary>Lets a delivery have fewer than half of the rows of the one before.</summary>
    public const string AllowShrinking = "shrinking";

    /// <summary>Lets a delivery have nothing in common with the one before.</summary>
    public const string AllowDifferent = "different";

    /// <summary>Lets a delivery replace another without its refused rows.</summary>
    public const string AllowRefusedRows = "refused-rows";

    /// <summary>Gets the FOCUS files to bill, together one export; empty for none.</summary>
    public IReadOnlyList<string> Usage { get; init; } = [];

    /// <summary>Gets what the files are all of, or <see langword="null"/> for the billing account of each row.</summary>
    public string? Scope { get; init; }

    /// <summary>Gets when the provider made them, or <see langword="null"/> for now.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>Gets whether customers are made for ids that aren't known.</summary>
    public bool NewCustomers { get; init; }

    /// <summary>Gets what deliveries may do that they may not by mistake.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Gets how many customers to generate, or <see langword="null"/> for none.</summary>
    public int? Customers { get; init; }

    /// <summary>Gets the seed of generated customers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Gets the database file, or <see langword="null"/> for one named after the world.</summary>
    public string? Database { get; init; }

    /// <summary>Gets the connection string of a PostgreSQL database, or <see langword="null"/> for a file.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>Gets a file of prices to import before billing, or <see langword="null"/> for none.</summary>
    public string? Prices { get; init; }

    /// <summary>Gets the bill-through date, or <see langword="null"/> for the world's own.</summary>
    public LocalDate? Through { get; init; }

    /// <summary>Gets where to write the result as JSON, or <see langword="null"/> for nowhere.</summary>
    public string? Json { get; init; }

    /// <summary>Tells whether deliveries may do something.</summary>
    public bool Allows(string what) => Allow.Contains(what, StringComparer.Ordinal);
}
