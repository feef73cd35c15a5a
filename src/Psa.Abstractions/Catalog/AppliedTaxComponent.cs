namespace Psa.Catalog;

/// <summary>One of the taxes on a line, as it was on its tax point: valid by construction.</summary>
public sealed record AppliedTaxComponent
{
    /// <summary>Creates the tax.</summary>
    /// <param name="category">The category of EN 16931.</param>
    /// <param name="rate">Above 0 %, at most 1000 %, for <see cref="TaxCategory.Standard"/>, 0 % for all others.</param>
    /// <param name="name">The name, where the code has several components; else <see langword="null"/>.</param>
    /// <param name="exemptionReason">Why no tax is charged; <see langword="null"/> for the category's default.</param>
    /// <param name="exemptionCode">The code of that reason in the code list VATEX, or <see langword="null"/>.</param>
    /// <exception cref="RuleViolationException">
    /// <c>tax.bad_rate</c>; <c>tax.reason_missing</c>: an exempt line says why; <c>tax.reason_not_allowed</c>: a taxed line has no such reason.
    /// </exception>
    public AppliedTaxComponent(TaxCategory category, Percent rate, string? name = null, string? exemptionReason = null, string? exemptionCode = null)
    {
        ArgumentNullException.ThrowIfNull(category);
        if (category.IsTaxed ? rate.Value is <= 0m or > AppliedTax.MaxRate : rate.Value != 0m)
        {
            throw new RuleViolationException(
                CatalogErrors.BadTaxRate, $"A tax of category {category.Code} can't have the rate {rate}: category S takes a rate above zero (use Z for 0 %), all others 0 %.");
        }

        Name = name;
        Category = category;
        Rate = rate;
        var isDefault = string.IsNullOrWhiteSpace(exemptionReason);
        ExemptionReason = isDefault ? category.DefaultReason : exemptionReason;
        ExemptionCode = exemptionCode ?? (isDefault ? category.DefaultReasonCode : null);
        if (category.NeedsReason && ExemptionReason is null && ExemptionCode is null)
        {
            throw new RuleViolationException(CatalogErrors.TaxReasonMissing, $"A tax of category {category.Code} needs the reason why no tax is charged: write it into the tax table.");
        }

        if (!category.NeedsReason && (ExemptionReason ?? ExemptionCode) is not null)
        {
            throw new RuleViolationException(CatalogErrors.TaxReasonNotAllowed, $"A tax of category {category.Code} is no exemption: leave the reason out.");
        }
    }

    /// <summary>Gets the name, where the code has several components; else <see langword="null"/>.</summary>
    public string? Name { get; }

    /// <summary>Gets the category of EN 16931.</summary>
    public TaxCategory Category { get; }

    /// <summary>Gets the rate; 0 % unless the category is <see cref="TaxCategory.Standard"/>.</summary>
    public Percent Rate { get; }

    /// <summary>Gets why no tax is charged, or <see langword="null"/>.</summary>
    public string? ExemptionReason { get; }

    /// <summary>Gets the code of that reason in the code list VATEX, or <see langword="null"/>.</summary>
    public string? ExemptionCode { get; }
}
