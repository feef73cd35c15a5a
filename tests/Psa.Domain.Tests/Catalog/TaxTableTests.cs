using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.Domain.Tests.Catalog;

public class TaxTableTests
{
    private static readonly LocalDate Today = new(2026, 3, 1);
    private static readonly TaxTable Table = ATaxTable.Belgian;

    [Theory]
    [InlineData("1992-01-01", "20.5")]
    [InlineData("1995-12-31", "20.5")]
    [InlineData("1996-01-01", "21")]
    [InlineData("2026-03-01", "21")]
    public void The_rate_is_the_one_at_the_tax_point(string date, string rate) =>
        Assert.Equal(
            Percent.Of(decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture)),
            Table.RateAt("STD", NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value));

    [Fact]
    public void Before_its_first_rate_a_code_has_none() =>
        Assert.Equal(CatalogErrors.NoTaxRate, Assert.Throws<RuleViolationException>(() => Table.RateAt("STD", new LocalDate(1991, 12, 31))).Code);

    [Fact]
    public void An_unknown_code_is_refused() =>
        Assert.Equal(CatalogErrors.UnknownTaxCode, Assert.Throws<RuleViolationException>(() => Table.RateAt("std", Today)).Code);

    [Fact]
    public void Without_a_code_the_default_holds() => Assert.Equal(Percent.Of(21m), Table.At(null, Today).Rate);

    [Fact]
    public void Without_a_code_and_a_default_the_line_is_refused() =>
        Assert.Equal(CatalogErrors.NoDefaultTax, Assert.Throws<RuleViolationException>(() => (Table with { DefaultCode = null }).At(null, Today)).Code);

    [Fact]
    public void Untaxed_codes_carry_their_reason_or_the_categorys()
    {
        var exempt = Table.At("EXEMPT", Today);
        var reverse = Table.At("REVERSE", Today);

        Assert.Equal(("Article 44", "VATEX-EU-132"), (exempt.ExemptionReason, exempt.ExemptionCode));
        Assert.Equal(("Reverse charge", "VATEX-EU-AE"), (reverse.ExemptionReason, reverse.ExemptionCode));
        Assert.Null(Table.At("ZERO", Today).ExemptionReason);
    }

    [Fact]
    public void A_sound_table_has_no_problems() => Assert.Empty(Table.Validate());

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var bad = Table with
        {
            DefaultCode = "NONE",
            Entries =
            [
                new() { Code = "A", Name = "no rate", Category = TaxCategory.Standard },
                new() { Code = "A", Name = "twice", Category = TaxCategory.ZeroRated, ExemptionReason = "why" },
                new() { Code = " ", Name = "no code", Category = TaxCategory.Exempt },
                new() { Code = "B", Name = "bad rates", Category = TaxCategory.Standard, Rates = [ATaxTable.Rate(2020, 0m), ATaxTable.Rate(2020, 5m)] },
                new() { Code = "C", Name = "taxed export", Category = TaxCategory.Export, Rates = [ATaxTable.Rate(2020, 5m)] },
            ],
        };

        Assert.Equal(
            [
                (CatalogErrors.NoTaxRate, "Entries[0]"),
                (CatalogErrors.BadTaxCode, "Entries[1]"),
                (CatalogErrors.TaxReasonNotAllowed, "Entries[1]"),
                (CatalogErrors.BadTaxCode, "Entries[2]"),
                (CatalogErrors.TaxReasonMissing, "Entries[2]"),
                (CatalogErrors.BadTaxRate, "Entries[3].Rates[0]"),
                (CatalogErrors.DuplicateRateDate, "Entries[3].Rates[1]"),
                (CatalogErrors.BadTaxRate, "Entries[4].Rates[0]"),
                (CatalogErrors.UnknownTaxCode, "DefaultCode"),
            ],
            bad.Validate().Select(x => (x.Code, x.Where)));
    }

    [Theory]
    [InlineData("Standard", 0, null, CatalogErrors.BadTaxRate)]
    [InlineData("Standard", -5, null, CatalogErrors.BadTaxRate)]
    [InlineData("Standard", 1001, null, CatalogErrors.BadTaxRate)]
    [InlineData("ZeroRated", 5, null, CatalogErrors.BadTaxRate)]
    [InlineData("Exempt", 0, null, CatalogErrors.TaxReasonMissing)]
    [InlineData("Standard", 21, "why", CatalogErrors.TaxReasonNotAllowed)]
    public void A_tax_that_contradicts_its_category_is_refused(string name, int rate, string? reason, string code)
    {
        Assert.True(TaxCategory.TryParse(name, out var category));
        Assert.Equal(code, Assert.Throws<RuleViolationException>(() => new AppliedTax("X", category, Percent.Of(rate), reason)).Code);
    }

    [Fact]
    public void Categories_are_found_by_name_and_by_code()
    {
        Assert.All(TaxCategory.All, x => Assert.True(TaxCategory.TryParse(x.Name, out var found) && found == x));
        Assert.All(TaxCategory.All, x => Assert.True(TaxCategory.TryFromCode(x.Code, out var found) && found == x));
        Assert.False(TaxCategory.TryParse("S", out _));
        Assert.False(TaxCategory.TryFromCode("standard", out _));
        Assert.Equal(["S", "Z", "E", "AE", "K", "G", "O"], TaxCategory.All.Select(x => x.Code), StringComparer.Ordinal);
        Assert.Equal(["E", "AE", "K", "G", "O"], TaxCategory.All.Where(x => x.NeedsReason).Select(x => x.Code), StringComparer.Ordinal);
        Assert.Equal(["S"], TaxCategory.All.Where(x => x.IsTaxed).Select(x => x.Code), StringComparer.Ordinal);
    }
}
