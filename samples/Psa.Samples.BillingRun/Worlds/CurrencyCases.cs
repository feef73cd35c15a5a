using static Psa.Samples.BillingRun.Worlds.CaseFacts;

namespace Psa.Samples.BillingRun.Worlds;

/// <summary>Several currencies and taxes, several contracts on one invoice or apart.</summary>
internal static class CurrencyCases
{
    internal static IReadOnlyList<SampleCase> All { get; } =
    [
        new("Carson Industries", "US dollars, exported: 20 × 14.00", "280.00", c => c.AtCatalogPrice(c.InAdvance(), SampleCompany.Endpoint, 20m))
        {
            Currency = Currency.USD, TaxCode = Seller.Export, Country = "US",
        },

        new("Dorfkäserei Davos", "Swiss francs, a broken month: 155.00 × 17/31", "85.00", c => c.Part(c.InAdvance(Day(15)), "Managed server", 1m, 155.00m))
        {
            Currency = Currency.CHF, TaxCode = Seller.Export, Country = "CH",
        },

        new("Edo Trading", "yen have no decimals: 9999 × 22/31 = 7096.06…", "7096", c => c.Part(c.InAdvance(Day(10)), "Managed network", 1m, 9999m))
        {
            Currency = Currency.JPY, TaxCode = Seller.Export, Country = "JP",
        },

        new("Falcon Kuwait", "Kuwaiti dinars have three: 100.000 × 22/31 = 70.9677…", "70.968", c => c.Part(c.InAdvance(Day(10)), "Managed network", 1m, 100m))
        {
            Currency = Currency.KWD, TaxCode = Seller.Export, Country = "KW",
        },

        new("Grachten BV", "another EU country: reverse charge, 2 × 110.00", "220.00", c => c.Part(c.InAdvance(), "Managed server", 2m, 110.00m))
        {
            TaxCode = Seller.ReverseCharge, Country = "NL",
        },

        new("Hansa Catering", "a contract that gets an invoice of its own: 120.00 and 80.00", "200.00", c =>
        {
            c.Part(c.InAdvance(), "Managed network", 1m, 120.00m);
            c.Part(c.InAdvance(change: contract => contract with { SeparateInvoice = true }), "Managed server", 1m, 80.00m);
        }),

        new("Innung Handwerk", "two purchase orders are two invoices: 90.00 and 60.00", "150.00", c =>
        {
            c.Part(c.InAdvance(change: contract => contract with { PurchaseOrderNumber = "PO-7001" }), "Managed server", 1m, 90.00m);
            c.Part(c.InAdvance(change: contract => contract with { PurchaseOrderNumber = "PO-7002" }), "Mailbox", 3m, 20.00m);
        }),

        new("Jugendherberge Jever", "two tax rates on one invoice: 100.00 at 19 % and 40.00 at 7 %", "140.00", c =>
        {
            var contract = c.InAdvance();
            c.Part(contract, "Managed network", 1m, 100.00m);
            c.Part(contract, "Printed handbook", 2m, 20.00m, part => part with { TaxCode = Seller.Reduced });
        }),
    ];
}
