namespace Psa.Samples.BillingRun.Worlds;

/// <summary>Customers that can't be billed, or not for everything: the run says why, and what waits, and bills the others.</summary>
internal static class TroubleCases
{
    internal static IReadOnlyList<SampleCase> All { get; } =
    [
        new("Kranich Events", "no billing information: 250.00 wait", string.Empty, c => c.Part(c.InAdvance(), "Managed network", 1m, 250.00m))
        {
            Blocked = ObstacleReason.BillingInformationMissing,
            Change = customer => customer with { BillingInformation = null },
        },

        new("Lindenhof Hotel", "billing information without city and e-mail: 4 × 29.00 wait", string.Empty, c => c.Part(c.InAdvance(), "Mailbox", 4m, 29.00m))
        {
            Blocked = ObstacleReason.BillingInformationMissing,
            Change = customer => customer with
            {
                BillingInformation = customer.BillingInformation! with { Email = null, Address = customer.BillingInformation!.Address! with { City = string.Empty } },
            },
        },

        new("Marsch Energie", "a part priced in the wrong currency is blocked, the other is billed", "90.00", c =>
        {
            var contract = c.InAdvance();
            c.Part(contract, "Managed server", 1m, 90.00m);
            c.Part(contract, "Cloud", 1m, null, part => part with { Terms = [part.Terms[0] with { UnitPrice = UnitPrice.Of(55.00m, Currency.USD) }] });
        })
        {
            Blocked = ObstacleReason.CurrencyMismatch,
        },

        new("Neptun Tauchen", "a product without a price is blocked, the other is billed", "58.00", c =>
        {
            var contract = c.InAdvance();
            c.Part(contract, "Mailbox", 2m, 29.00m);
            c.AtCatalogPrice(contract, SampleCompany.Unpriced, 1m);
        })
        {
            Blocked = ObstacleReason.PriceMissing,
        },

        new("Ostsee Surf", "3.00 are below the minimum of an invoice and wait for the next run", string.Empty, c => c.Part(c.InAdvance(), "Domain name", 1m, 3.00m))
        {
            Blocked = ObstacleReason.BelowMinimum,
        },
    ];
}
