using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Invoices;
using Psa.Runs;
using Psa.Sellers;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>What the rules say of taxes and of what is payable, through runs.</summary>
public sealed class ReportedTaxTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    private static readonly TaxTableEntry Quebec = new()
    {
        Code = "STD",
        Name = "GST and QST",
        Components =
        [
            new() { Name = "GST", Category = TaxCategory.Standard, Rates = [Always(5m)] },
            new() { Name = "QST", Category = TaxCategory.Standard, Rates = [Always(9.975m)] },
        ],
    };

    [Fact]
    public async Task R26_two_taxes_on_a_line_are_a_group_each_and_are_given_back_as_they_were_billed()
    {
        var (world, contract) = await BilledAsync(price: 140m, taxes: Table(Quebec));
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(new(2025, 2, 1))));
        Assert.Equal([("QST", Eur(13.97m)), ("GST", Eur(7m))], invoice.Totals.TaxGroups.Select(x => (x.Component, x.Tax)));
        Assert.Equal(Eur(160.97m), invoice.Totals.TotalWithTax);

        await world.UpdateAsync(Table(TaxTableEntry.Taxed("STD", "VAT", Always(21m))));
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(Start, new(2025, 2, 28)));
        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(new(2025, 2, 1))));
        Assert.Equal((InvoiceKind.CreditNote, Eur(280m)), (credit.Kind, credit.Totals.TotalWithoutTax));
        Assert.Equal([("QST", Eur(2 * 13.97m)), ("GST", Eur(14m))], credit.Totals.TaxGroups.Select(x => (x.Component, x.Tax)));
    }

    [Fact]
    public async Task R27_what_is_payable_is_rounded_on_invoices_and_not_on_credit_notes()
    {
        var (world, contract) = await BilledAsync(
            price: 219m, taxes: Table(TaxTableEntry.Taxed("STD", "VAT", Always(25m))), entity: e => e with { PayableSteps = [Eur(1m), Money.Of(0.05m, Currency.CHF)] }, bill: false);
        var run = await world.BillAsync(January);
        var invoice = Assert.Single(await world.InvoicesOfAsync(run));
        Assert.Equal((Eur(273.75m), Eur(0.25m), Eur(274m)), (invoice.Totals.TotalWithTax, invoice.Totals.PayableRounding, invoice.Totals.Payable));
        Assert.Equal(new MoneyByCurrency(Eur(219m), Eur(54.75m), Eur(274m), 1), Assert.Single(run.Counts.Money));

        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(Start, January));
        run = await world.BillAsync(January);
        var credit = Assert.Single(await world.InvoicesOfAsync(run));
        Assert.Equal((InvoiceKind.CreditNote, Eur(0m), Eur(273.75m)), (credit.Kind, credit.Totals.PayableRounding, credit.Totals.Payable));
        Assert.Equal(Eur(-273.75m), Assert.Single(run.Counts.Money).Payable);
    }

    [Theory]
    [Trait("vector", "inclusive-reverse-charge")]
    [Trait("vector", "inclusive-export-12-decimals")]
    [InlineData(121.00, 3, "AE", "100", 300.00)]
    [InlineData(99.99, 1000, "G", "82.636363636364", 82_636.36)]
    public async Task R43_a_price_with_tax_is_freed_of_it_where_no_tax_is_charged(double price, int quantity, string category, string unitPrice, double net)
    {
        Assert.True(TaxCategory.TryFromCode(category, out var untaxed));
        var (world, _) = await BilledAsync((decimal)price, quantity, untaxed, bill: false);
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));

        var line = Assert.Single(invoice.Lines);
        Assert.Equal((unitPrice, Eur((decimal)net)), (line.UnitPrice.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture), line.Amount));
        Assert.Equal((Eur((decimal)net), Eur(0m), Eur((decimal)net)), (invoice.Totals.TotalWithoutTax, invoice.Totals.TaxTotal, invoice.Totals.Payable));
        Assert.Null(invoice.Totals.Lines[0].Gross);

        // the item keeps what was agreed
        var item = Assert.Single(await world.AllItemsAsync());
        Assert.Equal((Eur((decimal)price * quantity), Eur((decimal)price * quantity), Price((decimal)price)), (item.Net, item.Lines[0].Amount, item.Lines[0].UnitPrice));
    }

    [Fact]
    public async Task A_price_with_tax_holds_its_own_and_is_taxed_by_what_applies()
    {
        // 121.00 holds 21 %; the payer is billed at 6 %
        var taxes = Table(TaxTableEntry.Taxed("STD", "VAT", Always(21m)), TaxTableEntry.Taxed("LOW", "reduced", Always(6m)));
        var world = await CreateAsync(e => e with { PriceMode = PriceMode.TaxInclusive }, taxes: taxes);
        var customer = ACustomer() with { BillingInformation = Complete with { TaxCode = "LOW" } };
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract, 121m), APart(contract, 50m, name: "2") with { TaxCode = "STD" });
        var invoices = await world.InvoicesOfAsync(await world.BillAsync(January));

        Assert.Equal(
            [(Eur(41.32m), Eur(8.68m), (Money?)Eur(50m)), (Eur(100m), Eur(6m), null)],
            invoices.Select(i => (i.Totals.TotalWithoutTax, i.Totals.TaxTotal, i.Totals.Lines[0].Gross)).OrderBy(x => x.TotalWithoutTax));
    }

    [Fact]
    public async Task Corrections_of_freed_prices_give_back_what_the_document_billed()
    {
        var (world, contract) = await BilledAsync(99.99m, 1m, TaxCategory.ReverseCharge, bill: false);
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal(Eur(82.64m), invoice.Totals.TotalWithoutTax);

        // the customer is billed with tax from now on, and the code has another rate
        await world.UpdateAsync(ACustomer());
        await world.UpdateAsync(Table(TaxTableEntry.Taxed("STD", "VAT", Always(6m))));
        var credited = Eur(0m);
        foreach (var days in new[] { 3, 11, 19, 31 })
        {
            var first = days == 3 ? 1 : days == 11 ? 4 : days == 19 ? 12 : 20;
            await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 1, first), new(2025, 1, days)));
            var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
            Assert.Equal((InvoiceKind.CreditNote, Eur(0m), TaxCategory.ReverseCharge), (credit.Kind, credit.Totals.TaxTotal, credit.Lines[0].Tax!.Applied.Category));
            credited += credit.Totals.TotalWithoutTax;
        }

        Assert.Equal(Eur(82.64m), credited);
    }

    [Fact]
    public async Task A_correction_of_several_lines_gives_back_the_same_as_one()
    {
        var (world, contract) = await BilledAsync(121m, 1m, TaxCategory.ReverseCharge);
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(new(2025, 1, 11), 3m, Price(60.50m)));
        var more = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.True(more.Lines.Count > 1);
        Assert.Equal(more.Totals.TotalWithoutTax, more.Lines.Aggregate(Eur(0m), (sum, line) => sum + line.Amount));

        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(Start, January));
        var credits = await world.InvoicesOfAsync(await world.BillAsync(January));
        Assert.Equal(Eur(100m) + more.Totals.TotalWithoutTax, credits.Aggregate(Eur(0m), (sum, credit) => sum + credit.Totals.TotalWithoutTax));
        Assert.All(credits, credit => Assert.Equal((InvoiceKind.CreditNote, Eur(0m)), (credit.Kind, credit.Totals.TaxTotal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_credited_by_hand_of_a_freed_price_counts_once(bool onDocument)
    {
        var (world, contract) = await BilledAsync(121m, 1m, TaxCategory.ReverseCharge, bill: false);
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        var wanted = new NewCreditNote { Invoice = invoice.Id, Reason = "goodwill" };
        var note = await world.CreditNotes.DraftAsync(world.Actor, onDocument ? wanted with { Amount = Eur(30m) } : wanted with { Lines = [new(0, Amount: Eur(30m))] }, Token);
        await world.CreditNotes.IssueAsync(world.Actor, note.Id, cancellationToken: Token);

        // of 100.00 on the document 30.00 are credited: ten days of it are given back beside them, and then what is left
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(Start, new(2025, 1, 10)));
        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, Eur(32.26m)), (credit.Kind, credit.Totals.TotalWithTax));
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 1, 11), January));
        var rest = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, Eur(37.74m)), (rest.Kind, rest.Totals.TotalWithTax));
    }

    [Fact]
    public async Task What_was_not_given_back_of_a_freed_price_counts_once()
    {
        var (world, contract) = await BilledAsync(121m, 1m, TaxCategory.ReverseCharge);
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(Start, new(2025, 1, 10)));
        await world.UpdateAsync(ACustomer() with { BillingInformation = null });
        await world.BillAsync(January);
        await world.Items.CancelAsync(world.Actor, Assert.Single(await world.AllItemsAsync(), static item => item.Net.Sign < 0).Id, "no refund", Token);
        await world.UpdateAsync(ACustomer());

        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(new(2025, 1, 11), new(2025, 1, 20)));
        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, Eur(32.26m)), (credit.Kind, credit.Totals.TotalWithTax));
    }

    [Fact]
    public async Task A_discount_by_amount_and_an_override_are_of_the_documents_kind()
    {
        var (world, contract) = await BilledAsync(121m, 1m, TaxCategory.ReverseCharge, bill: false);
        await world.InSessionAsync(session =>
        {
            session.Of<ContractPart>().Add(APart(contract, name: "2") with { Terms = [new(Start, 1m, Price(60.50m), Discount.OfAmount(Eur(10m)), Pricing: PricingScheme.PerUnit)] });
            return Task.CompletedTask;
        });
        var overridden = await world.Items.CreateAsync(world.Actor, new()
        {
            Customer = ACustomer().Id,
            BillingDate = Start,
            Lines = [new() { Text = "journey", Quantity = 1m, UnitPrice = Price(121m) }],
        });
        await world.Items.OverrideAsync(world.Actor, overridden.Id, Eur(70m), "as agreed");
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal([Eur(40m), Eur(70m), Eur(100m)], invoice.Lines.Where(l => !l.Amount.IsZero).Select(l => l.Amount).Order());
    }

    [Fact]
    public async Task An_override_of_a_correction_is_of_the_documents_kind()
    {
        var (world, contract) = await BilledAsync(121m, 1m, TaxCategory.ReverseCharge);
        await world.Contracts.SuspendAsync(world.Actor, contract.Id, new(Start, January));
        await world.UpdateAsync(ACustomer() with { BillingInformation = null });
        await world.BillAsync(January);
        var correction = Assert.Single(await world.AllItemsAsync(), item => item.Net == Eur(-121m));
        await world.Items.OverrideAsync(world.Actor, correction.Id, Eur(-30m), "goodwill");
        await world.UpdateAsync(ACustomer());

        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, Eur(30m), Eur(0m)), (credit.Kind, credit.Totals.TotalWithoutTax, credit.Totals.TaxTotal));
    }

    [Fact]
    public async Task A_minimum_is_of_what_the_document_comes_to_without_tax()
    {
        var (world, _) = await BilledAsync(121m, 1m, TaxCategory.ReverseCharge, entity: e => e with { MinimumInvoice = Eur(101m) }, bill: false);
        var run = await world.CalculateAsync(January);
        Assert.Empty(await world.InvoicesOfAsync(run));
        Assert.Single(await world.ObstaclesOfAsync(run));
    }

    [Fact]
    public async Task R49_a_second_tax_table_is_refused_and_the_one_there_is_changed()
    {
        var office = await Services.AnOffice.OpenAsync();
        TaxTable table = new() { Id = default, Tenant = Services.AnOffice.Tenant, DefaultCode = "STD", Entries = [TaxTableEntry.Taxed("STD", "VAT", Always(21m))] };
        var saved = await office.Catalog.SaveTaxTableAsync(Services.AnOffice.Ann, table);
        var raised = saved with { Entries = [TaxTableEntry.Taxed("STD", "VAT", Always(25m))] };

        var refused = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Catalog.SaveTaxTableAsync(Services.AnOffice.Ann, raised with { Id = default, Version = 0 }));
        Assert.Equal(CatalogErrors.TaxTableExists, refused.Code);
        var changed = await office.Catalog.SaveTaxTableAsync(Services.AnOffice.Ann, raised);
        Assert.Equal((saved.Id, Percent.Of(25m)), (changed.Id, changed.At(null, January).Rate));
    }

    [Fact]
    public async Task R49_two_tax_tables_that_a_store_was_given_bill_nothing()
    {
        var (world, _) = await BilledAsync(bill: false);
        await world.InSessionAsync(session =>
        {
            session.Of<TaxTable>().Add(Table(TaxTableEntry.Taxed("STD", "VAT", Always(25m))) with { Id = DerivedId.Create<TaxTable>(Tenant, "second") });
            return Task.CompletedTask;
        });

        Assert.Equal(CatalogErrors.TaxTableExists, (await Assert.ThrowsAsync<RuleViolationException>(() => world.CalculateAsync(January))).Code);
    }

    [Fact]
    public async Task R67_a_note_stands_in_no_tax_group()
    {
        var (world, _) = await BilledAsync(bill: false);
        await world.Items.CreateAsync(world.Actor, new()
        {
            Customer = ACustomer().Id,
            BillingDate = Start,
            Lines =
            [
                new() { Text = "as agreed by telephone", IsNote = true, TaxCode = "ZERO" },
                new() { Text = "journey", Quantity = 1m, UnitPrice = Price(10m) },
            ],
        });
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((3, 21m), (invoice.Lines.Count, Assert.Single(invoice.Totals.TaxGroups).Rate.Value));
        Assert.Null(Assert.Single(invoice.Lines, line => line.IsNote).Tax);
    }

    [Fact]
    public async Task The_tax_point_by_period_end_is_that_of_the_lines_own_period()
    {
        var table = Table(TaxTableEntry.Taxed("STD", "VAT", Always(20m), new TaxRate(new(2025, 7, 1), Percent.Of(25m))));
        var world = await CreateAsync(e => e with { TaxPoint = TaxPointRule.PeriodEnd }, taxes: table);
        var contract = AContract(ACustomer(), cycle: BillingCycle.EveryMonths(6), from: new(2025, 4, 1)) with { LastDay = new(2025, 9, 30) };
        await world.AddAsync(
            ACustomer(), contract, APart(contract) with { Terms = [new(new(2025, 4, 1), 1m, Price(100m), Pricing: PricingScheme.PerUnit), new(new(2025, 7, 1), 1m, Price(200m), Pricing: PricingScheme.PerUnit)] });
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(new(2025, 9, 30))));

        Assert.Equal([(new(2025, 6, 30), 20m), (new(2025, 9, 30), 25m)], invoice.Lines.Select(l => (l.Tax!.Point, l.Tax.Applied.Rate.Value)));
    }

    /// <summary>A customer with a part; at 21 %, and with prices that hold it when the customer isn't taxed.</summary>
    private static async Task<(AWorld World, Contract Contract)> BilledAsync(
        decimal price = 100m, decimal quantity = 1m, TaxCategory? untaxed = null, TaxTable? taxes = null, Func<BillingEntity, BillingEntity>? entity = null, bool bill = true)
    {
        var world = await CreateAsync(
            e => (entity ?? (x => x))(untaxed is null ? e : e with { PriceMode = PriceMode.TaxInclusive }), taxes: taxes ?? Table(TaxTableEntry.Taxed("STD", "VAT", Always(21m))));
        var customer = untaxed is null
            ? ACustomer()
            : ACustomer() with { BillingInformation = Complete with { VatNumber = "BE0123456789", TaxExemption = new(untaxed, "the law says so") } };
        var contract = AContract(customer);
        await world.AddAsync(customer, contract, APart(contract, price, quantity));
        if (bill)
        {
            await world.BillAsync(January);
        }

        return (world, contract);
    }

    private static TaxTable Table(params ReadOnlySpan<TaxTableEntry> entries) =>
        AWorld.Taxes with { DefaultCode = "STD", Entries = [.. entries, TaxTableEntry.Untaxed("ZERO", "Zero", TaxCategory.ZeroRated)] };

    private static TaxRate Always(decimal percent) => new(new(2000, 1, 1), Percent.Of(percent));
}
