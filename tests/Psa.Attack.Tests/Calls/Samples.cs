using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.Attack.Tests.Calls;

/// <summary>Good facts: the ones that a world is made of, and the ones that calls are given.</summary>
internal static class Samples
{
    public static BillingInformation Complete { get; } = new()
    {
        LegalName = "Contoso GmbH",
        Email = "invoices@contoso.example",
        Language = "de",
        Currency = Currency.EUR,
        TaxCode = "S20",
        Address = new() { City = "Wien", Country = "AT" },
    };

    public static BillingEntity AnEntity(TenantId tenant) => new()
    {
        Id = default,
        Tenant = tenant,
        Code = "NEW",
        LegalName = "New GmbH",
        VatNumber = "ATU12345678",
        Address = new() { City = "Graz", Country = "AT" },
        Currency = Currency.EUR,
        TaxCode = "S20",
        PayableSteps = [Money.Of(0.05m, Currency.EUR), Money.Of(1m, Currency.SEK)],
    };

    public static TenantSettings Settings(TenantId tenant) => new() { Id = DerivedId.Create<TenantSettings>(tenant, "settings"), Tenant = tenant };

    public static TaxTable ATaxTable(TenantId tenant) => new()
    {
        Id = default,
        Tenant = tenant,
        Entries =
        [
            TaxTableEntry.Taxed("S20", "20 %", new TaxRate(new(2020, 1, 1), Percent.Of(20m))),
            TaxTableEntry.Untaxed("E", "exempt", TaxCategory.Exempt, "small business"),
            new()
            {
                Code = "QC",
                Name = "GST and QST",
                Components =
                [
                    new() { Name = "GST", Category = TaxCategory.Standard, Rates = [new(new(2020, 1, 1), Percent.Of(5m))] },
                    new() { Name = "QST", Category = TaxCategory.Standard, Rates = [new(new(2020, 1, 1), Percent.Of(9.975m))] },
                ],
            },
        ],
        DefaultCode = "S20",
    };

    public static Product AProduct(TenantId tenant) => new()
    {
        Id = default,
        Tenant = tenant,
        Number = "P-NEW",
        Name = "New product",
        Kind = ProductKind.Service,
        Unit = "C62",
        ServiceCode = "new-service",
    };

    public static UnitGroup AUnitGroup(TenantId tenant) =>
        new() { Id = default, Tenant = tenant, Name = "Pieces", BaseUnit = new("C62", 1), Units = [new("BX", 10, 1, "BX"), new("LBR", 45_359_237, 100_000_000, "LBR")] };

    public static VolumeDiscount AVolumeDiscount(TenantId tenant) => new()
    {
        Id = default,
        Tenant = tenant,
        Name = "Volume",
        Tiers = [new(new(2025, 1, 1), [new(10m, Percent.Of(5m)), new(50m, null, UnitPrice.Of(0.5m, Currency.EUR))])],
    };

    public static Product ABundle(TenantId tenant, params Id<Product>[] products) => AProduct(tenant) with
    {
        Kind = ProductKind.Bundle,
        ServiceCode = null,
        HidesComponentQuantities = true,
        Contents = [new(new(2025, 1, 1), products.Select(static product => new BundleComponent(product, 2m, "C62")).ToValueList(), Percent.Of(10m))],
    };

    /// <summary>A list for those it is assigned to, with prices of every kind of method.</summary>
    public static PriceList ANamedList(TenantId tenant, Id<Product> product, Id<VolumeDiscount> discount) => APriceList(tenant) with
    {
        IsDefault = false,
        LastDay = null,
        Items =
        [
            new(
                product,
                "C62",
                [
                    new(new(2025, 1, 1), UnitPrice.Of(3m, Currency.EUR)),
                    new(new(2026, 2, 1), PriceMethod.PercentOfList(Percent.Of(85m)), new(RoundingDirection.Up, PriceStep.EndsIn, 0.99m), discount),
                    new(new(2026, 3, 1), PriceMethod.Markup(Percent.Of(20m)), new(RoundingDirection.Nearest, PriceStep.MultipleOf, 0.25m)),
                    new(new(2026, 4, 1), PriceMethod.Margin(Percent.Of(20m), CostKind.Standard)),
                ]),
        ],
    };

    public static PriceList APriceList(TenantId tenant, params Id<Product>[] products) => new()
    {
        Id = default,
        Tenant = tenant,
        Name = "Prices",
        Currency = Currency.EUR,
        ValidFrom = new(2026, 1, 1),
        LastDay = new(2026, 12, 31),
        Items = products.Select(static product => new PriceListItem(product, "C62", [new(new(2025, 1, 1), UnitPrice.Of(2m, Currency.EUR))])).ToValueList(),
    };

    public static PriceChange APriceChange { get; } = new() { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000cc")), From = new(2026, 3, 1), Rate = Percent.Of(3m), Note = "inflation" };

    public static PriceChange AnotherPriceChange { get; } = APriceChange with { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000dd")), From = new(2026, 4, 1) };

    public static NewContract AContract(Id<Customer> customer, Id<BillingEntity> entity) => new()
    {
        Customer = customer,
        BillingEntity = entity,
        Name = "Workplaces",
        Number = "NEW",
        EffectiveFrom = new(2026, 1, 1),
        LastDay = new(2026, 12, 31),
        Renewal = new(12, 30),
        Parts = [APart()],
        Metadata = Metadata.Empty.With("crm", "42"),
    };

    public static NewContractPart APart() => new() { Text = "Workplace", Quantity = 10m, UnitPrice = UnitPrice.Of(12m, Currency.EUR), Metadata = Metadata.Empty.With("crm", "43") };

    public static NewContractPart ABlock() => new()
    {
        Text = "Hours",
        Kind = PartKind.Block,
        Quantity = 1m,
        Block = new() { Minutes = 60, CarryOverMinutes = 30, OverageRate = UnitPrice.Of(80m, Currency.EUR), Thresholds = BlockTerms.UsualThresholds },
        UnitPrice = UnitPrice.Of(70m, Currency.EUR),
    };

    public static NewContractPart AMeteredPart() => new()
    {
        Text = "Storage",
        Unit = "GB",
        Kind = PartKind.MeteredUsage,
        QuantitySource = QuantitySource.Usage("storage"),
        UnitPrice = UnitPrice.Of(0.1m, Currency.EUR),
    };

    public static IReadOnlyList<PricingScheme> Schemes { get; } =
    [
        PricingScheme.PerUnit,
        PricingScheme.Flat,
        PricingScheme.Graduated([new(0m, 10m, 5m), new(10m, null, 4m)]),
        PricingScheme.Volume([new(0m, null, 2m)]),
        PricingScheme.Package(10m, 25m),
        PricingScheme.Included(5m, 1.10m),
        PricingScheme.CostPlus(Percent.Of(10m)),
    ];

    public static IEnumerable<NewContractPart> PartsOfEveryScheme() => Schemes.Select(static scheme =>
        (scheme is CostPlusPricing ? AMeteredPart() with { UnitPrice = null } : APart()) with { Text = scheme.GetType().Name, Pricing = scheme });

    public static NewSalesItem AnItem(Id<Customer> customer, Id<BillingEntity> entity) => new()
    {
        Customer = customer,
        BillingEntity = entity,
        BillingDate = new(2026, 3, 1),
        Lines = [ALine()],
        Metadata = Metadata.Empty.With("crm", "44"),
    };

    public static NewCreditNote ACreditNote(Id<Invoice> invoice) => new()
    {
        Invoice = invoice,
        Reason = "wrong",
        Lines = [new(0, Amount: Money.Of(1m, Currency.EUR))],
        Metadata = Metadata.Empty.With("crm", "46"),
    };

    public static InvoiceContent AContent() => new()
    {
        IssueDate = new(2026, 3, 10),
        Lines = [ALine()],
        Discounts = [Discount.OfPercent(Percent.Of(10m), "loyal")],
        Charges = [new(Money.Of(2m, Currency.EUR), "freight"), new(Money.Of(1m, Currency.EUR), "stamps", "E")],
        ShipTo = new() { City = "Linz", Country = "AT" },
        BuyerReference = "cost centre",
        Introduction = "As discussed",
    };

    public static NewInvoice AnInvoice(Id<Customer> customer, Id<BillingEntity> entity) =>
        new() { Customer = customer, BillingEntity = entity, Content = AContent(), Metadata = Metadata.Empty.With("crm", "45") };

    public static NewDocumentLine ALine() => new() { Text = "Cable", Quantity = 2m, UnitPrice = UnitPrice.Of(5m, Currency.EUR) };

    public static NewDocumentLine AProductLine(Id<Product> product) => new() { Text = "Desk", Product = product, Quantity = 3m };

    public static UsageReading AReading(string id, Id<Customer> customer) => new()
    {
        Line = 1,
        SourceId = id,
        Customer = customer,
        ServiceCode = "storage",
        Date = new(2026, 1, 10),
        Quantity = 100m,
        Unit = "GB",
        Cost = 3m,
        CostCurrency = "EUR",
    };

    // each tenant has an account of its own
    public static NewUsageDelivery ADelivery(TenantId tenant) => new()
    {
        SourceCode = "cloud",
        Scope = $"account of {tenant}",
        Period = DatePeriod.Inclusive(new(2026, 1, 1), new(2026, 1, 31)),
        DeliveredAt = Instant.FromUtc(2026, 2, 1, 6, 0),
        AllowOlder = true,
        AllowShrinking = true,
        AllowDifferent = true,
        AllowRefusedRows = true,
    };

    public static IEnumerable<UsageReading> Usage(params Id<Customer>[] customers) => customers.SelectMany(static (customer, i) => new[]
    {
        AReading($"u{i}-1", customer),
        AReading($"u{i}-2", customer) with { Date = new(2026, 2, 10) },
        AReading($"u{i}-3", customer) with { Date = new(2026, 2, 20), ServiceCode = "backup", Cost = null, CostCurrency = null },
    });
}
