using System.Text.Json.Serialization;

namespace Psa.Quotes;

/// <summary>What quotes of a kind have in common: written once, and copied into new ones.</summary>
public sealed record QuoteTemplate : IEntity<QuoteTemplate>
{
    /// <inheritdoc/>
    public required Id<QuoteTemplate> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the name: no two templates of a tenant have the same.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whether new quotes can be made of it.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Gets the lines.</summary>
    public ValueList<NewQuoteLine> Lines { get; init; }

    /// <summary>Gets the discounts on the whole quote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Catalog.Discount> Discounts { get; init; }

    /// <summary>Gets the charges on the whole quote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Documents.NewDocumentCharge> Charges { get; init; }

    /// <summary>Gets the title, or <see langword="null"/> for that of the language.</summary>
    public string? Title { get; init; }

    /// <summary>Gets what quotes say before the lines.</summary>
    public string? Introduction { get; init; }

    /// <summary>Gets the note.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
