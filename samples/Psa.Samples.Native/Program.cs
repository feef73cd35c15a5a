using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Psa;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Records;
using Psa.Samples.Native;
using Psa.Services;

// one contract, billed in memory: published trimmed and as native code it prints the same as under the runtime
await using var services = new ServiceCollection().AddPsa().UseInMemoryStore().BuildServiceProvider();
var actor = Actor.System(TenantId.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59"));
var (euro, ghent) = (Currency.EUR, new Address { City = "Ghent", Country = "BE" });

var catalog = services.GetRequiredService<CatalogService>();
var vat = new TaxTableEntry { Code = "VAT21", Name = "VAT 21 %", Category = TaxCategory.Standard, Rates = [new(new(2021, 1, 1), Percent.Of(21))] };
await catalog.SaveTaxTableAsync(actor, new() { Id = default, Tenant = actor.Tenant, Entries = [vat] });
var seller = await catalog.SaveBillingEntityAsync(
    actor, new() { Id = default, Tenant = actor.Tenant, Code = "ACME", LegalName = "Acme IT BV", VatNumber = "BE0123456749", Address = ghent, Currency = euro });
var numbering = services.GetRequiredService<NumberingService>();
var series = await numbering.CreateSeriesAsync(actor, new() { BillingEntity = seller.Id, Purpose = NumberPurpose.Invoice, Pattern = "INV-{yyyy}-{seq:0000}" });
await numbering.ConfirmAsync(actor, series.Id);

var billing = new BillingInformation { LegalName = "Bakery Bart NV", Email = "bart@example.com", Language = "en", Address = ghent, Currency = euro, TaxCode = "VAT21" };
var customer = await services.GetRequiredService<CustomerService>().CreateAsync(actor, new() { Number = "10001", Name = "Bakery Bart", BillingInformation = billing });
var contracts = services.GetRequiredService<ContractService>();
var contract = await contracts.CreateAsync(actor, new()
{
    Customer = customer.Id,
    BillingEntity = seller.Id,
    Number = "C-1",
    Name = "Managed workplaces",
    EffectiveFrom = new(2026, 1, 16),
    Cycle = BillingCycle.Monthly.OnDay(1),
    Parts = [new() { Text = "Managed workplace", Quantity = 12, UnitPrice = UnitPrice.Of(49.50m, euro) }],
});
await contracts.ActivateAsync(actor, contract.Id);

var runs = services.GetRequiredService<BillingRunService>();
var run = await runs.PlanAsync(actor, new() { BillingEntity = seller.Id, Through = new(2026, 2, 1) });
await runs.CalculateAsync(actor, run.Id);
await runs.IssueAsync(actor, run.Id);
await foreach (var invoice in runs.InvoicesAsync(actor, run.Id))
{
    Console.WriteLine($"{invoice.Number} of {seller.LegalName} to {billing.LegalName}, due {invoice.DueDate:R}");
    foreach (var line in invoice.Lines)
    {
        Console.WriteLine($"  {line.Text,-24} {line.Amount,14}");
    }

    Console.WriteLine($"  {"tax",-24} {invoice.Totals.TaxTotal,14}");
    Console.WriteLine($"  {"total",-24} {invoice.Totals.TotalWithTax,14}");

    // statuses are read by their names, which trimming must not lose
    var type = (JsonTypeInfo<Invoice>)PsaJson.Options.GetTypeInfo(typeof(Invoice));
    var json = PsaJson.Write(invoice, type);
    Console.WriteLine($"as JSON and back it is {(PsaJson.Read(json, type) == invoice ? "the same" : "another")}");

    // what a host keeps for itself goes through a context of its own
    var owed = invoice.Totals.TotalWithTax;
    var due = invoice.DueDate;
    var reminder = new Reminder
    {
        Invoice = invoice.Id,
        Tenant = invoice.Tenant,
        Status = invoice.Status,
        Owed = owed,
        Interest = Percent.Of(1.5m),
        Terms = PaymentTerms.DueIn(14),
        Late = DatePeriod.Inclusive(due.PlusDays(1), due.PlusDays(14)),
        Due = due,
        SentAt = NodaTime.Instant.FromUtc(2026, 4, 1, 9, 30),
        Lines = [owed],
    };
    var options = new JsonSerializerOptions();
    PsaJson.Configure(options);
    var own = new HostJsonContext(options).Reminder;
    json = PsaJson.Write(reminder, own);
    Console.WriteLine(json.Replace(reminder.Invoice.ToString(), "…", StringComparison.Ordinal));
    Console.WriteLine($"read back it is {(PsaJson.Read(json, own) == reminder ? "the same" : "another")}");
}

Console.WriteLine(string.Join(' ', InvoiceStatus.All.Select(status => status.Name)));
