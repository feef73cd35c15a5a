using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Documents;
using Psa.Domain.Tests.Services;
using Psa.Invoices;
using Psa.Payments;
using Psa.Records;
using Psa.Services;
using Psa.Testing;
using static Psa.Domain.Tests.Payments.Issued;

namespace Psa.Domain.Tests.Payments;

/// <summary>What bookkeeping gets is what the documents say.</summary>
public sealed class ExportTests
{
    private static readonly LocalDate Feb1 = new(2026, 2, 1);
    private static readonly Actor Ann = AnOffice.Ann;

    [Fact]
    public void Lines_and_groups_of_an_exported_document_add_up_to_it() => PropertyCheck.That(
        Prop.ForAll(DocumentArb.Any(), static input =>
        {
            if (TotalsOf(input) is not { } totals)
            {
                return true;
            }

            var exported = Exports.Of(DocumentOf(input, totals), new Dictionary<Id<Product>, Product>(), new Dictionary<Id<Invoice>, string>());
            return Sum(input, exported.Lines.Select(static line => line.Net - line.Discount)) == exported.TotalWithoutTax
                && Sum(input, exported.Lines.Select(static line => line.Tax)) == exported.TaxTotal
                && Sum(input, exported.TaxGroups.Select(static group => group.Tax)) == exported.TaxTotal
                && exported.TotalWithoutTax + exported.TaxTotal + exported.PayableRounding == exported.Total
                && exported.Total == totals.Payable;
        }),
        1000);

    [Fact]
    public async Task An_export_is_of_the_days_of_the_entity_and_sums_to_its_documents()
    {
        var (office, payer) = await OpenAsync();
        var product = await office.Catalog.SaveProductAsync(Ann, new() { Id = default, Tenant = AnOffice.Tenant, Number = "BAK", Name = "Backup", Kind = ProductKind.Service, Unit = "C62", RevenueAccount = "700100" });
        var invoice = Document("1", InvoiceKind.Invoice, Feb1, Eur(100m), payer: payer.Id);
        invoice = invoice with { Lines = [invoice.Lines[0] with { Product = product.Id }] };
        var others = Enumerable.Range(0, 450).Select(n => Document($"N{n}", InvoiceKind.Invoice, Feb1, Eur(1m + n), payer: payer.Id)).ToArray<object>();
        await office.StoreAsync(
            [
                invoice,
                Credit("C1", invoice, Feb1.PlusDays(1), 30m),
                Document("2", InvoiceKind.Invoice, Feb1.PlusDays(-1), Eur(7m), payer: payer.Id),
                Document("3", InvoiceKind.Invoice, Feb1.PlusDays(2), Eur(7m), payer: payer.Id),
                Document("4", InvoiceKind.Invoice, Feb1, Eur(7m), payer: payer.Id) with { BillingEntity = office.Ids.Next<Psa.Sellers.BillingEntity>() },
                Document("5", InvoiceKind.Invoice, Feb1, Eur(7m), payer: payer.Id) with { Number = null, Status = InvoiceStatus.Draft },
                .. others,
            ]);

        var exported = await Of(office).DocumentsAsync(Ann, Entity, Feb1, Feb1.PlusDays(1)).ToListAsync();

        Assert.Equal(452, exported.Count);
        Assert.Equal(100m + 30m + others.Cast<Invoice>().Sum(document => document.Totals.Payable.Amount), exported.Sum(document => document.Total.Amount));
        Assert.Equal(("BAK", "700100", "Z"), (Line("1").ProductNumber, Line("1").RevenueAccount, Line("1").TaxCode));
        Assert.Equal((["1"], InvoiceKind.CreditNote), (exported[^1].Credits, exported[^1].Kind));
        Assert.Equal(("10001", "Contoso BV", "BE0123456789"), (exported[0].CustomerNumber, exported[0].CustomerName, exported[0].VatNumber));

        ExportedLine Line(string number) => exported.Single(document => document.Number == number).Lines[0];
    }

    [Fact]
    public async Task Entries_name_payers_and_documents_by_number()
    {
        var (office, payer) = await OpenAsync();
        var invoice = Document("1", InvoiceKind.Invoice, Feb1, Eur(100m), payer: payer.Id);
        var note = Document("R1", InvoiceKind.CreditNote, Feb1, Eur(40m), payer: payer.Id);
        await office.StoreAsync(
            invoice,
            note,
            Entry(PaymentKind.Offset, Feb1.PlusDays(1), Eur(40m), invoice, note, payer: payer.Id),
            Entry(PaymentKind.Payment, Feb1.PlusDays(2), Eur(60m), invoice, key: "paid", payer: payer.Id) with { Method = PaymentMethod.DirectDebit, Reference = "RF18", ValueDate = Feb1 },
            Entry(PaymentKind.Payment, Feb1.PlusDays(9), Eur(1m), key: "later", payer: payer.Id));

        var exported = await Of(office).EntriesAsync(Ann, Entity, Feb1, Feb1.PlusDays(2)).ToListAsync();

        Assert.Equal([(PaymentKind.Offset, "1", "R1", 40m), (PaymentKind.Payment, "1", null, 60m)], exported.Select(entry => (entry.Kind, entry.DocumentNumber, entry.CreditNoteNumber, entry.Amount.Amount)));
        Assert.All(exported, entry => Assert.Equal("10001", entry.CustomerNumber));
        using StringWriter text = new(), discounts = new();
        Assert.Equal(2, await AccountingCsv.WriteEntriesAsync(exported.ToAsyncEnumerable(), text, discounts));
        var lines = text.ToString().Split("\r\n");
        Assert.Equal($"{exported[1].Entry},Payment,{Entity},10001,1,\"\",2026-02-03,2026-02-01,EUR,60.00,DirectDebit,RF18,\"\"", lines[2]);
    }

    [Fact]
    public async Task A_discount_is_told_by_what_is_taxed_alike_as_it_was_left_then()
    {
        var (office, payer) = await OpenAsync();
        var lines = new[] { AnInput.Line(100m, 21m), AnInput.Line(50m, 6m) };
        var invoice = Document("1", InvoiceKind.Invoice, Feb1, Eur(0m), payer: payer.Id) with
        {
            Lines = lines.Select(line => new DocumentLine { Text = "x", Amount = line.Amount, Tax = new(line.Tax!, Feb1) }).ToValueList(),
            Totals = Totals.Compute(AnInput.Of(lines)),
            IssuedAt = Instant.FromUtc(2026, 2, 1, 8, 0),
        };
        var note = Credit("C1", invoice, Feb1.PlusDays(5), 53m) with { Customer = payer.Id, IssuedAt = Instant.FromUtc(2026, 2, 6, 8, 0) };
        note = note with { Credit = note.Credit! with { Lines = [new(1, 1m, Eur(50m), Eur(0m), Eur(3m))] } };
        var taken = Entry(PaymentKind.EarlyPaymentDiscount, Feb1.PlusDays(2), Eur(3.48m), invoice, payer: payer.Id) with { At = Instant.FromUtc(2026, 2, 3, 8, 0) };
        var lowered = Entry(PaymentKind.EarlyPaymentDiscount, Feb1.PlusDays(5), Eur(-1m), invoice, key: "later", payer: payer.Id) with { At = Instant.FromUtc(2026, 2, 6, 8, 0) };
        await office.StoreAsync(invoice, note, taken, lowered);
        await office.InSessionAsync(async session =>
        {
            session.Of<InvoiceBalance>().Add(Balances.Of(invoice) with { Credited = Eur(53m), CreditNotes = [note.Id] });
            await session.CommitAsync();
            return true;
        });

        var exported = await Of(office).EntriesAsync(Ann, Entity, Feb1, Feb1.PlusDays(9)).ToListAsync();

        Assert.Equal([(2.42m, 0.42m), (1.06m, 0.06m)], exported[0].Discounts.Select(part => (part.Gross.Amount, part.Tax.Amount)));
        Assert.Equal([(-1m, -0.17m)], exported[1].Discounts.Select(part => (part.Gross.Amount, part.Tax.Amount)));
        using StringWriter text = new(), discounts = new();
        await AccountingCsv.WriteEntriesAsync(exported.ToAsyncEnumerable(), text, discounts);
        Assert.Equal($"{taken.Id},1,S,21,EUR,2.42,0.42", discounts.ToString().Split("\r\n")[1]);
    }

    [Fact]
    public async Task Json_is_one_object_of_both()
    {
        var document = Exports.Of(Invoice("1", Feb1, 100m), new Dictionary<Id<Product>, Product>(), new Dictionary<Id<Invoice>, string>());
        var entry = Exports.Of(Entry(PaymentKind.Payment, Feb1, 60m), "10001", new Dictionary<Id<Invoice>, string>());
        using var output = new MemoryStream();

        await AccountingJson.WriteAsync(new[] { document, document }.ToAsyncEnumerable(), new[] { entry }.ToAsyncEnumerable(), output);

        var json = JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray())).RootElement;
        Assert.Equal(2, json.GetProperty("documents").GetArrayLength());
        Assert.Equal(document, json.GetProperty("documents")[1].Deserialize(PsaJsonContext.Default.ExportedDocument));
        Assert.Equal(entry, json.GetProperty("entries")[0].Deserialize(PsaJsonContext.Default.ExportedEntry));
    }

    [Fact]
    public async Task The_page_lists_the_columns()
    {
        using StringWriter documents = new(), lines = new(), groups = new(), entries = new(), discounts = new();
        await AccountingCsv.WriteDocumentsAsync(Array.Empty<ExportedDocument>().ToAsyncEnumerable(), documents, lines, groups);
        await AccountingCsv.WriteEntriesAsync(Array.Empty<ExportedEntry>().ToAsyncEnumerable(), entries, discounts);
        var page = await File.ReadAllTextAsync(Path.Combine(Approved.Root, "docs/accounts.md"));

        Assert.All(new[] { documents, lines, groups, entries, discounts }, table => Assert.Contains($"| `{table.ToString().TrimEnd()}` |", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_that_ends_before_it_begins_is_refused()
    {
        var (office, _) = await OpenAsync();
        Assert.Equal(AccountErrors.BadPeriod, Assert.Throws<RuleViolationException>(() => Of(office).DocumentsAsync(Ann, Entity, Feb1, Feb1.PlusDays(-1))).Code);
        Assert.Equal(AccountErrors.BadPeriod, Assert.Throws<RuleViolationException>(() => Of(office).EntriesAsync(Ann, Entity, Feb1, Feb1.PlusDays(-1))).Code);
    }

    private static ExportService Of(AnOffice office) => new(office.Store);

    private static async Task<(AnOffice Office, Customer Payer)> OpenAsync()
    {
        var office = await AnOffice.OpenAsync();
        return (office, await office.ABillableCustomerAsync());
    }

    private static DocumentTotals? TotalsOf(DocumentInput input)
    {
        try
        {
            return Totals.Compute(input);
        }
        catch (RuleViolationException)
        {
            return null;
        }
    }

    private static Invoice DocumentOf(DocumentInput input, DocumentTotals totals) => Document("1", InvoiceKind.Invoice, Feb1, Money.Zero(input.Currency)) with
    {
        Lines = input.Lines.Select(line => new DocumentLine { Text = "x", Amount = line.Amount, IsNote = line.Tax is null, Tax = line.Tax is { } tax ? new(tax, Feb1) : null }).ToValueList(),
        Charges = input.Charges,
        Discounts = input.Discounts,
        Totals = totals,
    };

    private static Money Sum(DocumentInput input, IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero(input.Currency), static (sum, one) => sum + one);
}
