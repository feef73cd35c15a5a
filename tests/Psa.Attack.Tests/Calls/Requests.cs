using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;
using Psa.Lists;
using Psa.Numbering;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Usage;

namespace Psa.Attack.Tests.Calls;

/// <summary>Named values for the types of arguments that can't be made of anything: each must be right together with the others of its kind.</summary>
internal static class Requests
{
    /// <summary>Gives values of a type, the fullest first; none for a type that is made by reflection.</summary>
    public static IEnumerable<object> Of(Type type, World world)
    {
        var customers = world.IdsOf(typeof(Customer)).Select(static id => new Id<Customer>(id)).ToList();
        var entities = world.IdsOf(typeof(BillingEntity)).Select(static id => new Id<BillingEntity>(id));
        var products = world.IdsOf(typeof(Product)).Select(static id => new Id<Product>(id)).ToArray();
        return type switch
        {
            _ when type == typeof(TenantId) => [world.Tenant],
            _ when type == typeof(BillingEntity) => [Samples.AnEntity(world.Tenant), .. new[] { "NEWER", "NEWEST" }.Select(code => Samples.AnEntity(world.Tenant) with { Code = code, IsDefault = true })],
            _ when type == typeof(TenantSettings) => world.Records.Of<TenantSettings>().DefaultIfEmpty(Samples.Settings(world.Tenant)).Select(static settings => settings with { TimeZone = "Europe/Brussels" }),
            _ when type == typeof(TaxTable) => [Samples.ATaxTable(world.Tenant)],
            _ when type == typeof(Product) => [Samples.AProduct(world.Tenant), Samples.AProduct(world.Tenant) with { Number = "P-NEWER" }],
            _ when type == typeof(PriceList) => [Samples.APriceList(world.Tenant, products) with { ValidFrom = new(2027, 1, 1), LastDay = null }],
            _ when type == typeof(UnitGroup) => [Samples.AUnitGroup(world.Tenant) with { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000ee")) }],
            _ when type == typeof(VolumeDiscount) => [Samples.AVolumeDiscount(world.Tenant) with { Id = new(new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000ff")) }],
            _ when type == typeof(PriceRequest) => products.SelectMany(_ => customers.Take(1), static (product, customer) => new PriceRequest { Product = product, Customer = customer, Date = new(2026, 3, 1), Quantity = 12m }),
            _ when type == typeof(NewCustomer) => [ACustomer(), ACustomer() with { Parent = customers.Cast<Id<Customer>?>().FirstOrDefault() }],
            _ when type == typeof(Metadata) => [Metadata.Empty.With("crm", "42")],
            _ when type == typeof(ContactProfile) => [new ContactProfile("+32 9 1", "Owner", IsCompanyContact: true)],
            _ when type == typeof(BillingInformation) => [Samples.Complete],
            _ when type == typeof(NewContract) => customers.SelectMany(_ => new[] { "NEW", null }, (customer, number) => Samples.AContract(customer, world.Main) with { Number = number }),
            _ when type == typeof(NewTemplatedContract) => customers.Select(static customer => new NewTemplatedContract { Customer = customer, EffectiveFrom = new(2026, 4, 30), Number = "STARTED", PurchaseOrderNumber = "PO 8", LeavesOutInactive = true, Metadata = Metadata.Empty.With("crm", "50") }),
            _ when type == typeof(NewContractPart) => [Samples.APart(), Samples.AMeteredPart(), Samples.ABlock()],
            _ when type == typeof(PartTerms) => [AnEntry(), AnEntry() with { Pricing = null, Discount = null }],
            _ when type == typeof(PriceChange) => [Samples.AnotherPriceChange],
            _ when type == typeof(CycleTerms) => [new CycleTerms(new(2026, 4, 1), BillingCycle.Quarterly, BillingTiming.InAdvance, ProrationPolicy.Default)],
            _ when type == typeof(PriceListAssignment) => [new PriceListAssignment(new(2026, 4, 1), world.IdsOf(typeof(PriceList)).Select(static id => (Id<PriceList>?)new(id)).LastOrDefault()), new PriceListAssignment(new(2026, 4, 1))],
            _ when type == typeof(PriceEscalation) => [new PriceEscalation(new(2026, 7, 1), Percent.Of(3m))],
            _ when type == typeof(Suspension) => [new Suspension(new(2026, 3, 10), null, "paused")],
            _ when type == typeof(TerminationRequest) => [new TerminationRequest { On = new(2026, 4, 30), Reason = "gone", ByAgreement = true }],
            _ when type == typeof(NewNumberSeries) =>
                entities.SelectMany(static entity => Enum.GetValues<NumberPurpose>(), static (entity, purpose) => new NewNumberSeries { BillingEntity = entity, Purpose = purpose, Pattern = "{yyyy}/{seq:000}" }),
            _ when type == typeof(BillingRunPlan) => entities.SelectMany(_ => new[] { ValueList<Id<Customer>>.Empty, customers.Take(1).ToValueList() }, static (entity, payers) => new BillingRunPlan { BillingEntity = entity, Through = new(2026, 3, 31), Payers = payers }),
            _ when type == typeof(NewInvoice) => customers.Select(customer => Samples.AnInvoice(customer, world.Main)),
            _ when type == typeof(InvoiceContent) => [Samples.AContent(), Samples.AContent() with { Lines = [.. products.Take(1).Select(Samples.AProductLine), Samples.ALine()] }, Samples.AContent() with { Lines = [Samples.ALine(), Samples.ALine()], Discounts = [], Charges = [] }],
            _ when type == typeof(BillingRunOptions) => [BillingRunOptions.Default, BillingRunOptions.Default with { BatchSize = 2 }],
            _ when type == typeof(NewSalesItem) => customers.Select(customer => Samples.AnItem(customer, world.Main)),
            _ when type == typeof(NewCreditNote) => world.IdsOf(typeof(Invoice)).Select(static id => Samples.ACreditNote(new(id))),
            _ when type == typeof(NewDocumentLine) => [Samples.ALine(), .. products.Take(1).Select(Samples.AProductLine)],
            _ when type == typeof(UsageReading) => customers.Select(static customer => Samples.AReading("new", customer)),
            _ when type == typeof(NewUsageDelivery) => [Samples.ADelivery(world.Tenant), Samples.ADelivery(world.Tenant) with { Scope = "account-2" }],
            _ when type == typeof(UsageSource) => [new UsageSource("vendor")],
            _ when type == typeof(ContractWizard) => customers.Select(customer => AWizard(customer, world)),
            _ when type == typeof(ListFilter) => [AFilter(), ListFilter.Where("number", FilterOperator.Empty)],
            _ when type == typeof(ListRequest) => [new ListRequest { Filter = AFilter(), Search = "a \"b c\"", SortBy = "customerName", Descending = true, Day = new(2026, 3, 1) }, new ListRequest()],
            _ when type == typeof(NewSavedFilter) => [new NewSavedFilter { List = ListKind.SalesItems, Name = "Newer", IsShared = true, Filter = AFilter(), Search = "a", SortBy = "customerName", Descending = true }],
            _ when PaymentRequests.Of(type, world) is { } payments => payments,
            _ when OfferRequests.Of(type, world) is { } offers => offers,
            _ when WorkRequests.Of(type, world) is { } works => works,
            _ when AdjustmentRequests.Of(type, world) is { } adjustments => adjustments,
            _ when StockRequests.Of(type, world) is { } stock => stock,
            _ when DemandRequests.Of(type, world) is { } demands => demands,
            _ when PurchaseRequests.Of(type, world) is { } purchases => purchases,
            _ when ReturnRequests.Of(type, world) is { } returns => returns,
            _ when type == typeof(PricingScheme) => Samples.Schemes,
            _ => [],
        };
    }

    private static ListFilter AFilter() => ListFilter.All(ListFilter.Where("number", FilterOperator.Contains, "a"), ListFilter.Not(ListFilter.Any(ListFilter.Where("customerName", FilterOperator.Equal, "b"))));

    private static PartTerms AnEntry() =>
        new(new(2026, 2, 1), 11m, UnitPrice.Of(13m, Currency.EUR), Discount.OfPercent(Percent.Of(5m), "loyal"), PricingScheme.PerUnit, 2m, "raised");

    private static NewCustomer ACustomer() => new() { Number = "NEW", Name = "New customer", Contacts = [new("Ann", "ann@new.example")], BillingInformation = Samples.Complete, Metadata = Metadata.Empty.With("crm", "41") };

    private static ContractWizard AWizard(Id<Customer> customer, World world) => new()
    {
        Customer = customer,
        CustomerName = "Contoso",
        Step = ContractWizardStep.Finish,
        BillingInformation = Samples.Complete,
        Terms = Samples.AContract(customer, world.Main) with { Parts = [] },
        Parts = [Samples.APart()],
        PartsFilledIn = true,
    };
}
