using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Runs;
using Psa.Invoices;
using Psa.Runs;
using Psa.Sellers;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Invoices;

/// <summary>How a customer's items come onto invoices and credit notes (spec 5).</summary>
public sealed class InvoiceDraftingTests
{
    private static readonly LocalDate January = new(2025, 1, 31);

    [Fact]
    public async Task Contracts_with_the_same_terms_share_an_invoice()
    {
        var (one, two) = (AContract(ACustomer()), AContract(ACustomer(), name: "2"));
        var invoice = Assert.Single(await DraftAsync(one, two));
        Assert.Equal((2, Eur(200m), Eur(40m)), (invoice.Lines.Count, invoice.Totals.TotalWithoutTax, invoice.Totals.TaxTotal));
    }

    [Fact]
    public async Task Payment_terms_method_delivery_and_purchase_order_part_invoices()
    {
        var one = AContract(ACustomer());
        Contract[] contracts =
        [
            one,
            AContract(ACustomer(), name: "2") with { PaymentTerms = PaymentTerms.DueIn(30) },
            AContract(ACustomer(), name: "3") with { PaymentMethod = PaymentMethod.DirectDebit },
            AContract(ACustomer(), name: "4") with { Delivery = DeliveryMethod.Post },
            AContract(ACustomer(), name: "5") with { PurchaseOrderNumber = "PO-1" },
            AContract(ACustomer(), name: "6") with { SeparateInvoice = true },
        ];
        var invoices = await DraftAsync(contracts);

        Assert.Equal(6, invoices.Count);
        Assert.Single(invoices, i => i.PurchaseOrderNumber == "PO-1");
        Assert.Single(invoices, i => i.DueDate == January.PlusDays(30));
        Assert.Equal(invoices.OrderBy(i => i.GroupingKey, StringComparer.Ordinal).Select(i => i.Id), invoices.Select(i => i.Id));
    }

    [Fact]
    public async Task The_parties_are_snapshots()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        var run = await world.BillAsync(January);
        await world.Customers.SaveBillingInformationAsync(world.Actor, ACustomer().Id, Complete with { LegalName = "Renamed" }, Token);

        var invoice = Assert.Single(await world.InvoicesOfAsync(run));
        Assert.Equal(("Buyer BV", "C1", "Acme NV"), (invoice.Buyer.Name, invoice.Buyer.Number, invoice.Seller.Name));
    }

    [Fact]
    public async Task A_correction_in_the_customers_favour_is_a_negative_line_while_the_total_stays_positive()
    {
        var (world, run) = await CorrectedAsync(through: new(2025, 2, 28), change: 80m);
        var invoice = Assert.Single(await world.InvoicesOfAsync(run));
        Assert.Equal((InvoiceKind.Invoice, Eur(60m)), (invoice.Kind, invoice.Totals.TotalWithoutTax));
        Assert.Equal([-20m, 80m], invoice.Lines.Select(l => l.Amount.Amount).Order());
        Assert.Single(invoice.Lines, l => l is { Amount.Sign: < 0, Quantity: -1m } && l.UnitPrice.Amount == 20m);
    }

    [Fact]
    public async Task Else_all_lines_of_the_group_become_a_credit_note_that_names_what_it_corrects()
    {
        var (world, run) = await CorrectedAsync(through: January, change: 40m);
        var credit = Assert.Single(await world.InvoicesOfAsync(run));
        var corrected = (await world.InvoicesOfDateAsync(January)).Single(i => i.Kind == InvoiceKind.Invoice);

        Assert.Equal((InvoiceKind.CreditNote, Eur(60m), Eur(12m)), (credit.Kind, credit.Totals.TotalWithoutTax, credit.Totals.TaxTotal));
        Assert.Equal([corrected.Id], credit.Corrects);
        Assert.All(credit.Lines, line => Assert.True(line is { Amount.Sign: > 0, Quantity: 1m }));
        Assert.Equal(1, run.Counts.CreditNotes);
    }

    [Fact]
    public async Task A_credit_bears_the_tax_rate_of_what_it_corrects_although_the_rate_has_changed()
    {
        var (world, run) = await CorrectedAsync(through: January, change: 40m, correctedOn: new(2025, 8, 1));
        var credit = Assert.Single(await world.InvoicesOfAsync(run));
        Assert.Equal((Percent.Of(20m), Eur(12m)), (credit.Lines[0].Tax!.Applied.Rate, credit.Totals.TaxTotal));
    }

    [Fact]
    public async Task What_is_billed_more_bears_the_rate_of_now()
    {
        var (world, run) = await CorrectedAsync(through: January, change: 140m, correctedOn: new(2025, 8, 1));
        var invoice = Assert.Single(await world.InvoicesOfAsync(run));
        Assert.Equal((InvoiceKind.Invoice, Percent.Of(25m), Eur(10m)), (invoice.Kind, invoice.Lines[0].Tax!.Applied.Rate, invoice.Totals.TaxTotal));
    }

    [Fact]
    public async Task Old_and_new_rate_stand_side_by_side_on_one_invoice()
    {
        var (world, run) = await CorrectedAsync(through: new(2025, 8, 1), change: 40m, correctedOn: new(2025, 8, 1));
        var invoice = Assert.Single(await world.InvoicesOfAsync(run));
        Assert.Equal([20m, 25m], invoice.Totals.TaxGroups.Select(g => g.Rate.Value).Order());
        Assert.Equal(Eur(220m), invoice.Totals.TotalWithoutTax);
        Assert.Equal(Eur(-12m + 70m), invoice.Totals.TaxTotal);
    }

    [Fact]
    public async Task A_roll_back_leaves_no_tax_point_to_an_additional_charge()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(15m) });
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        await world.BillAsync(January);
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(Start, 1m, Price(110m)), Token);
        Assert.Empty(await world.InvoicesOfAsync(await world.BillAsync(January)));
        await world.Runs.RollBackAsync(world.Actor, (await world.CalculateAsync(new(2025, 2, 28), new(2025, 6, 30))).Id, cancellationToken: Token);

        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(new(2025, 2, 28), new(2025, 7, 1))));
        Assert.Equal([(10m, 25m), (110m, 25m)], invoice.Lines.Select(l => (l.Amount.Amount, l.Tax!.Applied.Rate.Value)).Order());
    }

    [Fact]
    public async Task A_roll_back_keeps_the_tax_point_of_a_credit()
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        await world.BillAsync(January);
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(Start, 1m, Price(40m)), Token);
        await world.Runs.RollBackAsync(world.Actor, (await world.CalculateAsync(January, new(2025, 6, 30))).Id, cancellationToken: Token);

        var credit = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January, new(2025, 7, 1))));
        Assert.Equal((InvoiceKind.CreditNote, Eur(60m), Percent.Of(20m)), (credit.Kind, credit.Totals.TotalWithoutTax, credit.Lines[0].Tax!.Applied.Rate));
    }

    [Fact]
    public async Task By_setting_the_rate_is_that_of_the_end_of_the_period()
    {
        var world = await CreateAsync(entity => entity with { TaxPoint = TaxPointRule.PeriodEnd });
        var contract = AContract(ACustomer()) with { LastDay = new(2025, 7, 31) };
        await world.AddAsync(ACustomer(), contract, APart(contract) with { BillFrom = new(2025, 6, 1) });
        var invoice = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(new(2025, 9, 30))));
        Assert.Equal([20m, 25m], invoice.Lines.Select(l => l.Tax!.Applied.Rate.Value));
    }

    [Fact]
    public async Task A_document_is_a_credit_note_when_tax_makes_its_total_negative()
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer());
        await AddManualAsync(world, "untaxed", 100m, "ZERO");
        await AddManualAsync(world, "taxed", -95m, "STD");
        var document = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.CreditNote, Eur(14m)), (document.Kind, document.Totals.TotalWithTax));
    }

    [Fact]
    public async Task An_invoice_that_comes_to_zero_is_an_invoice()
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer());
        await AddManualAsync(world, "more", 100m, "STD");
        await AddManualAsync(world, "less", -100m, "STD");
        var document = Assert.Single(await world.InvoicesOfAsync(await world.BillAsync(January)));
        Assert.Equal((InvoiceKind.Invoice, Eur(0m)), (document.Kind, document.Totals.TotalWithTax));
    }

    [Fact]
    public async Task Less_than_the_minimum_waits_for_the_next_run()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(150m) });
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        var first = await world.BillAsync(January);
        var obstacle = Assert.Single(await world.ObstaclesOfAsync(first));
        Assert.Equal((ObstacleReason.BelowMinimum, 100m), (obstacle.Reason, obstacle.Waiting[0].Amount));
        Assert.Empty(await world.InvoicesOfAsync(first));

        var next = await world.BillAsync(new(2025, 2, 28));
        Assert.Equal([Eur(200m)], (await world.InvoicesOfAsync(next)).Select(i => i.Totals.TotalWithoutTax));
    }

    [Fact]
    public async Task A_customers_last_invoice_does_not_wait_for_the_minimum()
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(150m) });
        var contract = AContract(ACustomer()) with { LastDay = January };
        await world.AddAsync(ACustomer(), contract, APart(contract));
        Assert.Equal([Eur(100m)], (await world.InvoicesOfAsync(await world.BillAsync(January))).Select(i => i.Totals.TotalWithoutTax));
    }

    [Theory]
    [InlineData(BillingTiming.InAdvance, 31, true)]
    [InlineData(BillingTiming.InAdvance, 32, false)]
    [InlineData(BillingTiming.InArrears, 31, false)]
    public async Task What_is_billed_in_advance_to_its_end_does_not_wait_for_the_end(BillingTiming timing, int days, bool isLast)
    {
        var world = await CreateAsync(entity => entity with { MinimumInvoice = Eur(1000m) });
        var contract = AContract(ACustomer(), timing: timing) with { LastDay = Start.PlusDays(days - 1) };
        await world.AddAsync(ACustomer(), contract, APart(contract));
        Assert.Equal(isLast ? 1 : 0, (await world.InvoicesOfAsync(await world.BillAsync(Start.PlusDays(3)))).Count);
    }

    [Fact]
    public async Task Items_of_another_billing_entity_wait_for_its_own_run()
    {
        var other = Seller with { Id = DerivedId.Create<BillingEntity>(Tenant, "other"), Code = "OTHER", IsDefault = false };
        var world = await CreateAsync();
        var (one, two) = (AContract(ACustomer()), AContract(ACustomer(), name: "2") with { BillingEntity = other.Id });
        await world.AddAsync(other, ACustomer(), one, two, APart(one), APart(two, 7m));
        Assert.Equal([100m], await world.NetsOfAsync(await world.BillAsync(January)));

        var run = await world.Runs.PlanAsync(world.Actor, Plan(January) with { BillingEntity = other.Id }, Token);
        Assert.Equal([7m], await world.NetsOfAsync(await world.Runs.CalculateAsync(world.Actor, run.Id, cancellationToken: Token)));
    }

    [Fact]
    public async Task Pending_items_are_invoiced_when_their_day_has_come()
    {
        var world = await CreateAsync();
        await world.AddAsync(ACustomer());
        await AddManualAsync(world, "now", 10m, "STD");
        await AddManualAsync(world, "later", 20m, "STD", January.PlusDays(1));
        Assert.Equal([Eur(10m)], (await world.InvoicesOfAsync(await world.BillAsync(January))).Select(i => i.Totals.TotalWithoutTax));
    }

    private static async Task<List<Invoice>> DraftAsync(params Contract[] contracts)
    {
        var world = await CreateAsync();
        await world.AddAsync([ACustomer(), .. contracts, .. contracts.Select(contract => APart(contract))]);
        return await world.InvoicesOfAsync(await world.CalculateAsync(January));
    }

    private static async Task AddManualAsync(AWorld world, string text, decimal net, string tax, LocalDate? date = null) => await world.Items.CreateAsync(
        world.Actor,
        new()
        {
            Customer = ACustomer().Id,
            BillingEntity = Seller.Id,
            BillingDate = date ?? Start,
            Lines = [new() { Text = text, Quantity = Math.Sign(net), UnitPrice = Price(Math.Abs(net)), TaxCode = tax }],
        },
        Token);

    /// <summary>January billed at 100, then changed in retrospect, then billed through a day.</summary>
    private static async Task<(AWorld World, BillingRun Run)> CorrectedAsync(LocalDate through, decimal change, LocalDate? correctedOn = null)
    {
        var world = await CreateAsync();
        var contract = AContract(ACustomer());
        await world.AddAsync(ACustomer(), contract, APart(contract));
        await world.BillAsync(January);
        await world.Contracts.ChangeTermsAsync(world.Actor, APart(contract).Id, new(Start, 1m, Price(change)), Token);
        return (world, await world.BillAsync(through, correctedOn));
    }
}
