using System.Text.Json;
using Psa.Catalog;
using Psa.Events;
using Psa.Languages;
using Psa.Records;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Services;
using static Psa.Packages.Tests.Wishes.Shop;

namespace Psa.Packages.Tests.Wishes;

/// <summary>What stands on documents, and who hears of them.</summary>
public class DocumentWishes
{
    [Fact]
    public async Task Wish08_a_mail_when_an_invoice_is_issued()
    {
        await using var shop = await OpenAsync();
        await shop.TenWorkplacesAsync();
        var (lastSeen, sent) = (0L, new List<string>());

        // begin
        await foreach (var told in shop.Of<EventService>().ReadAfterAsync(shop.Actor, lastSeen, new() { Kind = EventKinds.BillingRunBatch }))
        {
            var batch = JsonSerializer.Deserialize<RunBatch>(told.Data, PsaJson.Options)!;
            foreach (var document in batch.Documents.Where(one => batch.Phase == RunPhase.Issuing))
            {
                var invoice = await shop.Of<InvoiceService>().FindAsync(shop.Actor, document.Id);
                sent.Add($"{invoice!.Number} to {string.Join(", ", invoice.Recipients.AsEnumerable())}");
            }

            lastSeen = told.Sequence;
        }

        // end
        Assert.Equal(["ACME-2026-0001 to books@example.com"], sent);
    }

    [Fact]
    public async Task Wish09_the_next_invoice_of_one_customer()
    {
        await using var shop = await OpenAsync();
        await shop.TenWorkplacesAsync();

        // begin
        var next = await shop.Runs.PreviewAsync(shop.Actor, new() { BillingEntity = shop.Acme.Id, Through = new(2026, 4, 1) }, shop.Bart.Id);

        // end
        Assert.Equal(Money.Of(310m, EUR), Assert.Single(next.Invoices).Totals.TotalWithoutTax);
        Assert.Null(await shop.Runs.FindOpenAsync(shop.Actor, shop.Acme.Id));
    }

    [Fact]
    public async Task Wish13_reverse_charge()
    {
        await using var shop = await OpenAsync();

        // begin
        await shop.Customers.SaveBillingInformationAsync(shop.Actor, shop.Bart.Id, shop.Billing with { TaxExemption = new(TaxCategory.ReverseCharge, "Article 196"), VatNumber = "NL123456782B12" });

        // end
        await shop.AgreeAsync(new() { Text = "Managed workplace", Quantity = 10, UnitPrice = Euro(31m) });
        Assert.Equal(Money.Zero(EUR), Assert.Single(await shop.BillAsync(new(2026, 3, 1))).Totals.TaxTotal);
    }

    [Fact]
    public async Task Wish15_explain_a_line_in_the_customers_language()
    {
        await using var shop = await OpenAsync();
        await shop.AgreeAsync(new() { Text = "Arbeitsplatz", Quantity = 10, UnitPrice = Euro(31m) });
        var invoices = await shop.BillAsync(new(2026, 3, 1));
        var explained = string.Empty;

        // begin
        await foreach (var item in shop.Items.OnInvoicesAsync(shop.Actor, [.. invoices.Select(invoice => invoice.Id)]))
        {
            explained += item.Explain(DocumentLanguages.German);
        }

        // end
        Assert.Contains("310,00", explained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wish19_francs_rounded_to_five_centimes_when_paid()
    {
        await using var shop = await OpenAsync();
        var francs = Currency.CHF;
        var helvetia = await shop.SellerAsync("HELV", francs);
        await shop.Customers.SaveBillingInformationAsync(shop.Actor, shop.Bart.Id, shop.Billing with { Currency = francs });

        // begin
        helvetia = await shop.Catalog.SaveBillingEntityAsync(shop.Actor, helvetia with { PayableSteps = [Money.Of(0.05m, francs)] });

        // end
        await shop.AgreeAsync(new() { Text = "Hosting", Quantity = 1, UnitPrice = UnitPrice.Of(10.01m, francs) }, seller: helvetia);
        var totals = Assert.Single(await shop.BillAsync(new(2026, 3, 1), helvetia)).Totals;
        Assert.Equal((Money.Of(12.11m, francs), Money.Of(12.10m, francs)), (totals.TotalWithTax, totals.Payable));
    }

    [Fact]
    public async Task Wish26_the_invoices_of_a_customer_newest_first()
    {
        await using var shop = await OpenAsync();
        await shop.TenWorkplacesAsync();
        await shop.BillAsync(new(2026, 4, 1));

        // begin
        var newest = await shop.Of<InvoiceService>().ListAsync(shop.Actor, new() { Customer = shop.Bart.Id, Descending = true }, PageRequest.First);

        // end
        Assert.Equal(["ACME-2026-0002", "ACME-2026-0001"], newest.Items.AsEnumerable().Select(invoice => invoice.Number));
    }

    [Fact]
    public async Task Wish30_a_new_rate_from_a_day_on()
    {
        await using var shop = await OpenAsync();
        await shop.TenWorkplacesAsync();

        // begin
        var vat = TaxTableEntry.Taxed("VAT21", "VAT", new TaxRate(new(2021, 1, 1), Percent.Of(21)), new TaxRate(new(2026, 4, 1), Percent.Of(22)));
        await shop.Catalog.SaveTaxTableAsync(shop.Actor, shop.Taxes with { Entries = [vat] });

        // end
        Assert.Equal(Money.Of(68.20m, EUR), Assert.Single(await shop.BillAsync(new(2026, 4, 1))).Totals.TaxTotal);
    }

    [Fact]
    public async Task Wish37_nothing_billed_under_five()
    {
        await using var shop = await OpenAsync();

        // begin
        await shop.Catalog.SaveBillingEntityAsync(shop.Actor, shop.Acme with { MinimumInvoice = Money.Of(5m, EUR) });

        // end
        await shop.AgreeAsync(new() { Text = "Domain", Quantity = 1, UnitPrice = Euro(3m) });
        Assert.Empty(await shop.BillAsync(new(2026, 3, 1)));
        Assert.Equal(6m, await shop.BilledAsync(new(2026, 4, 1)));
    }

    [Fact]
    public async Task Wish39_texts_in_german()
    {
        await using var shop = await OpenAsync();

        // begin
        await shop.Customers.SaveBillingInformationAsync(shop.Actor, shop.Bart.Id, shop.Billing with { Language = "de" });

        // end
        await shop.AgreeAsync(new() { Text = "Arbeitsplatz", Quantity = 10, UnitPrice = Euro(31m) });
        Assert.Equal("Rechnung", Assert.Single(await shop.BillAsync(new(2026, 3, 1))).Title);
    }
}
