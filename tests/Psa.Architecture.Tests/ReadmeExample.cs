using Microsoft.Extensions.DependencyInjection;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Numbering;
using Psa.Sellers;
using Psa.Services;

namespace Psa.Architecture.Tests;

/// <summary>The program in the README: what stands between the markers is there too, word for word.</summary>
internal static class ReadmeExample
{
    internal static async Task RunAsync()
    {
        // begin
        await using var services = new ServiceCollection().AddPsa().UseInMemoryStore().BuildServiceProvider();
        var actor = Actor.System(TenantId.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59"));
        var (tenant, euro, ghent) = (actor.Tenant, Currency.EUR, new Address { City = "Ghent", Country = "BE" });

        // who sells, at which tax, with which numbers: once
        var catalog = services.GetRequiredService<CatalogService>();
        var vat = TaxTableEntry.Taxed("VAT21", "VAT 21 %", new TaxRate(new(2021, 1, 1), Percent.Of(21)));
        await catalog.SaveTaxTableAsync(actor, new() { Id = default, Tenant = tenant, Entries = [vat] });
        var acme = new BillingEntity { Id = default, Tenant = tenant, Code = "ACME", LegalName = "Acme IT BV", VatNumber = "BE0123456749", Address = ghent, Currency = euro };
        acme = await catalog.SaveBillingEntityAsync(actor, acme);
        var numbering = services.GetRequiredService<NumberingService>();
        var series = await numbering.CreateSeriesAsync(actor, new() { BillingEntity = acme.Id, Purpose = NumberPurpose.Invoice, Pattern = "INV-{yyyy}-{seq:0000}" });
        await numbering.ConfirmAsync(actor, series.Id);

        // a customer, and twelve workplaces from 16 January on, billed by calendar month
        var billing = new BillingInformation { LegalName = "Bakery Bart NV", Email = "bart@example.com", Language = "en", Address = ghent, Currency = euro, TaxCode = "VAT21" };
        var bart = await services.GetRequiredService<CustomerService>().CreateAsync(actor, new() { Number = "10001", Name = "Bakery Bart", BillingInformation = billing });
        var contracts = services.GetRequiredService<ContractService>();
        var contract = await contracts.CreateAsync(actor, new()
        {
            Customer = bart.Id,
            BillingEntity = acme.Id,
            Number = "C-1",
            Name = "Managed workplaces",
            EffectiveFrom = new(2026, 1, 16),
            Cycle = BillingCycle.Monthly.OnDay(1),
            Parts = [new() { Text = "Managed workplace", Quantity = 12, UnitPrice = UnitPrice.Of(49.50m, euro) }],
        });
        await contracts.ActivateAsync(actor, contract.Id);

        // the billing run: plan, calculate, issue
        var runs = services.GetRequiredService<BillingRunService>();
        var run = await runs.PlanAsync(actor, new() { BillingEntity = acme.Id, Through = new(2026, 2, 1) });
        await runs.CalculateAsync(actor, run.Id);
        await runs.IssueAsync(actor, run.Id);
        await foreach (var invoice in runs.InvoicesAsync(actor, run.Id))
        {
            Console.WriteLine($"{invoice.Number}: {invoice.Totals.TotalWithoutTax} + {invoice.Totals.TaxTotal} tax, due {invoice.DueDate:R}");
        }

        // end
    }
}
