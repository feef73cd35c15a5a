namespace Psa.Samples.BillingRun.Worlds;

/// <summary>Metered services: tiers, minimums, packages, overage, cost with a margin, and usage without any contract.</summary>
internal static class UsageCases
{
    private static PricingScheme Tiers { get; } = PricingScheme.Graduated(PriceTiers.None.UpTo(100m, 0.50m).UpTo(500m, 0.30m).Beyond(0.20m));

    internal static IReadOnlyList<SampleCase> All { get; } =
    [
        new("Uhlenhorst Praxis", "usage without a contract: 137.5 GB at the catalog's 0.12", "16.50", c =>
        {
            c.UsedWithoutContract(SampleCompany.BackupService, 4, 87.25m);
            c.UsedWithoutContract(SampleCompany.BackupService, 19, 50.25m);
        }),

        new("Vogel Film", "graduated tiers: 100 × 0.50 + 400 × 0.30 + 120.25 × 0.20", "194.05", c =>
        {
            c.Metered(c.InArrears(), "Transfer", "transfer-gb", Tiers);
            c.Used("transfer-gb", 2, 300m);
            c.Used("transfer-gb", 30, 320.25m);
        }),

        new("Wulf Elektro", "tiers with a minimum: 12 × 0.50 are 6.00, the minimum is 25.00", "25.00", c =>
        {
            c.Metered(c.InArrears(), "Transfer", "transfer-gb", Tiers with { Minimum = 25m });
            c.Used("transfer-gb", 12, 12m);
        }),

        new("Xenia Textil", "50 seats committed in advance at 4.00, a peak of 57: 200.00 and 7 × 4.00 of overage", "228.00", c =>
        {
            c.Part(c.InAdvance(), "Seat", 50m, 4.00m, part => part with
            {
                Kind = PartKind.DeviceOrUserCount,
                QuantitySource = QuantitySource.Usage("seats", UsageAggregation.Maximum),
            });
            c.Used("seats", 3, 48m, "seats");
            c.Used("seats", 18, 57m, "seats");
            c.Used("seats", 31, 52m, "seats");
        }),

        new("Yacht-Service Yps", "packages of 50 GB at 9.00, started ones whole: 130 GB are 3 packages", "27.00", c =>
        {
            c.Metered(c.InArrears(), "Archive", "archive-gb", PricingScheme.Package(50m, 9.00m));
            c.Used("archive-gb", 9, 130m);
        }),

        new("Zander Fisch", "a fee of 20.00 with 100 minutes included, then 0.05: 340 minutes", "32.00", c =>
        {
            c.Metered(c.InArrears(), "Telephony", "minutes", PricingScheme.Included(100m, 0.05m), 20.00m);
            c.Used("minutes", 5, 240m, "minutes");
            c.Used("minutes", 25, 100m, "minutes");
        }),

        new("Anker Versicherung", "the vendor's cost with 15 %: 12.34567890123 + 7.10000000001 = 19.44567890124, rounded once", "22.36", c =>
        {
            c.Metered(c.InArrears(), "Cloud", "cloud", PricingScheme.CostPlus(Percent.Of(15m)), 0m);
            c.Used("cloud", 1, 0.00000003730m, "Hours", 12.34567890123m);
            c.Used("cloud", 2, 1216m, "Hours", 7.10000000001m);
        }),

        new("Bootshaus Berg", "at least 10 devices, 6 were counted: 10 × 3.50", "35.00", c =>
        {
            c.Metered(c.InArrears(), "Device", "devices", PricingScheme.PerUnit, 3.50m, part => part with { Terms = [part.Terms[0] with { MinimumQuantity = 10m }] });
            c.Used("devices", 15, 6m, "devices");
        }),
    ];
}
