namespace Psa.Samples.BillingRun.Worlds;

/// <summary>Several counters of a service, an export that was delivered twice, fees without a reading, taxes side by side, and amounts that are paid in steps.</summary>
internal static class FurtherCases
{
    private static PriceTier FeeTier { get; } = new(0m, null, 0.25m, flatFee: 50.00m);

    internal static IReadOnlyList<SampleCase> All { get; } =
    [
        new("Prielhof Ferien", "two counters, read as last (8 + 4) × 2.00, highest (9 + 4) × 3.00, mean (8.5 + 4) × 0.50", "69.25", c =>
        {
            var contract = c.InArrears();
            Counted(c, contract, "Seat at the end", "seats-last", UsageAggregation.Last, 2.00m);
            Counted(c, contract, "Peak seat", "seats-peak", UsageAggregation.Maximum, 3.00m);
            Counted(c, contract, "Mean seat", "seats-mean", UsageAggregation.Average, 0.50m);
        }),

        new("Quellwerk Soda", "a month to date of 40.00 on the 10th, and of 55.00 on the 13th, in which a row is gone: 55.00 with 10 %", "60.50", c =>
        {
            c.Metered(c.InArrears(), "Cloud", "cloud", PricingScheme.CostPlus(Percent.Of(10m)), 0m);
            c.Delivered("quellwerk", 10, "cloud", (1, 10.00m), (4, 12.00m), (9, 18.00m));
            c.Delivered("quellwerk", 13, "cloud", (1, 10.00m), (4, 13.00m), (9, 18.00m), (12, 14.00m));
        }),

        new("Rotklinker Bau", "no reading in the month: fees of 50.00 and 50.00 due at zero, 99.00 that include 500 GB, 30.00 flat", "229.00", c =>
        {
            var contract = c.InArrears();
            c.Metered(contract, "Transfer, graduated", "rk-graduated", new GraduatedPricing([FeeTier], feeAtZero: true));
            c.Metered(contract, "Transfer, by volume", "rk-volume", new VolumePricing([FeeTier], feeAtZero: true));
            c.Metered(contract, "Storage", "rk-storage", PricingScheme.Included(500m, 0.10m), 99.00m);
            c.Metered(contract, "Line", "rk-line", PricingScheme.Flat, 30.00m);
        }),

        new("Sirop d’Érable", "GST 5 % and QST 9.975 % on the same 90.10: 4.51 and 8.99, where 14.975 % would be 13.49", "90.10", c =>
            c.Part(c.InAdvance(), "Managed server", 1m, 90.10m))
        {
            Currency = Currency.CAD, TaxCode = SampleCompany.Quebec, Country = "CA",
        },

        new("Tomte Verkstad", "219.00 and 25 %: 273.75, of which whole kronor are paid, 274.00", "219.00", c => c.Part(c.InAdvance(), "Managed network", 1m, 219.00m))
        {
            Currency = Currency.SEK, TaxCode = SampleCompany.Sweden, Country = "SE",
        },

        new("Uhren Uster", "107.12, of which 107.10 are paid, as francs are paid in steps of 0.05", "107.12", c => c.Part(c.InAdvance(), "Managed server", 1m, 107.12m))
        {
            Currency = Currency.CHF, TaxCode = Seller.Export, Country = "CH",
        },
    ];

    private static void Counted(CaseFacts c, Contract contract, string text, string service, UsageAggregation aggregation, decimal price)
    {
        c.Metered(contract, text, service, PricingScheme.PerUnit, price, part => part with { QuantitySource = QuantitySource.Usage(service, aggregation) });
        c.Read(service, "B", 20, 12, 4m);
        c.Read(service, "A", 20, 17, 8m);
        c.Read(service, "A", 20, 8, 9m);
    }
}
