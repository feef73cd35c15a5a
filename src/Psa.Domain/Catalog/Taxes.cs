using NodaTime;

namespace Psa.Catalog;

/// <summary>Rules of the tax table.</summary>
internal static class Taxes
{
    /// <summary>Finds a code.</summary>
    /// <param name="table">The tax table.</param>
    /// <param name="code">The code; case matters.</param>
    /// <returns>The entry, or <see langword="null"/>.</returns>
    public static TaxTableEntry? Find(this TaxTable table, string code)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (var entry in table.Entries)
        {
            if (entry.Code == code)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Gives the tax of a line: category, rate and reason of each component as they are on a day. A component without a rate on the day, or with 0 %, is left out.</summary>
    /// <param name="table">The tax table.</param>
    /// <param name="code">The code, or <see langword="null"/> for the table's default.</param>
    /// <param name="date">The tax point: the invoice date, or the end of the period, by setting.</param>
    /// <returns>The tax, to be kept on the line.</returns>
    /// <exception cref="RuleViolationException"><c>tax.unknown_code</c>, <c>tax.no_rate</c>, <c>tax.no_default</c>, or what <see cref="AppliedTax"/> refuses.</exception>
    public static AppliedTax At(this TaxTable table, string? code, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(table);
        var entry = Require(
            table,
            code ?? table.DefaultCode ?? throw new RuleViolationException(CatalogErrors.NoDefaultTax, "The line names no tax and the tax table has no default: set one of them."));
        if (entry.Components is [var only])
        {
            return RateOn(only, date) is { } rate ? new(entry.Code, only.Category, rate, only.ExemptionReason, only.ExemptionCode) : throw NoRate(entry, date);
        }

        var components = new List<AppliedTaxComponent>(entry.Components.Count);
        foreach (var component in entry.Components)
        {
            if (RateOn(component, date) is { } rate)
            {
                components.Add(new(component.Category, rate, component.Name));
            }
        }

        return components.Count > 0 ? new(entry.Code, components.ToValueList()) : throw NoRate(entry, date);
    }

    /// <summary>Checks a tax table.</summary>
    /// <param name="table">The table.</param>
    /// <returns>All that is wrong with it; empty when nothing is.</returns>
    public static ValueList<Problem> Validate(this TaxTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var problems = new List<Problem>();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < table.Entries.Count; i++)
        {
            var entry = table.Entries[i];
            var where = FormattableString.Invariant($"Entries[{i}]");
            if (string.IsNullOrWhiteSpace(entry.Code) || !codes.Add(entry.Code))
            {
                problems.Add(new(CatalogErrors.BadTaxCode, $"The tax code '{entry.Code}' is empty or there twice: give each entry its own.", where));
            }

            Check(entry, where, problems);
        }

        if (table.DefaultCode is { } code && !codes.Contains(code))
        {
            problems.Add(new(CatalogErrors.UnknownTaxCode, $"The default tax code '{code}' isn't in the table: add it or choose another.", nameof(table.DefaultCode)));
        }

        return problems.ToValueList();
    }

    private static void Check(TaxTableEntry entry, string where, List<Problem> problems)
    {
        if (entry.Components.IsEmpty)
        {
            problems.Add(new(CatalogErrors.BadTaxComponents, $"Tax '{entry.Code}' has no component: give it one.", where));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < entry.Components.Count; i++)
        {
            var component = entry.Components[i];
            var place = FormattableString.Invariant($"{where}.Components[{i}]");
            if (entry.Components.Count > 1 && (!component.Category.IsTaxed || string.IsNullOrWhiteSpace(component.Name) || !names.Add(component.Name)))
            {
                problems.Add(new(
                    CatalogErrors.BadTaxComponents,
                    $"Tax '{entry.Code}' has several components: each needs a name of its own and category S, for the others stand alone in their code.",
                    place));
            }

            CheckReason(entry.Code, component, place, problems);
            CheckRates(entry, component, place, problems);
        }

        CheckSums(entry, where, problems);
    }

    private static void CheckReason(string code, TaxComponent component, string where, List<Problem> problems)
    {
        var reason = component.ExemptionReason ?? component.ExemptionCode;
        if (component.Category.NeedsReason && (reason ?? component.Category.DefaultReason) is null)
        {
            problems.Add(new(CatalogErrors.TaxReasonMissing, $"Tax '{code}' needs the reason why no tax is charged: documents must show it.", where));
        }
        else if (!component.Category.NeedsReason && reason is not null)
        {
            problems.Add(new(CatalogErrors.TaxReasonNotAllowed, $"Tax '{code}' is no exemption: leave the reason out.", where));
        }
    }

    private static void CheckRates(TaxTableEntry entry, TaxComponent component, string where, List<Problem> problems)
    {
        if (component.Category.IsTaxed && component.Rates.IsEmpty)
        {
            problems.Add(new(CatalogErrors.NoTaxRate, $"Tax '{entry.Code}' has no rate: add one with its first day.", where));
        }

        // 0 % ends one of several components; a code with one says Z
        var least = entry.Components.Count > 1 ? 0m : 0.000001m;
        var days = new HashSet<LocalDate>();
        for (var i = 0; i < component.Rates.Count; i++)
        {
            var (from, rate) = component.Rates[i];
            var place = FormattableString.Invariant($"{where}.Rates[{i}]");
            if (!days.Add(from))
            {
                problems.Add(new(CatalogErrors.DuplicateRateDate, $"Two rates start on {from:R}: keep one.", place));
            }

            if (component.Category.IsTaxed ? rate.Value < least || rate.Value > AppliedTax.MaxRate : rate.Value != 0m)
            {
                problems.Add(new(CatalogErrors.BadTaxRate, $"{rate} is no rate of category {component.Category.Code}: S takes a rate above zero, all others 0 %.", place));
            }
        }
    }

    private static void CheckSums(TaxTableEntry entry, string where, List<Problem> problems)
    {
        if (entry.Components.Count < 2)
        {
            return;
        }

        foreach (var component in entry.Components)
        {
            foreach (var (day, _) in component.Rates)
            {
                var sum = 0m;
                foreach (var other in entry.Components)
                {
                    sum += RateOn(other, day)?.Value ?? 0m;
                }

                if (sum > AppliedTax.MaxRate)
                {
                    problems.Add(new(CatalogErrors.BadTaxRate, FormattableString.Invariant($"The components of tax '{entry.Code}' are {sum} % together on {day:R}: the most is {AppliedTax.MaxRate} %."), where));
                    return;
                }
            }
        }
    }

    /// <summary>Finds the entry of a code that must be there.</summary>
    /// <exception cref="RuleViolationException"><c>tax.unknown_code</c>.</exception>
    internal static TaxTableEntry Require(TaxTable table, string code) =>
        table.Find(code) ?? throw new RuleViolationException(CatalogErrors.UnknownTaxCode, $"The tax code '{code}' isn't in the tax table: add it or choose another.", table.Id.Value);

    /// <summary>Gives the latest rate that starts on a day or before; nothing when there is none, or it is 0 %. Untaxed categories always have 0 %.</summary>
    private static Percent? RateOn(TaxComponent component, LocalDate date)
    {
        if (!component.Category.IsTaxed)
        {
            return default(Percent);
        }

        TaxRate? best = null;
        foreach (var rate in component.Rates)
        {
            if (rate.From <= date && (best is not { } current || rate.From > current.From))
            {
                best = rate;
            }
        }

        return best is { Rate: { Value: not 0m } found } ? found : null;
    }

    private static RuleViolationException NoRate(TaxTableEntry entry, LocalDate date) =>
        new(CatalogErrors.NoTaxRate, $"Tax '{entry.Code}' has no rate on {date:R}: add one that starts earlier.");
}
