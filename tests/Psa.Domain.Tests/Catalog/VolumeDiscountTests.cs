using NodaTime;
using Psa.Catalog;

namespace Psa.Domain.Tests.Catalog;

public class VolumeDiscountTests
{
    private static readonly LocalDate January = new(2026, 1, 1);
    private static readonly UnitPrice Hundred = UnitPrice.Of(100m, Currency.EUR);

    [Fact]
    public void Vector_volume_tier_fraction() => Assert.Equal(
        [0m, 5m, 5m, 5m, 8m, 8m],
        new[] { 9.5m, 10m, 10.5m, 49.99m, 50m, -50m }.Select(static quantity => Percents().TierOf(quantity, January)!.Percent!.Value.Value));

    [Fact]
    public void Below_the_first_tier_nothing_is_taken_off()
    {
        Assert.Null(Percents().TierOf(0.999m, January));
        Assert.Null(Off(Percents(), 0.999m));
        Assert.Null(Off(Percents(), 5m)); // 0 %
    }

    [Fact]
    public void A_percent_is_rounded_half_up_to_12_decimals() =>
        Assert.Equal(UnitPrice.Of(0.000000000001m, Currency.EUR), VolumeRules.Off(Percents(), UnitPrice.Of(0.00000000001m, Currency.EUR), 10m, January, null));

    [Fact]
    public void An_amount_takes_no_more_than_the_price()
    {
        Assert.Equal(30m, Off(Amounts(30m), 1m)!.Value.Amount);
        Assert.Equal(100m, Off(Amounts(130m), 1m)!.Value.Amount);
        Assert.Null(Off(Amounts(0m), 1m));
    }

    [Fact]
    public void By_a_factor_tiers_count_base_units_and_amounts_are_off_each_of_them()
    {
        var box = new UnitOfGroup("BX", 10);

        Assert.Null(VolumeRules.Off(Percents(), Hundred, 0.9m, January, box));
        Assert.Equal(5m, VolumeRules.Off(Percents(), Hundred, 1m, January, box)!.Value.Amount);
        Assert.Equal(8m, VolumeRules.Off(Percents(), Hundred, -5m, January, box)!.Value.Amount);
        Assert.Equal(20m, VolumeRules.Off(Amounts(2m), Hundred, 1m, January, box)!.Value.Amount);
        Assert.Equal(8m, VolumeRules.Off(Percents(), Hundred, 150m, January, new("third", 1, 3))!.Value.Amount);
        Assert.Equal(5m, VolumeRules.Off(Percents(), Hundred, 149.999999999999999m, January, new("third", 1, 3))!.Value.Amount);
    }

    [Fact]
    public void What_is_switched_off_later_or_of_another_currency_takes_nothing()
    {
        Assert.Null(Off(Percents() with { IsActive = false }, 50m));
        Assert.Null(VolumeRules.Off(Percents(), Hundred, 50m, January.PlusDays(-1), null));
        Assert.Null(VolumeRules.Off(Amounts(30m), UnitPrice.Of(100m, Currency.USD), 1m, January, null));
    }

    [Fact]
    public void The_latest_tiers_hold()
    {
        var discount = Percents() with { Tiers = [new(January.PlusDays(1), [new(1m, Percent.Of(50m))]), .. Percents().Tiers, new(January.PlusDays(2), [])] };

        Assert.Equal([8m, 50m], new[] { 0, 1 }.Select(days => VolumeRules.Off(discount, Hundred, 50m, January.PlusDays(days), null)!.Value.Amount));
        Assert.Null(VolumeRules.Off(discount, Hundred, 50m, January.PlusDays(2), null));
    }

    [Fact]
    public void Sound_tiers_have_no_problems()
    {
        Assert.Empty(Percents().Validate());
        Assert.Empty(Amounts(0m).Validate());
    }

    [Fact]
    public void All_that_is_wrong_with_tiers_is_named()
    {
        var bad = Percents() with
        {
            Name = " ",
            Tiers =
            [
                new(January, [new(0m, Percent.Of(1m)), new(5m, Percent.Of(100.5m)), new(5m, Percent.Of(1m)), new(4m, null, Hundred), new(9m)]),
                new(January, [new(1m, Percent.Of(1m), Hundred), new(2m, null, UnitPrice.Of(-1m, Currency.EUR)), new(3m, Percent.Of(-1m)), new(3.0000000000000001m, Percent.Of(1m))]),
            ],
        };

        Assert.Equal(
            [
                "Name", "Tiers[0].Tiers[0]", "Tiers[0].Tiers[1]", "Tiers[0].Tiers[2]", "Tiers[0].Tiers[3]", "Tiers[0].Tiers[4]",
                "Tiers[1]", "Tiers[1].Tiers[0]", "Tiers[1].Tiers[1]", "Tiers[1].Tiers[2]", "Tiers[1].Tiers[3]",
            ],
            bad.Validate().Select(static problem => problem.Where),
            StringComparer.Ordinal);
        Assert.All(bad.Validate().AsEnumerable().Skip(1), static problem => Assert.Equal(CatalogErrors.BadTiers, problem.Code));
    }

    private static UnitPrice? Off(VolumeDiscount discount, decimal quantity) => VolumeRules.Off(discount, Hundred, quantity, January, null);

    private static VolumeDiscount Percents() => Of(new(1m, Percent.Of(0m)), new(10m, Percent.Of(5m)), new(50m, Percent.Of(8m)));

    private static VolumeDiscount Amounts(decimal amount) => Of(new VolumeTier(1m, null, UnitPrice.Of(amount, Currency.EUR)));

    private static VolumeDiscount Of(params VolumeTier[] tiers) => new()
    {
        Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a71")),
        Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02")),
        Name = "Volume",
        Tiers = [new(January, tiers.ToValueList())],
    };
}
