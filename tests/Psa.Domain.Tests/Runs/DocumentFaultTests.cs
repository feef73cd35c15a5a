using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Invoices;
using Psa.Sellers;
using Psa.Testing;
using Psa.Usage;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Faults of documents that readers found, each with the smallest world in which it showed.</summary>
public sealed class DocumentFaultTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    private static Customer Exempt { get; } = ACustomer() with { BillingInformation = Complete with { TaxCode = null, TaxExemption = new(TaxCategory.ReverseCharge, "reverse charge") } };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_discount_by_amount_stays_whole_where_prices_are_freed_of_tax_whenever_it_is_entered(bool isKnown)
    {
        var world = await CreateAsync(entity => entity with { PriceMode = PriceMode.TaxInclusive });
        var contract = AContract(Exempt);
        await world.AddAsync(Exempt, contract, APart(contract, 120m));
        var documents = isKnown ? [] : await BillAsync(world, Start);
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(Start, Discount: Discount.OfAmount(Eur(60m))), Token);
        documents.AddRange(await BillAsync(world, Start));
        Assert.Equal(40m, Net(documents));
        Assert.All(documents.SelectMany(document => document.Lines), line => Assert.InRange(line.Carry, -1, 1));

        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(Start, January), Token);
        documents.AddRange(await BillAsync(world, Start));
        Assert.Equal(0m, Net(documents));
    }

    [Fact]
    public async Task A_minimum_is_of_the_document_s_kind()
    {
        var world = await CreateAsync(entity => entity with { PriceMode = PriceMode.TaxInclusive });
        var contract = AContract(Exempt, BillingTiming.InArrears);
        await world.AddAsync(Exempt, contract, AMeter(contract, 1.2m).First(terms => terms with { Pricing = PricingScheme.PerUnit with { Minimum = 60m } }));
        await world.UseAsync(Exempt, "1", new(2025, 1, 3), 10m);
        var documents = await BillAsync(world, January);
        Assert.Equal(60m, Net(documents));

        await world.UseAsync(Exempt, "1", new(2025, 1, 3), 100m);
        documents.AddRange(await BillAsync(world, January));
        Assert.Equal(100m, Net(documents));
    }

    [Fact]
    public async Task A_correction_quotes_the_prices_of_its_document()
    {
        var world = await CreateAsync(entity => entity with { PriceMode = PriceMode.TaxInclusive });
        var contract = AContract(Exempt);
        await world.AddAsync(Exempt, contract, APart(contract, 120m));
        await BillAsync(world, Start);
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(Start, January), Token);
        Assert.Equal("Service 1: correction, nothing instead of 1 × 100.00 EUR", Assert.Single(await BillAsync(world, Start)).Lines[0].Text);
    }

    [Fact]
    public async Task What_was_billed_in_a_unit_is_given_back_in_it()
    {
        var (world, _) = await MeteredAsync(part => part);
        await UseInAsync(world, "1", new(2025, 1, 3), 5m, "GB");
        await BillAsync(world, January);
        await UseInAsync(world, "1", new(2025, 2, 3), 5m, "GB");
        var line = Assert.Single(await BillAsync(world, January)).Lines[0];
        Assert.Equal(("GB", "Service m: correction, 0 × 2.00 EUR instead of 5 GB × 2.00 EUR"), (line.Unit, line.Text));
    }

    [Fact]
    public async Task Readings_stand_under_the_line_that_bills_them()
    {
        var (world, _) = await MeteredAsync(part => part.First(terms => terms with { Pricing = PricingScheme.CostPlus(Percent.Of(10m)) }) with { ShowDetails = true });
        await world.UseAsync(ACustomer(), "1", new(2025, 1, 5), 3m, 10m, text: "A");
        await BillAsync(world, January);
        await world.UseAsync(ACustomer(), "2", new(2025, 1, 6), 4m, 20m, text: "B");
        var document = Assert.Single(await BillAsync(world, January));
        Assert.Equal([(-11m, string.Empty), (33m, "A B")], document.Lines.Select(line => (line.Amount.Amount, string.Join(' ', line.Details.Select(detail => detail.Text)))));
    }

    [Fact]
    public async Task A_line_by_hand_has_its_product_s_tax_and_its_own_before_an_exemption()
    {
        var world = await CreateAsync();
        var product = AProduct with { Id = DerivedId.Create<Product>(Tenant, "book"), Number = "BOOK", TaxCode = "ZERO", ServiceCode = null };
        await world.InSessionAsync(session =>
        {
            session.Of<Product>().Add(product);
            return Task.CompletedTask;
        });
        var exempt = Exempt with { Id = DerivedId.Create<Customer>(Tenant, "exempt"), Payer = DerivedId.Create<Customer>(Tenant, "exempt"), Number = "C2" };
        await world.AddAsync(ACustomer(), exempt);
        foreach (var (customer, productOf, code) in new[] { (ACustomer(), product.Id, (string?)null), (exempt, (Id<Product>?)null, "STD") })
        {
            await world.Items.CreateAsync(
                world.Actor,
                new() { Customer = customer.Id, BillingEntity = Seller.Id, Currency = Currency.EUR, BillingDate = Start, Lines = [new() { Text = "Book", Product = productOf, UnitPrice = Price(10m), TaxCode = code }] },
                Token);
        }

        Assert.Equal([0m, 20m], (await BillAsync(world, Start)).Select(document => document.Lines[0].Tax!.Applied.Rate.Value));
    }

    [Fact]
    public async Task A_part_that_passes_costs_on_no_longer_is_a_matter_of_price()
    {
        var (world, contract) = await MeteredAsync(part => part.First(terms => terms with { Pricing = PricingScheme.CostPlus(Percent.Of(0m)) }));
        await world.UseAsync(ACustomer(), "1", new(2025, 1, 5), 10m, 30m);
        await world.UseAsync(ACustomer(), "2", new(2025, 2, 5), 10m, 30m);
        await BillAsync(world, January);
        world.Clock.Advance(Duration.FromDays(1));
        await world.Contracts.ChangeTermsAsync(world.Actor, AMeter(contract).Id, new(new(2025, 2, 1), 0m, Price(4m), Pricing: PricingScheme.PerUnit), Token);
        var run = await world.BillAsync(new(2025, 2, 28));
        var variance = Assert.Single(await world.Runs.VarianceAsync(world.Actor, run.Id, Token).ToListAsync(Token));
        Assert.Equal("Price 10.00 EUR, Tax 2.00 EUR", string.Join(", ", variance.Causes.Select(cause => $"{cause.Cause} {cause.Amount}")));
    }

    private static async Task<(AWorld World, Contract Contract)> MeteredAsync(Func<ContractPart, ContractPart> change)
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer(), BillingTiming.InArrears);
        await world.AddAsync(ACustomer(), contract, change(AMeter(contract)));
        return (world, contract);
    }

    private static Task<UsageImportResult> UseInAsync(AWorld world, string id, LocalDate date, decimal quantity, string unit) =>
        world.UseAsync(new("vendor"), new UsageReading { SourceId = id, Customer = ACustomer().Id, ServiceCode = "svc", Date = date, Quantity = quantity, Unit = unit });

    private static async Task<List<Invoice>> BillAsync(AWorld world, LocalDate through) => [.. await world.InvoicesOfAsync(await world.BillAsync(through))];

    private static decimal Net(List<Invoice> documents) => documents.Sum(document => document.Kind == InvoiceKind.CreditNote ? -document.Totals.TotalWithoutTax.Amount : document.Totals.TotalWithoutTax.Amount);
}
