using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Invoices;
using Psa.Numbering;
using Psa.SalesItems;
using Psa.Sellers;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>A correction keeps what was billed of its period, whatever tables, customers and entities say today (R-CORRECTION-SAME).</summary>
public sealed class ReportedCorrectionTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    [Theory]
    [InlineData("customer")]
    [InlineData("product")]
    [InlineData("rate")]
    [InlineData("price mode")]
    [InlineData("code")]
    public async Task R60_what_is_given_back_has_the_tax_it_was_billed_with(string changed)
    {
        var (world, contract) = await BilledAsync();
        await (changed switch
        {
            "customer" => world.UpdateAsync(ACustomer() with { BillingInformation = Complete with { VatNumber = "BE0123456789", TaxExemption = new(TaxCategory.ReverseCharge, "reverse charge") } }),
            "product" => world.UpdateAsync(AProduct with { TaxCode = "ZERO" }),
            "rate" => world.UpdateAsync(Table(Percent.Of(6))),
            "price mode" => world.UpdateAsync(Seller with { PriceMode = PriceMode.TaxInclusive }),
            _ => world.UpdateAsync(Table(Percent.Of(21), "OTHER")),
        });
        await world.Contracts.ChangePartDatesAsync(world.Actor, APart(contract).Id, null, new(2025, 1, 21));

        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, Eur(32.26m), Eur(6.77m)), (credit.Kind, credit.Totals.TotalWithoutTax, credit.Totals.TaxTotal));
        Assert.Equal("STD", credit.Lines[0].Tax!.Applied.Code);
    }

    [Fact]
    public async Task R61_two_rates_are_given_back_as_they_were_billed()
    {
        var (world, contract) = await BilledAsync();
        await world.UpdateAsync(Table(Percent.Of(10)));
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(Start, 1m, Price(150m)));
        var more = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((Eur(50m), Eur(5m)), (more.Totals.TotalWithoutTax, more.Totals.TaxTotal));

        await world.UpdateAsync(Table(Percent.Of(6)));
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(Start, January));
        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, Eur(150m), Eur(26m)), (credit.Kind, credit.Totals.TotalWithoutTax, credit.Totals.TaxTotal));
    }

    [Fact]
    public async Task What_is_billed_again_has_the_tax_it_had_and_what_is_new_has_todays()
    {
        var (world, contract) = await BilledAsync();
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(Start, January));
        await world.BillAsync(January);
        await world.UpdateAsync(Table(Percent.Of(6)));
        await world.UpdateAsync((await world.Contracts.FindAsync(world.Actor, contract.Id))! with { Suspensions = [] });
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(Start, 1m, Price(150m)));

        var again = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal([(Eur(100m), 21m), (Eur(50m), 6m)], again.Lines.Select(line => (line.Amount, line.Tax!.Applied.Rate.Value)));
    }

    [Fact]
    public async Task R69_a_catalog_price_of_zero_that_was_billed_is_kept()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        var part = APart(contract) with { Product = AProduct.Id, PriceBehaviour = PriceBehaviour.UseCurrent, Terms = [new(Start, 1m) { Pricing = PricingScheme.PerUnit }] };
        await world.UpdateAsync(APriceList with { Items = [new(AProduct.Id, "C62", [new(new(2000, 1, 1), Price(0m))])] });
        await world.AddAsync(ACustomer(), contract, part);
        var run = await world.BillAsync(new(2025, 2, 28));
        Assert.All(await world.ItemsOfAsync(run), item => Assert.Equal((SalesItemStatus.Settled, Eur(0m)), (item.Status, item.Net)));
        Assert.Empty(await world.InvoicesOfAsync(run));

        await world.UpdateAsync(APriceList with { Items = [new(AProduct.Id, "C62", [new(new(2000, 1, 1), Price(9m))])] });
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 1, 10), new(2025, 1, 12)));
        Assert.Equal([9m], await world.NetsOfAsync(await world.BillAsync(new(2025, 3, 31))));
    }

    [Fact]
    public async Task A_catalog_price_is_kept_by_whichever_item_or_terms_billed_it()
    {
        var world = await CreateAsync();
        var (contract, package) = (AContract(ACustomer()), PricingScheme.Package(10m, 3m));
        var part = APart(contract) with { Product = AProduct.Id, PriceBehaviour = PriceBehaviour.UseCurrent, Terms = [new(Start, 1m) { Pricing = package }] };
        await world.UpdateAsync(CatalogOf(5m));
        await world.AddAsync(ACustomer(), contract, part);
        Assert.Equal([3m], await world.NetsOfAsync(await world.BillAsync(January)));
        await world.Contracts.ChangePricingAsync(world.Actor, part.Id, PricingScheme.PerUnit, Start);
        Assert.Equal([2m], await world.NetsOfAsync(await world.BillAsync(January)));

        await world.UpdateAsync(CatalogOf(9m));
        await world.Contracts.ChangeQuantityAsync(world.Actor, part.Id, 2m, January);
        Assert.Equal([0.16m], await world.NetsOfAsync(await world.BillAsync(January)));
    }

    [Fact]
    public async Task What_keeps_its_tax_shares_no_document_with_another_kind_of_supply()
    {
        var (world, contract) = await BilledAsync();
        await world.Contracts.ChangePriceAsync(world.Actor, APart(contract).Id, Price(50m), Start);
        await world.BillAsync(January);
        await world.UpdateAsync(ACustomer() with { BillingInformation = Complete with { VatNumber = "BE0123456789", TaxExemption = new(TaxCategory.ReverseCharge, "reverse charge") } });
        await world.Contracts.ChangePriceAsync(world.Actor, APart(contract).Id, Price(150m), Start);

        var invoices = await world.InvoicesOfAsync(await world.BillAsync(January));
        Assert.Equal(
            [("AE", 50m, 0m), ("S", 50m, 10.50m)],
            invoices.Select(i => (Assert.Single(i.Lines).Tax!.Applied.Category.Code, i.Totals.TotalWithoutTax.Amount, i.Totals.TaxTotal.Amount)).Order());
    }

    [Fact]
    public async Task Who_was_invoiced_gets_it_back_however_often_is_calculated()
    {
        var world = await CreateAsync();
        await world.PlaceAsync("P", information: Complete);
        await world.PlaceAsync("C", information: Complete);
        var contract = await world.SellAsync("C", -10m);
        await world.BillAsync(January);
        await world.MoveAsync("C", "P", true);
        await world.Contracts.ChangePriceAsync(world.Actor, APart(contract).Id, Price(-15m), Start);
        var run = await world.CalculateAsync(January);
        Assert.Equal(Families.IdOf("C"), Assert.Single(await world.InvoicesOfAsync(run)).Customer);
        run = await world.Runs.CalculateAsync(world.Actor, run.Id);
        Assert.Equal(Families.IdOf("C"), Assert.Single(await world.InvoicesOfAsync(run)).Customer);
    }

    [Fact]
    public async Task R70_calculated_again_a_run_has_one_document_a_grouping_key()
    {
        var world = await CreateAsync();
        var (contract, other) = (AContract(ACustomer()), AContract(ACustomer("C2")));
        await world.AddAsync(ACustomer(), contract, APart(contract), ACustomer("C2"), other, APart(other, 20m));
        var run = await world.CalculateAsync(January);
        await world.Contracts.ChangePartDatesAsync(world.Actor, APart(contract).Id, null, new(2025, 1, 21));
        run = await world.Runs.CalculateAsync(world.Actor, run.Id);

        var drafts = await world.InvoicesOfAsync(run);
        Assert.Equal([(InvoiceKind.Invoice, Eur(67.74m)), (InvoiceKind.Invoice, Eur(20m))], drafts.OrderBy(d => d.CustomerNumber).Select(d => (d.Kind, d.Totals.TotalWithoutTax)));
        Assert.Equal((2L, 0L, 3L, 2L), (run.Counts.Documents, run.Counts.CreditNotes, run.Counts.Lines, run.Counts.Customers));
        Assert.Equal(Eur(87.74m), Assert.Single(run.Counts.Money).Net);
        Assert.Equal(2, (await world.Runs.IssueAsync(world.Actor, run.Id)).IssuedDocuments);
    }

    [Fact]
    public async Task Calculated_again_by_several_workers_each_draft_is_made_once()
    {
        var world = await OfSevenAsync();
        var run = await world.CalculateAsync(January, partitions: 3);
        var workers = Enumerable.Range(0, 3).Select(n => Task.Run(() => world.Runs.CalculateAsync(world.Actor, run.Id, new() { BatchSize = 1, Worker = $"w{n}" })));
        await Task.WhenAll(workers);
        Assert.Equal(7, (await world.InvoicesOfAsync(run)).Count);
        var issued = await world.Runs.IssueAsync(world.Actor, run.Id);
        Assert.Equal((7L, 7L), (issued.Counts.Documents, issued.IssuedDocuments));
    }

    [Fact]
    public async Task A_worker_that_still_removes_old_drafts_leaves_those_of_the_new_calculation()
    {
        var world = await OfSevenAsync();
        var run = await world.CalculateAsync(January, partitions: 3);
        var hooked = new HookedStore(world.Store);
        var interfered = false;
        hooked.OnRecords = type =>
        {
            if (!interfered && type == typeof(Invoice))
            {
                interfered = true;
                Blocking.Run(() => world.Runs.CalculateAsync(world.Actor, run.Id, new() { Worker = "quick" }));
            }
        };
        await world.Through(hooked).Runs.CalculateAsync(world.Actor, run.Id, new() { BatchSize = 1, Worker = "slow" });
        Assert.True(interfered);
        Assert.Equal(7, (await world.InvoicesOfAsync(run)).Count);
    }

    [Fact]
    public async Task Usage_is_given_back_by_the_entity_that_billed_it()
    {
        var world = await CreateAsync();
        var other = Seller with { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4b01")), Code = "B", IsDefault = false };
        await world.AddAsync(other, ACustomer());
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        Assert.Equal([5m], await world.NetsOfAsync(await world.BillAsync(January)));

        await world.UpdateAsync(ACustomer() with { BillingInformation = Complete with { DefaultBillingEntity = other.Id } });
        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 4m);
        var run = await world.Runs.PlanAsync(world.Actor, Plan(January) with { BillingEntity = other.Id });
        run = await world.Runs.CalculateAsync(world.Actor, run.Id);
        Assert.Equal((Seller.Id, Eur(-3m)), Assert.Single(await world.ItemsOfAsync(run)) is var item ? (item.BillingEntity, item.Net) : default);
        Assert.Empty(await world.InvoicesOfAsync(run));
        await world.Runs.IssueAsync(world.Actor, run.Id);

        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, Seller.Id, Eur(3m)), (credit.Kind, credit.BillingEntity, credit.Totals.TotalWithoutTax));
    }

    [Fact]
    public async Task A_credit_note_names_invoices_of_its_own_entity_only()
    {
        var world = await CreateAsync();
        var other = Seller with { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4b01")), Code = "B", IsDefault = false };
        await world.AddAsync(other, ACustomer());
        await world.InSessionAsync(async session =>
        {
            foreach (var series in await session.Of<NumberSeries>().QueryAsync(NumberSeriesRecords.LiveOf(Seller.Id), Token).ToListAsync(Token))
            {
                session.Of<NumberSeries>().Add(series with { Id = DerivedId.Create<NumberSeries>(Tenant, "other", series.Purpose.ToString()), BillingEntity = other.Id, Pattern = $"B-{series.Pattern}", Version = 0 });
            }
        });

        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 10m);
        var first = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        await world.UpdateAsync(ACustomer() with { BillingInformation = Complete with { DefaultBillingEntity = other.Id } });
        await world.UseAsync(ACustomer(), "b", new(2025, 1, 6), 5m);
        var second = Assert.Single(await BillOtherAsync());

        await world.UseAsync(ACustomer(), "a", new(2025, 1, 5), 2m);
        List<Invoice> credits = [.. await BillOtherAsync(), .. await world.InvoicesOfAsync(await world.BillAsync(January)), .. await BillOtherAsync()];
        Assert.Equal([(other.Id, 2.5m), (Seller.Id, 1.5m)], credits.Select(credit => (credit.BillingEntity, credit.Totals.TotalWithoutTax.Amount)));
        Assert.Equal([[second.Id], [first.Id]], credits.Select(credit => credit.Corrects.AsEnumerable()));

        async Task<List<Invoice>> BillOtherAsync()
        {
            var run = await world.Runs.PlanAsync(world.Actor, Plan(January) with { BillingEntity = other.Id });
            run = await world.Runs.CalculateAsync(world.Actor, run.Id);
            return await world.InvoicesOfAsync(await world.Runs.IssueAsync(world.Actor, run.Id));
        }
    }

    private static async Task<(AWorld World, Contract Contract)> BilledAsync()
    {
        var world = await CreateAsync(taxes: Table(Percent.Of(21)));
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract) with { Product = AProduct.Id });
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((Eur(100m), Eur(21m)), (invoice.Totals.TotalWithoutTax, invoice.Totals.TaxTotal));
        return (world, contract);
    }

    private static PriceList CatalogOf(decimal price) => APriceList with { Items = [new(AProduct.Id, "C62", [new(new(2000, 1, 1), Price(price))])] };

    private static TaxTable Table(Percent rate, string code = "STD") => AWorld.Taxes with
    {
        DefaultCode = code,
        Entries =
        [
            TaxTableEntry.Taxed(code, "VAT", new TaxRate(new(2000, 1, 1), rate)),
            TaxTableEntry.Untaxed("ZERO", "Zero", TaxCategory.ZeroRated),
        ],
    };
}
