namespace Psa.Catalog;

/// <summary>One tax code: its components, each with a category and its rates over time.</summary>
public sealed record TaxTableEntry
{
    /// <summary>Gets the code that products, customers and lines name, unique in the table; case matters.</summary>
    public required string Code { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the name that people read, for example "VAT 21 %".</summary>
    public required string Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets what the code charges: one component usually, several for taxes that stand side by side on the same net.</summary>
    public required ValueList<TaxComponent> Components { get; init; }

    /// <summary>Makes a code with one tax: category <see cref="TaxCategory.Standard"/>.</summary>
    /// <param name="code">See <see cref="Code"/>.</param>
    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="rates">The rates, one a first day.</param>
    /// <returns>The entry.</returns>
    [Pure]
    public static TaxTableEntry Taxed(string code, string name, params ReadOnlySpan<TaxRate> rates) =>
        new() { Code = code, Name = name, Components = [new() { Category = TaxCategory.Standard, Rates = ValueList.Create(rates) }] };

    /// <summary>Makes a code under which no tax is charged.</summary>
    /// <param name="code">See <see cref="Code"/>.</param>
    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="category">Any but <see cref="TaxCategory.Standard"/>.</param>
    /// <param name="reason">Why; <see langword="null"/> for the category's.</param>
    /// <param name="reasonCode">The code of the reason in the code list VATEX, or <see langword="null"/>.</param>
    /// <returns>The entry.</returns>
    [Pure]
    public static TaxTableEntry Untaxed(string code, string name, TaxCategory category, string? reason = null, string? reasonCode = null) =>
        new() { Code = code, Name = name, Components = [new() { Category = category, ExemptionReason = reason, ExemptionCode = reasonCode }] };
}
