namespace Psa.Catalog;

/// <summary>One of the taxes that a tax code charges on a net: its category and its rates over time. One a code is the usual case; GST and QST on the same line are two.</summary>
public sealed record TaxComponent
{
    /// <summary>Gets the name that documents show, for example "GST": unique in its code and needed where a code has several; a code's only component is known by the code.</summary>
    public string? Name { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the category of EN 16931; of several components of a code, <see cref="TaxCategory.Standard"/>, for all others stand alone.</summary>
    public required TaxCategory Category { get; init; }

    /// <summary>Gets the rates, one a first day, in any order. Untaxed categories need none. Where a code has several components, a rate of 0 % ends one.</summary>
    public ValueList<TaxRate> Rates { get; init; }

    /// <summary>Gets why no tax is charged; <see langword="null"/> for <see cref="TaxCategory.DefaultReason"/>.</summary>
    public string? ExemptionReason { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets the code of that reason in the code list VATEX; <see langword="null"/> for <see cref="TaxCategory.DefaultReasonCode"/> when the reason is the default too.</summary>
    public string? ExemptionCode { get; init => field = TextEnds.Trim(value); }
}
