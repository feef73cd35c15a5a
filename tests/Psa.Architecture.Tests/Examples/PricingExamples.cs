using Psa.Contracts;

namespace Psa.Architecture.Tests.Examples;

/// <summary>The pricing schemes of docs/contracts-and-pricing.md.</summary>
internal sealed class PricingExamples(Desk desk) : Example(desk)
{
    internal async Task Flat()
    {
        // begin
        await AgreeAsync(new() { Text = "Help desk", Pricing = PricingScheme.Flat, UnitPrice = Euro(300m) });
        await BillAsync(new(2026, 3, 1));

        // end
    }

    internal async Task PerUnit()
    {
        // begin
        await AgreeAsync(new() { Text = "Backup", QuantitySource = backup, UnitPrice = Euro(0.20m), MinimumQuantity = 100 }, BillingTiming.InArrears);
        await UseAsync(620);
        await BillAsync(new(2026, 3, 31));

        // end
    }

    internal async Task Graduated()
    {
        // begin
        var tiers = PriceTiers.None.UpTo(10, 7m).UpTo(20, 6.50m).Beyond(6m);
        await AgreeAsync(new() { Text = "Mailbox", Pricing = PricingScheme.Graduated(tiers), Quantity = 25 });
        await BillAsync(new(2026, 3, 1));

        // end
    }

    internal async Task Volume()
    {
        // begin
        var tiers = PriceTiers.None.UpTo(10, 7m).UpTo(20, 6.50m).Beyond(6m);
        await AgreeAsync(new() { Text = "Mailbox", Pricing = PricingScheme.Volume(tiers), Quantity = 25 });
        await BillAsync(new(2026, 3, 1));

        // end
    }

    internal async Task Package()
    {
        // begin
        await AgreeAsync(new() { Text = "Backup", Pricing = PricingScheme.Package(size: 100, price: 9m, included: 50), QuantitySource = backup }, BillingTiming.InArrears);
        await UseAsync(320);
        await BillAsync(new(2026, 3, 31));

        // end
    }

    internal async Task Included()
    {
        // begin
        await AgreeAsync(new() { Text = "Backup", Pricing = PricingScheme.Included(500, overagePrice: 0.10m), QuantitySource = backup, UnitPrice = Euro(99m) }, BillingTiming.InArrears);
        await UseAsync(620);
        await BillAsync(new(2026, 3, 31));

        // end
    }

    internal async Task CostPlus()
    {
        // begin
        await AgreeAsync(new() { Text = "Cloud", Pricing = PricingScheme.CostPlus(Percent.Of(10)), QuantitySource = backup }, BillingTiming.InArrears);
        await UseAsync(620, cost: 227.287534m);
        await BillAsync(new(2026, 3, 31));

        // end
    }

    internal async Task FeeWithoutReading()
    {
        // begin
        await AgreeAsync(new() { Text = "Backup", Pricing = PricingScheme.Included(500, overagePrice: 0.10m), QuantitySource = backup, UnitPrice = Euro(99m) }, BillingTiming.InArrears);
        await BillAsync(new(2026, 3, 31));

        await UseAsync(620);   // the vendor was late
        await BillAsync(new(2026, 3, 31));

        // end
    }

    internal async Task Minimum()
    {
        // begin
        await AgreeAsync(new() { Text = "Backup", Pricing = PricingScheme.PerUnit with { Minimum = 50m, Maximum = 400m }, QuantitySource = backup, UnitPrice = Euro(0.20m) }, BillingTiming.InArrears);
        await UseAsync(120);
        await BillAsync(new(2026, 3, 31));

        // end
    }

    internal async Task Overage()
    {
        // begin
        await AgreeAsync(new() { Text = "Backup", QuantitySource = backup, Quantity = 500, UnitPrice = Euro(0.20m) });
        await BillAsync(new(2026, 3, 1));
        await UseAsync(620);
        await BillAsync(new(2026, 3, 31));

        // end
    }
}
