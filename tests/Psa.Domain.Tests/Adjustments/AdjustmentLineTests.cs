using System.Globalization;
using Psa.Access;
using Psa.Adjustments;
using Psa.Documents;
using Psa.Domain.Tests.Inventory;
using Psa.Domain.Tests.Returns;
using Psa.Domain.Tests.Work;
using Psa.Inventory;
using Psa.Services;
using static Psa.Domain.Tests.Adjustments.AdjustmentDesk;
using static Psa.Domain.Tests.Runs.AWorld;
using Cable = Psa.Domain.Tests.Inventory.StockDesk;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>What lines of either pane are worth, under which tax code, and who sees what they came to.</summary>
public sealed class AdjustmentLineTests
{
    [Fact]
    public async Task An_agreement_line_has_the_price_and_the_tax_code_that_it_would_be_billed_with()
    {
        var desk = await OpenAsync();
        var documents = desk.Services;
        var settings = new SettingsService(desk.World.Store, desk.World.Clock);
        await settings.SaveAsync(desk.World.Actor, (await settings.GetAsync(desk.World.Actor, Token)) with { ServiceKinds = [new("SLA", "Service agreement", IsAgreement: true)] }, Token);
        var unknown = AProduct with { Id = DerivedId.Create<Psa.Catalog.Product>(Tenant, "unknown"), Number = "UNKNOWN", Name = "Unknown" };
        await desk.World.AddAsync(unknown);
        var written = await documents.WriteAsync(
            desk.World.Actor,
            new()
            {
                Number = "A1",
                Kind = "SLA",
                Customer = Customer.Id,
                Content = new() { Date = new(2025, 1, 20), Lines = [new() { Product = AProduct.Id, Quantity = 4m }, new() { Product = unknown.Id, Quantity = 1m }] },
            },
            Token);
        await documents.IssueAsync(desk.World.Actor, written.Id, Token);

        var offered = (await desk.OfferAsync()).AsEnumerable().Where(static line => line.Line.Source == "SLA").ToList();
        Assert.Equal([(AdjustmentPane.Billed, true), (AdjustmentPane.Billed, false)], offered.Select(static line => (line.Selected.Pane, line.IsPriced)));
        Assert.Equal(("STD", "2.00 EUR"), (offered[0].TaxCode, Assert.Single(offered[0].Selected.Values).ToString()));

        await desk.PerformAsync(50m);
        await RefusedAsync(AdjustmentErrors.NoPrice, () => desk.AdjustAsync());
        var priced = (await desk.AllAsync()) is var all ? all with { Selection = [.. all.Selection.AsEnumerable().Where(static line => !line.Values.IsEmpty)] } : null!;
        Assert.Equal(-52m, Difference((await desk.Adjustments.PreviewAsync(desk.World.Actor, priced, Token)).Adjustment));
    }

    [Fact]
    public async Task Free_goods_are_worth_what_their_charge_says()
    {
        var desk = await ChargeDesk.OpenAsync(price: 10m);
        var adjustments = new AdjustmentService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock), new TaxTableCalculator());
        await desk.Stock.ReceiveAsync(9m, 30m);
        var own = await desk.Charges.AskAsync(
            desk.World.Actor,
            new() { Owner = StockChargeOwner.Of(desk.Contract.Id), IsFree = true, Line = new() { Text = "Cable", Product = Cable.Cable.Id, Quantity = 4m, UnitPrice = Price(9.99m), Discount = Psa.Catalog.Discount.OfPercent(Percent.Of(10m)), TaxCode = "ZERO" } },
            Token);
        await desk.DeliverAsync(own, 4m);
        var usual = await desk.AskAsync(2m, isFree: true);
        await desk.DeliverAsync(usual, 2m);

        // its price is kept
        await desk.World.UpdateAsync(APriceList with { Items = [new(Cable.Cable.Id, "C62", [new(new(2000, 1, 1), Price(99m))])] });
        var offered = await adjustments.OfferAsync(desk.World.Actor, January() with { Customer = desk.Customer.Id, LastDay = new(2025, 12, 31) }, Token);

        Assert.Equal([("STD", "20 EUR"), ("ZERO", "35.964 EUR")], offered.AsEnumerable().Select(static line => (line.TaxCode, Assert.Single(line.Selected.Values).ToString())).Order());
    }

    [Theory]
    [InlineData("STD", null, "ZERO")]
    [InlineData("STD", null, "LOW")]
    [InlineData("ZERO", "STD", "ZERO")]
    [InlineData("LOW", "STD", "STD")]
    public async Task A_price_with_tax_is_freed_of_its_own_tax_as_it_is_billed(string ofEntity, string? ofProduct, string ofCustomer)
    {
        var desk = await ChargeDesk.OpenAsync(price: 120m);
        await WithTaxAsync(desk, ofEntity);
        await desk.World.UpdateAsync(Cable.Cable with { TaxCode = ofProduct });
        await desk.World.UpdateAsync(desk.Customer with { BillingInformation = Complete with { TaxCode = ofCustomer } });
        await desk.Stock.ReceiveAsync(9m, 30m);
        await desk.DeliverAsync(await desk.AskAsync(1m, isFree: true), 1m);
        var services = new ServiceDocumentService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock));
        var written = await services.WriteAsync(desk.World.Actor, new() { Number = "S1", Customer = desk.Customer.Id, Content = new() { Date = Start, Lines = [new() { Product = Cable.Cable.Id, Quantity = 1m }] } }, Token);
        await services.IssueAsync(desk.World.Actor, written.Id, Token);
        var billed = await desk.AskAsync(1m);
        await desk.DeliverAsync(billed, 1m);

        var invoice = Assert.Single(await desk.BillAsync(new(2025, 1, 31)));
        Assert.Equal(100m, invoice.Totals.TotalWithoutTax.Amount);
        Assert.Equal(["100 EUR", "100 EUR"], (await OfferedAsync(desk)).Select(static line => Assert.Single(line.Selected.Values).ToString()));
    }

    [Theory]
    [InlineData("STD", "100.00")]
    [InlineData("ZERO", "99.80")]
    public async Task A_discount_by_amount_is_off_the_price_that_is_billed(string ofCustomer, string expected)
    {
        var desk = await ChargeDesk.OpenAsync(price: 121.2m);
        await WithTaxAsync(desk, "STD");
        await desk.World.UpdateAsync(desk.Customer with { BillingInformation = Complete with { TaxCode = ofCustomer } });
        await desk.Stock.ReceiveAsync(9m, 30m);
        foreach (var isFree in new[] { true, false })
        {
            await DiscountedAsync(desk, 1m, 121.2m, 1.2m, isFree);
        }

        // with its own tax in the price the discount is with tax too
        Assert.Equal(expected, Assert.Single(await desk.BillAsync(new(2025, 1, 31))).Totals.TotalWithoutTax.ToString("A"));
        Assert.Equal(expected, Assert.Single(await OfferedAsync(desk)).Selected.Values[0].Round(Rounding.HalfUp).ToString("A"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_that_can_not_be_taxed_keeps_no_other_back(bool isInclusive)
    {
        var desk = await OpenAsync(entity: entity => entity with { PriceMode = isInclusive ? Psa.Sellers.PriceMode.TaxInclusive : entity.PriceMode });
        await desk.World.UpdateAsync(Taxes with { Entries = [.. Taxes.Entries, Psa.Catalog.TaxTableEntry.Untaxed("OLD", "Old", Psa.Catalog.TaxCategory.ZeroRated)] });
        var taken = await desk.PerformAsync(30m, taxCode: "OLD");
        await desk.AdjustAsync();
        var untaxed = await desk.PerformAsync(50m, taxCode: "OLD");
        await desk.PerformAsync(20m);
        await desk.World.UpdateAsync(Taxes);

        // what was taken stands, and asks for nothing
        var offered = (await desk.OfferAsync()).AsEnumerable().ToDictionary(static line => line.Line.Document!);
        Assert.Equal((false, "OLD", "tax.unknown_code"), (offered[untaxed.Number!].IsPriced, offered[untaxed.Number!].TaxCode, offered[untaxed.Number!].Tax?.Code));
        Assert.Equal((2, true, "STD", null), (offered.Count, offered["S3"].IsPriced, offered["S3"].TaxCode, offered["S3"].Tax));

        var all = await desk.AllAsync();
        Assert.Equal(20m, Difference(await desk.PreviewedAsync()));
        var refused = await RefusedAsync(AdjustmentErrors.NoTax, () => desk.CreateAsync(all));
        Assert.Contains(untaxed.Number!, refused.Message, StringComparison.Ordinal);
        Assert.Contains("'OLD'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(20m, Difference(await desk.CreateAsync(all with { Selection = [offered["S3"].Selected] })));

        // mended, it is a line as any other; canceled, it is gone
        await desk.World.UpdateAsync(Taxes with { Entries = [.. Taxes.Entries, Psa.Catalog.TaxTableEntry.Untaxed("OLD", "Old", Psa.Catalog.TaxCategory.ZeroRated)] });
        await desk.Services.CancelAsync(desk.World.Actor, taken.Id, "wrong", Token);
        Assert.Equal(20m, Difference(await desk.PreviewedAsync()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Time_is_summed_exactly_and_rounded_once(int entries)
    {
        var desk = await WorkDesk.OpenAsync();
        await desk.World.UpdateAsync(APriceList with { Items = [.. APriceList.Items, new(WorkDesk.Support.Id, "HUR", [new(new(2000, 1, 1), Price(33.335m))])] });
        var ticket = await desk.TicketAsync(isFree: true);
        for (var i = 0; i < entries; i++)
        {
            await desk.ApproveAsync(await desk.SubmitAsync(ticket, 60 / entries));
        }

        var adjustments = new AdjustmentService(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock), new TaxTableCalculator());
        var content = January() with { Customer = desk.Customer.Id, Force = true };
        var offered = await adjustments.OfferAsync(desk.World.Actor, content, Token);
        content = content with { Selection = [.. offered.AsEnumerable().Select(static line => line.Selected)] };

        Assert.Equal(entries, offered.Count);
        Assert.Equal(33.34m, Difference((await adjustments.PreviewAsync(desk.World.Actor, content, Token)).Adjustment));
    }

    [Theory]
    [InlineData(3, "10.445", "2", "29.34")]
    [InlineData(6, "1.0225", "1", "5.14")]
    public async Task Free_goods_less_an_amount_are_summed_exactly_over_their_deliveries(int quantity, string price, string off, string expected)
    {
        foreach (var deliveries in new[] { 1, 3 })
        {
            var desk = await ChargeDesk.OpenAsync();
            await desk.Stock.ReceiveAsync(9m, 30m);
            await DiscountedAsync(desk, quantity, decimal.Parse(price, CultureInfo.InvariantCulture), decimal.Parse(off, CultureInfo.InvariantCulture), isFree: true, deliveries);
            var offered = await OfferedAsync(desk);
            var content = January(offered.ConvertAll(static line => line.Selected).ToArray()) with { Customer = desk.Customer.Id, LastDay = new(2025, 12, 31), Force = true };

            Assert.Equal(deliveries, offered.Count);
            Assert.Equal(expected, (await Adjustments(desk).PreviewAsync(desk.World.Actor, content, Token)).Adjustment.Differences[0].Amount.ToString("A"));
        }
    }

    [Fact]
    public async Task What_came_back_for_good_is_missing_of_its_own_delivery()
    {
        var back = await ReturnDesk.OpenAsync();
        var desk = back.Desk;
        await desk.Stock.ReceiveAsync(9m, 30m);
        var charge = await desk.AskAsync(3m, isFree: true);
        await desk.DeliverAsync(charge, 1m);
        desk.World.Clock.Advance(NodaTime.Duration.FromDays(3));
        await desk.DeliverAsync(charge, 2m);

        await back.BackAsync(charge, 1m);
        var one = await KeptAsync();
        await back.BackAsync(charge, 1m, Psa.Returns.ReturnKind.Replace);
        Assert.Equal(one, await KeptAsync());
        Assert.Equal(2m, one.Sum(static line => line.Quantity));

        async Task<List<(NodaTime.LocalDate Date, decimal Quantity)>> KeptAsync() => [.. (await OfferedAsync(desk)).Select(static line => (line.Line.Date, line.Line.Quantity))];
    }

    [Fact]
    public async Task A_client_sees_what_concerns_it_and_is_told_what_is_stored()
    {
        var desk = await OpenAsync();
        await desk.PerformAsync(80m);
        var draft = await desk.Adjustments.DraftAsync(desk.World.Actor, new() { Content = January() }, Token);
        var made = await desk.AdjustAsync();
        var client = ClientOf(Customer);
        var other = ClientOf(ACustomer("C2"));
        await desk.World.AddAsync(ACustomer("C2"));

        Assert.Equal([made], (await desk.Adjustments.ListAsync(client, new(), new(), Token)).Items);
        Assert.Equal(made, await desk.Adjustments.FindAsync(client, made.Id, Token));
        Assert.Null(await desk.Adjustments.FindAsync(client, draft.Id, Token));
        var report = await desk.Adjustments.ReportAsync(client, made with { Differences = [], Lines = [] }, Token);
        Assert.Equal(await desk.Adjustments.ReportAsync(desk.World.Actor, made, Token), report);

        Assert.Empty((await desk.Adjustments.ListAsync(other, new(), new(), Token)).Items);
        Assert.Null(await desk.Adjustments.FindAsync(other, made.Id, Token));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => desk.Adjustments.ReportAsync(other, made, Token));
    }

    private static AdjustmentService Adjustments(ChargeDesk desk) => new(desk.World.Store, desk.World.Clock, new OrderedIdGenerator(desk.World.Clock), new TaxTableCalculator());

    private static async Task<List<OfferedLine>> OfferedAsync(ChargeDesk desk) =>
        [.. (await Adjustments(desk).OfferAsync(desk.World.Actor, January() with { Customer = desk.Customer.Id, LastDay = new(2025, 12, 31) }, Token)).AsEnumerable()];

    // prices hold the tax of the entity's code, 20 %, 10 % or none
    private static async Task WithTaxAsync(ChargeDesk desk, string code)
    {
        await desk.World.UpdateAsync(Taxes with { Entries = [.. Taxes.Entries, Psa.Catalog.TaxTableEntry.Taxed("LOW", "VAT", new Psa.Catalog.TaxRate(new(2000, 1, 1), Percent.Of(10m)))] });
        await desk.World.UpdateAsync(Seller with { PriceMode = Psa.Sellers.PriceMode.TaxInclusive, TaxCode = code });
        await desk.World.UpdateAsync(APriceList with { PriceMode = Psa.Sellers.PriceMode.TaxInclusive, Items = [.. APriceList.Items, new(Cable.Cable.Id, "C62", [new(new(2000, 1, 1), Price(120m))])] });
    }

    private static async Task DiscountedAsync(ChargeDesk desk, decimal quantity, decimal price, decimal off, bool isFree, int deliveries = 1)
    {
        desk.World.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        var charge = await desk.Charges.AskAsync(
            desk.World.Actor,
            new()
            {
                Owner = StockChargeOwner.Of(desk.Contract.Id),
                IsFree = isFree,
                Line = new() { Text = "Cable", Product = Cable.Cable.Id, Quantity = quantity, UnitPrice = Price(price), Discount = Psa.Catalog.Discount.OfAmount(Eur(off)) },
            },
            Token);
        for (var i = 0; i < deliveries; i++)
        {
            await desk.DeliverAsync(charge, quantity / deliveries);
        }
    }

    private static Actor ClientOf(Psa.Customers.Customer customer) => Actor.Create(Tenant, UserId.Of("client"), "Client", [Role.Client], AccessTable.Default, customer.Id.Value);
}
