using System.Text.Json.Serialization;

namespace Psa.Catalog;

/// <summary>
/// The tax of one line, as it was on its tax point: a snapshot, valid by construction, that later changes of the tax table don't move.
/// It has one component usually; several are taxes side by side, each on the net and not on another's tax.
/// </summary>
public sealed record AppliedTax
{
    /// <summary>The highest rate, of all components together, in percent.</summary>
    public const int MaxRate = 1000;

    /// <summary>Creates the tax of a line, of one component.</summary>
    /// <param name="code">The code in the tax table, or of a tax service; may be empty.</param>
    /// <param name="category">The category of EN 16931.</param>
    /// <param name="rate">Above 0 %, at most 1000 %, for <see cref="TaxCategory.Standard"/>, 0 % for all others.</param>
    /// <param name="exemptionReason">Why no tax is charged; <see langword="null"/> for the category's default.</param>
    /// <param name="exemptionCode">The code of that reason in the code list VATEX, or <see langword="null"/>.</param>
    /// <exception cref="RuleViolationException">
    /// <c>tax.bad_rate</c>; <c>tax.reason_missing</c>: an exempt line says why; <c>tax.reason_not_allowed</c>: a taxed line has no such reason.
    /// </exception>
    public AppliedTax(string code, TaxCategory category, Percent rate, string? exemptionReason = null, string? exemptionCode = null)
        : this(code, [new(category, rate, null, exemptionReason, exemptionCode)])
    {
    }

    /// <summary>Creates the tax of a line.</summary>
    /// <param name="code">The code in the tax table, or of a tax service; may be empty.</param>
    /// <param name="components">At least one. Of several, all are of category <see cref="TaxCategory.Standard"/>, and each has a name of its own.</param>
    /// <exception cref="RuleViolationException"><c>tax.bad_components</c>; <c>tax.bad_rate</c>: they are more than 1000 % together.</exception>
    [JsonConstructor]
    public AppliedTax(string code, ValueList<AppliedTaxComponent> components)
    {
        ArgumentNullException.ThrowIfNull(code);
        Code = code;
        Components = components;
        if (components.IsEmpty)
        {
            throw new RuleViolationException(CatalogErrors.BadTaxComponents, $"Tax '{code}' has no component: give it one.");
        }

        if (components.Count > 1)
        {
            CheckSeveral();
        }
    }

    /// <summary>Gets the code in the tax table, or of a tax service.</summary>
    public string Code { get; }

    /// <summary>Gets the taxes that are charged side by side, at least one.</summary>
    public ValueList<AppliedTaxComponent> Components { get; }

    /// <summary>Gets the category of EN 16931, which all components share.</summary>
    [JsonIgnore]
    public TaxCategory Category => Components[0].Category;

    /// <summary>Gets the rate of all components together; 0 % unless the category is <see cref="TaxCategory.Standard"/>.</summary>
    [JsonIgnore]
    public Percent Rate
    {
        get
        {
            var rate = Components[0].Rate;
            for (var i = 1; i < Components.Count; i++)
            {
                rate = Percent.Of(rate.Value + Components[i].Rate.Value);
            }

            return rate;
        }
    }

    /// <summary>Gets why no tax is charged, or <see langword="null"/>.</summary>
    [JsonIgnore]
    public string? ExemptionReason => Components[0].ExemptionReason;

    /// <summary>Gets the code of that reason in the code list VATEX, or <see langword="null"/>.</summary>
    [JsonIgnore]
    public string? ExemptionCode => Components[0].ExemptionCode;

    private void CheckSeveral()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var component in Components)
        {
            if (!component.Category.IsTaxed || string.IsNullOrWhiteSpace(component.Name) || !names.Add(component.Name))
            {
                throw new RuleViolationException(
                    CatalogErrors.BadTaxComponents, $"Tax '{Code}' has several components: each needs a name of its own and category S, for the others stand alone in their code.");
            }
        }

        if (Rate.Value > MaxRate)
        {
            throw new RuleViolationException(CatalogErrors.BadTaxRate, $"The components of tax '{Code}' are {Rate} together: the most is {MaxRate} %.");
        }
    }
}
