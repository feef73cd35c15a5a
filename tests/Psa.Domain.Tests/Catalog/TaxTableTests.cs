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
            Table.At("STD", NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value).Rate);

    [Fact]
    public void Before_its_first_rate_a_code_has_none() =>
        Assert.Equal(CatalogErrors.NoTaxRate, Assert.Throws<RuleViolationException>(() => Table.At("STD", new LocalDate(1991, 12, 31))).Code);

    [Fact]
    public void An_unknown_code_is_refused() =>
        Assert.Equal(CatalogErrors.UnknownTaxCode, Assert.Throws<RuleViolationException>(() => Table.At("std", Today)).Code);

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
                TaxTableEntry.Taxed("A", "no rate"),
                TaxTableEntry.Untaxed("A", "twice", TaxCategory.ZeroRated, "why"),
                TaxTableEntry.Untaxed(" ", "no code", TaxCategory.Exempt),
                TaxTableEntry.Taxed("B", "bad rates", ATaxTable.Rate(2020, 0m), ATaxTable.Rate(2020, 5m)),
                new() { Code = "C", Name = "taxed export", Components = [new() { Category = TaxCategory.Export, Rates = [ATaxTable.Rate(2020, 5m)] }] },
            ],
        };

        Assert.Equal(
            [
                (CatalogErrors.NoTaxRate, "Entries[0].Components[0]"),
                (CatalogErrors.BadTaxCode, "Entries[1]"),
                (CatalogErrors.TaxReasonNotAllowed, "Entries[1].Components[0]"),
                (CatalogErrors.BadTaxCode, "Entries[2]"),
                (CatalogErrors.TaxReasonMissing, "Entries[2].Components[0]"),
                (CatalogErrors.BadTaxRate, "Entries[3].Components[0].Rates[0]"),
                (CatalogErrors.DuplicateRateDate, "Entries[3].Components[0].Rates[1]"),
                (CatalogErrors.BadTaxRate, "Entries[4].Components[0].Rates[0]"),
                (CatalogErrors.UnknownTaxCode, "DefaultCode"),
            ],
            bad.Validate().Select(x => (x.Code, x.Where)));
    }

    [Fact]
    public void Several_components_are_each_of_their_own_name_and_taxed()
    {
        TaxComponent gst = new() { Name = "GST", Category = TaxCategory.Standard, Rates = [ATaxTable.Rate(2020, 600m)] };
        var bad = Table with
        {
            Entries =
            [
                new() { Code = "STD", Name = "none", Components = [] },
                new() { Code = "A", Name = "no name", Components = [gst with { Rates = [ATaxTable.Rate(2020, 5m)] }, gst with { Name = " ", Rates = [ATaxTable.Rate(2020, 5m)] }] },
                new() { Code = "B", Name = "too much from 2022", Components = [gst, gst with { Name = "QST", Rates = [ATaxTable.Rate(2019, 0m), ATaxTable.Rate(2022, 600m)] }] },
                new() { Code = "C", Name = "zero", Components = [gst, new() { Name = "Z", Category = TaxCategory.ZeroRated }] },
            ],
        };

        Assert.Equal(
            [
                (CatalogErrors.BadTaxComponents, "Entries[0]"),
                (CatalogErrors.BadTaxComponents, "Entries[1].Components[1]"),
                (CatalogErrors.BadTaxRate, "Entries[2]"),
                (CatalogErrors.BadTaxComponents, "Entries[3].Components[1]"),
            ],
            bad.Validate().Select(x => (x.Code, x.Where)));
    }

    [Fact]
    public void A_component_without_a_rate_on_the_day_or_with_0_percent_is_left_out()
    {
        var table = Table with
        {
            Entries =
            [
                new()
                {
                    Code = "QC",
                    Name = "GST and QST",
                    Components =
                    [
                        new() { Name = "GST", Category = TaxCategory.Standard, Rates = [ATaxTable.Rate(1991, 7m), ATaxTable.Rate(2030, 0m)] },
                        new() { Name = "QST", Category = TaxCategory.Standard, Rates = [ATaxTable.Rate(1992, 8m), ATaxTable.Rate(2031, 0m)] },
                    ],
                },
            ],
        };

        Assert.Empty((table with { DefaultCode = "QC" }).Validate());
        Assert.Equal([("GST", 7m)], On(1991));
        Assert.Equal([("GST", 7m), ("QST", 8m)], On(1992));
        Assert.Equal(Percent.Of(15m), table.At("QC", new(2000, 1, 1)).Rate);
        Assert.Equal([("QST", 8m)], On(2030));
        Assert.Equal(CatalogErrors.NoTaxRate, Assert.Throws<RuleViolationException>(() => On(1990)).Code);
        Assert.Equal(CatalogErrors.NoTaxRate, Assert.Throws<RuleViolationException>(() => On(2031)).Code);

        IEnumerable<(string?, decimal)> On(int year) => table.At("QC", new LocalDate(year, 1, 1)).Components.Select(x => (x.Name, x.Rate.Value));
    }

    [Fact]
    public void A_tax_of_bad_components_is_refused()
    {
        AppliedTaxComponent gst = new(TaxCategory.Standard, Percent.Of(600m), "GST");

        Assert.Equal(CatalogErrors.BadTaxComponents, Refused([]));
        Assert.Equal(CatalogErrors.BadTaxComponents, Refused([gst, gst]));
        Assert.Equal(CatalogErrors.BadTaxComponents, Refused([gst, new(TaxCategory.Standard, Percent.Of(5m))]));
        Assert.Equal(CatalogErrors.BadTaxComponents, Refused([gst, new(TaxCategory.ReverseCharge, default, "RC")]));
        Assert.Equal(CatalogErrors.BadTaxRate, Refused([gst, new(TaxCategory.Standard, Percent.Of(401m), "QST")]));

        static string Refused(ValueList<AppliedTaxComponent> components) => Assert.Throws<RuleViolationException>(() => new AppliedTax("X", components)).Code;
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
