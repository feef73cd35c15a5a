using NodaTime;
using Psa.Contracts;
using Psa.Documents;
using Psa.Domain.Tests.Languages;
using Psa.Invoices;
using Psa.Languages;
using Psa.Services;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Documents speak the language of the payer's billing information.</summary>
public sealed class DocumentWordsTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    [Theory]
    [InlineData("en", "Invoice", "Credit note", "Service 1: correction, nothing instead of 1 × 1,000.00 EUR")]
    [InlineData("de-AT", "Rechnung", "Gutschrift", "Service 1: Korrektur, nichts statt 1 × 1.000,00 EUR")]
    [InlineData("es", "Factura", "Nota de crédito", "Service 1: corrección, nada en lugar de 1 × 1.000,00 EUR")]
    [InlineData("ro", "Factură", "Notă de credit", "Service 1: corecție, nimic în loc de 1 × 1.000,00 EUR")]
    [InlineData("fr", "Facture", "Avoir", "Service 1: correction, rien au lieu de 1 × 1\u202F000,00 EUR")]
    public async Task The_language_of_the_billing_information_is_spoken(string language, string invoice, string credit, string line)
    {
        var documents = await InvoicedAndSuspendedAsync(await CreateAsync(), language);
        Assert.Equal([(invoice, "Service 1"), (credit, line)], documents.Select(document => (document.Title, document.Lines[0].Text)));
        Assert.Equal((DatePeriod.Create(new(2025, 1, 21), new(2025, 2, 1)), 1m, new PeriodShare(11, 31), Eur(354.84m)), Figures(documents[1].Lines[0]));
    }

    [Fact]
    public async Task A_host_s_own_language_is_spoken()
    {
        var (marked, marks) = MarkedLanguage.Create();
        var world = await CreateAsync();
        var runs = new BillingRunService(world.Store, world.Clock, new OrderedIdGenerator(world.Clock), new TaxTableCalculator(), languages: [marked]);
        var documents = await InvoicedAndSuspendedAsync(world, MarkedLanguage.Tag, runs);
        Assert.Equal(["‹›", "‹›"], documents.Select(document => document.Title));
        Assert.Equal("Service 1: ‹›, ‹› ‹›1 × 1000.00 EUR", documents[1].Lines[0].Text);
        Assert.Superset(new HashSet<string> { nameof(ILanguage.Invoice), nameof(ILanguage.CreditNote), nameof(ILanguage.Correction) }, marks.Asked);
    }

    [Fact]
    public async Task A_tariff_lists_its_tiers_in_the_language_of_the_document()
    {
        var world = await CreateAsync();
        var customer = ACustomer() with { BillingInformation = Complete with { Language = "de" } };
        var contract = AContract(customer, BillingTiming.InArrears);
        var meter = AMeter(contract);
        await world.AddAsync(customer, contract, meter with { Terms = [meter.Terms[0] with { Pricing = PricingScheme.Graduated(PriceTiers.None.UpTo(10, 7m, flatFee: 5m).Beyond(20m, blockSize: 5m)) }] });
        await world.UseAsync(customer, "a", new(2025, 1, 5), 17m);
        var line = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January))).Lines[0];
        Assert.Equal(("Service m: 17", 1m, Price(115m), Eur(115m)), (line.Text, line.Quantity, line.UnitPrice, line.Amount));
        Assert.Equal([("Gebühr", 1m, 5m), (null, 10m, 7m), ("2 Blöcke zu 5", 2m, 20m)], line.Details.Select(detail => (detail.Text, detail.Quantity, detail.UnitPrice!.Value.Amount)));
    }

    private static (DatePeriod?, decimal, PeriodShare?, Money) Figures(DocumentLine line) => (line.Period, line.Quantity, line.Share, line.Amount);

    private static async Task<List<Invoice>> InvoicedAndSuspendedAsync(AWorld world, string language, BillingRunService? runs = null)
    {
        var customer = ACustomer() with { BillingInformation = Complete with { Language = language } };
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract, 1000m));
        var first = await BillAsync();
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 1, 21), January));
        return [.. first, .. await BillAsync()];

        async Task<List<Invoice>> BillAsync()
        {
            var service = runs ?? world.Runs;
            var run = await service.PlanAsync(world.Actor, Plan(January), Token);
            await service.CalculateAsync(world.Actor, run.Id, cancellationToken: Token);
            await service.IssueAsync(world.Actor, run.Id, cancellationToken: Token);
            return [.. await world.InvoicesOfAsync(run)];
        }
    }
}
