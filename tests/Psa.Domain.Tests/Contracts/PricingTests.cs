using Psa.Contracts;

namespace Psa.Domain.Tests.Contracts;

public sealed class PricingTests
{
    private static readonly UnitPrice Ten = UnitPrice.Of(10m, Currency.EUR);

    private static readonly ValueList<PriceTier> Tiers = PriceTiers.None.UpTo(5, 7m).UpTo(10, 6.50m).Beyond(6m);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 3500)]
    [InlineData(6, 4150)]
    [InlineData(25, 15750)]
    public void Graduated_prices_each_unit_by_its_tier(int quantity, int cents) =>
        Assert.Equal(Euro(cents / 100m), PricingScheme.Graduated(Tiers).PriceOf(quantity, Ten));

    [Theory]
    [InlineData(5, 3500)]
    [InlineData(6, 3900)]
    [InlineData(25, 15000)]
    public void Volume_prices_all_units_by_the_tier_of_the_whole(int quantity, int cents) =>
        Assert.Equal(Euro(cents / 100m), PricingScheme.Volume(Tiers).PriceOf(quantity, Ten));

    [Fact]
    public void Fractions_are_priced_as_they_are_and_started_blocks_whole()
    {
        Assert.Equal(Euro(0.5m), PricingScheme.Graduated(PriceTiers.None.UpTo(0.1m, 10m).Beyond(2m)).PriceOf(0.05m, Ten));
        Assert.Equal(Euro(3m), PricingScheme.Graduated(PriceTiers.None.Blocks(10, 100, 1m)).PriceOf(200.000000000000001m, Ten));
        Assert.Equal(Euro(1300m), PricingScheme.Package(10m, 100m).PriceOf(121m, Ten));
        Assert.Equal(Euro(1200m), PricingScheme.Package(10m, 100m, included: 1m).PriceOf(121m, Ten));
    }

    [Fact]
    public void Fees_belong_to_tiers_that_are_used()
    {
        var tiers = PriceTiers.None.UpTo(10, 10m, 2m).UpTo(20, 5m, 3m).Beyond(5m, 3m);
        Assert.Equal(Euro(115m), PricingScheme.Graduated(tiers).PriceOf(12m, Ten));
        Assert.Equal(Euro(0m), PricingScheme.Graduated(tiers).PriceOf(0m, Ten));
        Assert.Equal(Euro(2m), new GraduatedPricing(tiers, feeAtZero: true).PriceOf(0m, Ten));
        Assert.Equal(Euro(2m), new VolumePricing(tiers, feeAtZero: true).PriceOf(0m, Ten));
        Assert.Equal(Euro(63m), PricingScheme.Volume(tiers).PriceOf(12m, Ten));
    }

    [Fact]
    public void A_bounded_last_tier_also_prices_what_lies_beyond_it()
    {
        var tiers = PriceTiers.None.UpTo(5, 7m).UpTo(10, 6m);
        Assert.Equal(Euro(35m + (95m * 6m)), PricingScheme.Graduated(tiers).PriceOf(100m, Ten));
        Assert.Equal(Euro(600m), PricingScheme.Volume(tiers).PriceOf(100m, Ten));
    }

    [Fact]
    public void Flat_per_unit_and_included_use_the_agreed_price()
    {
        Assert.Equal(Euro(10m), PricingScheme.Flat.PriceOf(7m, Ten));
        Assert.Equal(Euro(75m), PricingScheme.PerUnit.PriceOf(7.5m, Ten));
        Assert.Equal(Euro(10m), PricingScheme.Included(100m, 0.25m).PriceOf(100m, Ten));
        Assert.Equal(Euro(12.5m), PricingScheme.Included(100m, 0.25m).PriceOf(110m, Ten));
    }

    [Fact]
    public void Cost_plus_marks_up_the_summed_cost()
    {
        Assert.Equal(Euro(115.1150m), PricingScheme.CostPlus(Percent.Of(15)).PriceOf(3m, Ten, Euro(100.1m)));
        Assert.Equal(ContractErrors.CostMissing, Code(() => PricingScheme.CostPlus(Percent.Of(15)).PriceOf(3m, Ten)));
        Assert.Throws<CurrencyMismatchException>(() => PricingScheme.CostPlus(Percent.Of(15)).PriceOf(3m, Ten, ExactAmount.Of(1m, Currency.USD)));
    }

    [Fact]
    public void Minimum_and_maximum_bound_the_amount_and_the_breakdown_says_so()
    {
        var scheme = PricingScheme.PerUnit with { Minimum = 25m, Maximum = 50m };
        Assert.Equal((Euro(25m), Euro(30m), Euro(50m)), (scheme.PriceOf(1m, Ten), scheme.PriceOf(3m, Ten), scheme.PriceOf(9m, Ten)));
        Assert.Equal(Euro(15m), scheme.BreakDown(1m, Ten).RaisedByMinimum);
        Assert.Equal(Euro(40m), scheme.BreakDown(9m, Ten).LoweredByMaximum);
        Assert.Equal(ContractErrors.BadPricing, Code(() => PricingScheme.PerUnit with { Minimum = 2m, Maximum = 1m }));
        Assert.Equal(ContractErrors.BadPricing, Code(() => PricingScheme.PerUnit with { Maximum = 1m, Minimum = 2m }));
    }

    [Fact]
    public void Overage_is_what_lies_above_the_committed_quantity()
    {
        Assert.Equal(Euro(13m), PricingScheme.Graduated(Tiers).PriceOverage(6m, 8m, Ten));
        Assert.Equal(Euro(0m), PricingScheme.Graduated(Tiers).PriceOverage(8m, 6m, Ten));
    }

    [Theory]
    [InlineData(1, 5, null, 5)]
    [InlineData(0, 5, 6, 9)]
    [InlineData(0, 0, 0, 5)]
    [InlineData(0, -1, -1, 5)]
    [InlineData(0, null, 5, 10)]
    [InlineData(0, 5, 5, 5)]
    public void Tiers_that_leave_a_gap_or_overlap_are_refused(int from, int? to, int? from2, int? to2)
    {
        ValueList<PriceTier> tiers = from2 is { } second ? [new(from, to, 1m), new(second, to2, 1m)] : [new(from, to, 1m)];
        Assert.Equal(ContractErrors.BadTiers, Code(() => PricingScheme.Graduated(tiers)));
        Assert.Equal(ContractErrors.BadTiers, Code(() => PricingScheme.Volume(tiers)));
    }

    [Fact]
    public void Other_bad_input_is_refused()
    {
        Assert.Equal(ContractErrors.BadTiers, Code(() => PricingScheme.Graduated([])));
        Assert.Equal(ContractErrors.BadTiers, Code(() => PricingScheme.Graduated(PriceTiers.None.UpTo(5, 1m, blockSize: 0m))));
        Assert.Equal(ContractErrors.BadPricing, Code(() => PricingScheme.Package(0m, 1m)));
        Assert.Equal(ContractErrors.BadPricing, Code(() => PricingScheme.Included(-1m, 1m)));
        Assert.Equal(ContractErrors.NegativeQuantity, Code(() => PricingScheme.Graduated(Tiers).PriceOf(-1m, Ten)));
        Assert.Equal(MoneyErrors.TooManyDecimals, Code(() => PricingScheme.PerUnit.PriceOf(0.0000000000000001m, Ten)));
        Assert.Equal(MoneyErrors.TooManyDecimals, Code(() => PricingScheme.Graduated(PriceTiers.None.Beyond(0.0000000000001m))));
        Assert.Equal(Euro(-10m), PricingScheme.PerUnit.PriceOf(-1m, Ten));
    }

    [Fact]
    public void The_breakdown_shows_each_used_tier()
    {
        var breakdown = PricingScheme.Graduated(Tiers).BreakDown(12m, Ten);
        Assert.Equal([new(1, 5m, 5m, 7m, null, 0m), new(2, 5m, 5m, 6.50m, null, 0m), new(3, 2m, 2m, 6m, null, 0m)], breakdown.Tiers.AsEnumerable());
        Assert.Equal([new TierCharge(1, 0m, 0m, 7m, null, 0m)], PricingScheme.Graduated(Tiers).BreakDown(0m, Ten).Tiers.AsEnumerable());
    }

    private static ExactAmount Euro(decimal amount) => ExactAmount.Of(amount, Currency.EUR);

    private static string Code(Func<object> act) => Assert.Throws<RuleViolationException>(act).Code;
}
