using FsCheck.Fluent;
using Psa.Catalog;
using Psa.Domain.Tests.Borne;
using Psa.Testing;

namespace Psa.Domain.Tests.Catalog;

public class UnitTests
{
    private static readonly UnitGroup Pieces = Group(new("C62", 1), new("BX", 10), new("third", 1, 3), new("LBR", 45_359_237, 100_000_000, "LBR"));

    [Theory]
    [InlineData(2, "BX", "C62", 20)]
    [InlineData(1, "C62", "BX", 0.1)]
    [InlineData(3, "third", "C62", 1)]
    [InlineData(-0.5, "BX", "third", -15)]
    [InlineData(1, "LBR", "C62", 0.45359237)]
    public void A_quantity_is_converted_exactly(double quantity, string from, string to, double expected) =>
        Assert.Equal((decimal)expected, Pieces.Convert((decimal)quantity, from, to));

    [Fact]
    public void What_does_not_come_out_even_is_refused()
    {
        Assert.Equal(CatalogErrors.UnitNotExact, Assert.Throws<RuleViolationException>(static () => Pieces.Convert(1m, "third", "C62")).Code);
        Assert.Equal(CatalogErrors.UnitNotExact, Assert.Throws<RuleViolationException>(static () => Pieces.Convert(decimal.MaxValue, "BX", "C62")).Code);
        Assert.Equal(CatalogErrors.UnitNotInGroup, Assert.Throws<RuleViolationException>(static () => Pieces.Convert(1m, "KGM", "C62")).Code);
    }

    [Fact]
    public void Half_a_kilogram_is_500_grams() => Assert.Equal(0.5m, Group(new("KGM", 1), new UnitOfGroup("GRM", 1, 1000)).Convert(500m, "GRM", "KGM"));

    [Fact]
    public void A_conversion_is_exact_and_comes_back_or_is_refused() => PropertyCheck.That(
        Prop.ForAll(
            Arb.From(
                from quantity in Arbitraries.Quantities.Generator
                from numerator in Gen.Choose(1, 1_000_000_000)
                from denominator in Gen.OneOf(Gen.Elements(1, 2, 3, 1000), Gen.Choose(1, 1_000_000_000))
                select (Quantity: Decimals.Trimmed(quantity), Group: Group(new("C62", 1), new UnitOfGroup("X", numerator, denominator)))),
            x =>
            {
                var factor = (Fraction)x.Group.Units[0].Numerator / x.Group.Units[0].Denominator;
                try
                {
                    var converted = x.Group.Convert(x.Quantity, "X", "C62");
                    return (Fraction)converted == (Fraction)x.Quantity * factor && x.Group.Convert(converted, "C62", "X") == x.Quantity;
                }
                catch (RuleViolationException refusal)
                {
                    var exact = (Fraction)x.Quantity * factor;
                    return refusal.Code == CatalogErrors.UnitNotExact && (exact.Round(15) != exact || exact > decimal.MaxValue / 1_000_000_000_000_000m || -exact > decimal.MaxValue / 1_000_000_000_000_000m);
                }
            }),
        300);

    [Fact]
    public void A_sound_group_has_no_problems() => Assert.Empty(Pieces.Validate());

    [Fact]
    public void All_that_is_wrong_with_units_is_named()
    {
        var bad = Group(new("C62", 2), new("C62", 1), new(" BX", 1), new("", 1), new("A", 0), new("B", 1, 1_000_000_001), new("C", 1, 1, "piece")) with { Name = "" };

        Assert.Equal(["Name", "BaseUnit", "Units[0]", "Units[1]", "Units[2]", "Units[3]", "Units[4]", "Units[5]"], bad.Validate().Select(static problem => problem.Where), StringComparer.Ordinal);
        Assert.All(bad.Validate(), static problem => Assert.Equal(CatalogErrors.BadUnit, problem.Code));
    }

    [Fact]
    public void Units_in_use_stay_what_they_are()
    {
        Assert.Empty(Units.CheckKept(Pieces, Pieces with { Name = "Others", Units = [.. Pieces.Units, new("C", 5)] }));
        Assert.Empty(Units.CheckKept(Pieces, Group(new("C62", 1), new("BX", 20, 2), new("third", 2, 6), new("LBR", 45_359_237, 100_000_000, "KGM"))));
        Assert.Equal(3, Units.CheckKept(Pieces, Group(new("C62", 1), new UnitOfGroup("BX", 12))).Count);
        Assert.Equal(CatalogErrors.UnitInUse, Assert.Single(Units.CheckKept(Group(new("C62", 1)), Group(new("BX", 1), new UnitOfGroup("C62", 1)))).Code);
    }

    private static UnitGroup Group(UnitOfGroup unit, params UnitOfGroup[] others) => new()
    {
        Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a72")),
        Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02")),
        Name = "Pieces",
        BaseUnit = unit,
        Units = others.ToValueList(),
    };
}
