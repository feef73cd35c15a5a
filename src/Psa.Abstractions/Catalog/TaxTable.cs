namespace Psa.Catalog;

/// <summary>The tax codes of a tenant.</summary>
public sealed record TaxTable : IEntity<TaxTable>
{
    /// <inheritdoc/>
    public required Id<TaxTable> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the codes.</summary>
    public ValueList<TaxTableEntry> Entries { get; init; }

    /// <summary>Gets the code of lines that name none; <see langword="null"/> when every line must.</summary>
    public string? DefaultCode { get; init; }
}
