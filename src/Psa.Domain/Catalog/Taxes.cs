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

    /// <summary>Gives the rate of a code on a day.</summary>
    /// <param name="table">The tax table.</param>
    /// <param name="code">The code.</param>
    /// <param name="date">The tax point.</param>
    /// <returns>The latest rate that starts on the day or before; 0 % for untaxed categories.</returns>
    /// <exception cref="RuleViolationException"><c>tax.unknown_code</c>; <c>tax.no_rate</c>: its first rate starts later.</exception>
    public static Percent RateAt(this TaxTable table, string code, LocalDate date) => Rate(Require(table, code), date);

    /// <summary>Gives the tax of a line: category, rate and reason as they are on a day.</summary>
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
        return new(entry.Code, entry.Category, Rate(entry, date), entry.ExemptionReason, entry.ExemptionCode);
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
        if (entry.Category.IsTaxed && entry.Rates.IsEmpty)
        {
            problems.Add(new(CatalogErrors.NoTaxRate, $"Tax '{entry.Code}' has no rate: add one with its first day.", where));
        }

        var reason = entry.ExemptionReason ?? entry.ExemptionCode;
        if (entry.Category.NeedsReason && (reason ?? entry.Category.DefaultReason) is null)
        {
            problems.Add(new(CatalogErrors.TaxReasonMissing, $"Tax '{entry.Code}' needs the reason why no tax is charged: documents must show it.", where));
        }
        else if (!entry.Category.NeedsReason && reason is not null)
        {
            problems.Add(new(CatalogErrors.TaxReasonNotAllowed, $"Tax '{entry.Code}' is no exemption: leave the reason out.", where));
        }

        var days = new HashSet<LocalDate>();
        for (var i = 0; i < entry.Rates.Count; i++)
        {
            var (from, rate) = entry.Rates[i];
            var place = FormattableString.Invariant($"{where}.Rates[{i}]");
            if (!days.Add(from))
            {
                problems.Add(new(CatalogErrors.DuplicateRateDate, $"Two rates start on {from:R}: keep one.", place));
            }

            if (entry.Category.IsTaxed ? rate.Value is <= 0m or > AppliedTax.MaxRate : rate.Value != 0m)
            {
                problems.Add(new(CatalogErrors.BadTaxRate, $"{rate} is no rate of category {entry.Category.Code}: S takes a rate above zero, all others 0 %.", place));
            }
        }
    }

    /// <summary>Finds the entry of a code that must be there.</summary>
    /// <exception cref="RuleViolationException"><c>tax.unknown_code</c>.</exception>
    internal static TaxTableEntry Require(TaxTable table, string code) =>
        table.Find(code) ?? throw new RuleViolationException(CatalogErrors.UnknownTaxCode, $"The tax code '{code}' isn't in the tax table: add it or choose another.", table.Id.Value);

    private static Percent Rate(TaxTableEntry entry, LocalDate date)
    {
        if (!entry.Category.IsTaxed)
        {
            return default;
        }

        TaxRate? best = null;
        foreach (var rate in entry.Rates)
        {
            if (rate.From <= date && (best is not { } current || rate.From > current.From))
            {
                best = rate;
            }
        }

        return best?.Rate ?? throw new RuleViolationException(CatalogErrors.NoTaxRate, $"Tax '{entry.Code}' has no rate on {date:R}: add one that starts earlier.");
    }
}
