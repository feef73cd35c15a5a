using NodaTime;
using Psa.Contracts;
using Psa.Customers;
using Psa.Runs;

namespace Psa.Domain.Tests.Runs;

/// <content>Records to begin with; tests change them with <c>with</c>.</content>
internal sealed partial class AWorld
{
    public static BillingInformation Complete { get; } = new()
    {
        LegalName = "Buyer BV",
        Email = "billing@buyer.example",
        Language = "en",
        Address = new() { City = "Gent", Country = "BE" },
        Currency = Currency.EUR,
        TaxCode = "STD",
    };

    public static UnitPrice Price(decimal amount) => UnitPrice.Of(amount, Currency.EUR);

    public static Money Eur(decimal amount) => Money.Of(amount, Currency.EUR);

    public static Customer ACustomer(string number = "C1") => new()
    {
        Id = DerivedId.Create<Customer>(Tenant, "customer", number),
        Payer = DerivedId.Create<Customer>(Tenant, "customer", number),
        Tenant = Tenant,
        Number = number,
        Name = $"Customer {number}",
        BillingInformation = Complete,
    };

    public static Contract AContract(Customer customer, BillingTiming timing = BillingTiming.InAdvance, BillingCycle? cycle = null, LocalDate? from = null, string name = "1") => new()
    {
        Id = DerivedId.Create<Contract>(Tenant, "contract", customer.Number, name),
        Tenant = Tenant,
        Number = $"{customer.Number}-{name}",
        Name = name,
        Customer = customer.Id,
        BillingEntity = Seller.Id,
        Currency = Currency.EUR,
        Status = ContractStatus.Active,
        EffectiveFrom = from ?? Start,
        Cycles = [new(from ?? Start, cycle ?? BillingCycle.Monthly.OnDay(1), timing, ProrationPolicy.Default)],
    };

    public static ContractPart APart(Contract contract, decimal price = 100m, decimal quantity = 1m, string name = "1") => new()
    {
        Id = DerivedId.Create<ContractPart>(Tenant, "part", contract.Number, name),
        Tenant = Tenant,
        Contract = contract.Id,
        Customer = contract.Customer,
        Text = $"Service {name}",
        Terms = [new(contract.EffectiveFrom, quantity, Price(price), Pricing: PricingScheme.PerUnit)],
    };

    /// <summary>Reads the counter of the service <c>svc</c>.</summary>
    public static ContractPart AMeter(Contract contract, decimal price = 2m, decimal committed = 0m, string name = "m") =>
        APart(contract, price, committed, name) with { Kind = PartKind.MeteredUsage, QuantitySource = QuantitySource.Usage("svc") };

    /// <summary>The worlds' clocks stand still, and their runs go on for years.</summary>
    public static BillingRunPlan Plan(LocalDate through, LocalDate? invoiceDate = null, int? partitions = null) =>
        new() { BillingEntity = Seller.Id, Through = through, InvoiceDate = invoiceDate, Partitions = partitions, AllowFarDates = true };
}
