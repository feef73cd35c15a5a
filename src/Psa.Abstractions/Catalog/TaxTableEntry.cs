namespace Psa.Catalog;

/// <summary>One tax code: its category and its rates over time.</summary>
public sealed record TaxTableEntry
{
    /// <summary>Gets the code that products, customers and lines name, unique in the table; case matters.</summary>
    public required string Code { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the name that people read, for example "VAT 21 %".</summary>
    public required string Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the category of EN 16931.</summary>
    public required TaxCategory Category { get; init; }

    /// <summary>Gets the rates, one a first day, in any order. Untaxed categories need none.</summary>
    public ValueList<TaxRate> Rates { get; init; }

    /// <summary>Gets why no tax is charged; <see langword="null"/> for <see cref="TaxCategory.DefaultReason"/>.</summary>
    public string? ExemptionReason { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the code of that reason in the code list VATEX; <see langword="null"/> for <see cref="TaxCategory.DefaultReasonCode"/> when the reason is the default too.</summary>
    public string? ExemptionCode { get; init => field = TextEnds.Trim(value); }
}
