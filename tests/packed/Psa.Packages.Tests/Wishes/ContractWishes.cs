using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Services;
using Psa.Usage;
using static Psa.Packages.Tests.Wishes.Shop;

namespace Psa.Packages.Tests.Wishes;

/// <summary>What is agreed with customers; the lines between the markers are what it takes.</summary>
public class ContractWishes
{
    [Fact]
    public void Wish01_prorate_an_amount_without_a_container()
    {
        // begin
        var share = Money.Of(30m, Currency.EUR).Prorate(DatePeriod.Inclusive(new(2026, 3, 1), new(2026, 3, 31)), DatePeriod.Inclusive(new(2026, 3, 22), new(2026, 3, 31)));

        // end
        Assert.Equal(Money.Of(9.68m, Currency.EUR), share);
    }

    [Fact]
    public async Task Wish02_bill_weekly_with_a_stub()
    {
        await using var shop = await OpenAsync();

        // begin
        await shop.AgreeAsync(new() { Text = "Cleaning", Quantity = 1, UnitPrice = Euro(70m) }, BillingCycle.EveryWeeks(1, anchor: new(2026, 1, 5)), from: new(2026, 1, 7));

        // end
        Assert.Equal(120m, await shop.BilledAsync(new(2026, 1, 12)));
    }

    [Fact]
    public async Task Wish03_bill_quarterly_in_advance_on_day_31()
    {
        await using var shop = await OpenAsync();

        // begin
        await shop.AgreeAsync(new() { Text = "Licence", Quantity = 1, UnitPrice = Euro(300m) }, BillingCycle.Quarterly.OnDay(31), from: new(2026, 1, 31));

        // end
        Assert.Equal(600m, await shop.BilledAsync(new(2026, 4, 30)));
    }

    [Fact]
    public async Task Wish04_change_a_quantity_in_mid_month()
    {
        await using var shop = await OpenAsync();
        var part = await shop.TenWorkplacesAsync(Discount.OfPercent(Percent.Of(10)));

        // begin
        await shop.Contracts.ChangeQuantityAsync(shop.Actor, part.Id, 12, new(2026, 3, 16));

        // end
        Assert.Equal(28.80m + 334.80m, await shop.BilledAsync(new(2026, 4, 1)));
    }

    [Fact]
    public async Task Wish05_a_free_month_at_the_start()
    {
        await using var shop = await OpenAsync();

        // begin
        await shop.AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(31m), TrialLastDay = new(2026, 3, 31) });

        // end
        Assert.Equal(310m, await shop.BilledAsync(new(2026, 4, 1)));
    }

    [Fact]
    public async Task Wish05_a_free_month_in_the_middle()
    {
        await using var shop = await OpenAsync();
        var part = await shop.TenWorkplacesAsync();

        // begin
        await shop.Contracts.ChangeDiscountAsync(shop.Actor, part.Id, Discount.OfPercent(Percent.Of(100), "a month free"), new(2026, 4, 1));
        await shop.Contracts.ChangeDiscountAsync(shop.Actor, part.Id, Discount.None, new(2026, 5, 1));

        // end
        Assert.Equal(310m, await shop.BilledAsync(new(2026, 5, 1)));
    }

    [Fact]
    public async Task Wish10_usage_in_arrears_with_a_minimum()
    {
        await using var shop = await OpenAsync();

        // begin
        await shop.AgreeAsync(new() { Text = "Backup", Pricing = PricingScheme.PerUnit with { Minimum = 50m }, QuantitySource = QuantitySource.Usage("backup"), UnitPrice = Euro(0.20m) }, timing: BillingTiming.InArrears);

        // end
        await shop.ImportAsync(new("vendor"), Used("1", new(2026, 3, 5), 120m));
        Assert.Equal(50m, await shop.BilledAsync(new(2026, 3, 31)));
    }

    [Fact]
    public async Task Wish14_import_usage_whose_row_ids_start_anew_each_month()
    {
        await using var shop = await OpenAsync();

        // begin
        var march = await shop.ImportAsync(new UsageSource("vendor", DatePeriod.Inclusive(new(2026, 3, 1), new(2026, 3, 31))), Used("1", new(2026, 3, 5), 120m));
        var april = await shop.ImportAsync(new UsageSource("vendor", DatePeriod.Inclusive(new(2026, 4, 1), new(2026, 4, 30))), Used("1", new(2026, 4, 5), 80m));

        // end
        Assert.Equal((1, 1, 0), (march.Imported, april.Imported, april.Replaced));
    }

    [Fact]
    public async Task Wish28_a_set_up_fee()
    {
        await using var shop = await OpenAsync();

        // begin
        await shop.Items.CreateAsync(shop.Actor, new() { Customer = shop.Bart.Id, BillingDate = new(2026, 4, 1), Lines = [new() { Text = "Set-up", Quantity = 1, UnitPrice = Euro(250m) }] });

        // end
        Assert.Equal(250m, await shop.BilledAsync(new(2026, 4, 1)));
    }

    [Fact]
    public async Task Wish29_twenty_percent_off_for_three_months()
    {
        await using var shop = await OpenAsync();
        var part = await shop.TenWorkplacesAsync();

        // begin
        await shop.Contracts.ChangeDiscountAsync(shop.Actor, part.Id, Discount.OfPercent(Percent.Of(20), "spring"), new(2026, 4, 1));
        await shop.Contracts.ChangeDiscountAsync(shop.Actor, part.Id, Discount.None, new(2026, 7, 1));

        // end
        Assert.Equal((3 * 248m) + 310m, await shop.BilledAsync(new(2026, 7, 1)));
    }

    [Fact]
    public async Task Wish31_three_percent_more_on_all_contracts_from_january()
    {
        await using var shop = await OpenAsync();
        await shop.TenWorkplacesAsync();
        await shop.AgreeAsync(new() { Text = "Hosting", Quantity = 1, UnitPrice = Euro(20m) });
        var prices = shop.Of<PriceChangeService>();

        // begin
        var change = new PriceChange { Id = shop.Of<IIdGenerator>().Next<PriceChange>(), From = new(2027, 1, 1), Rate = Percent.Of(3) };
        var preview = await prices.PreviewAsync(shop.Actor, change).ToListAsync();
        var done = await prices.ApplyAsync(shop.Actor, change);

        // end
        Assert.Equal([Euro(20.60m), Euro(31.93m)], preview.Select(line => line.NewPrice!.Value).OrderBy(price => price.Amount));
        Assert.Equal((2, 0), (done.Changed, done.Refused.Count));
        Assert.Equal((9 * 310m) + (10 * 20m), await shop.BilledAsync(new(2026, 12, 31)));
        Assert.Equal(319.30m + 20.60m, await shop.BilledAsync(new(2027, 1, 1)));
    }

    [Fact]
    public async Task Wish34_take_a_mistaken_contract_back_whole()
    {
        await using var shop = await OpenAsync();
        var part = await shop.TenWorkplacesAsync();

        // begin
        await shop.Contracts.TerminateAsync(shop.Actor, part.Contract, new() { On = new(2026, 2, 28), Reason = "never delivered" });

        // end
        Assert.Equal(310m, Assert.Single(await shop.BillAsync(new(2026, 4, 1))).Totals.TotalWithoutTax.Amount);
    }
}
