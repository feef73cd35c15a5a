using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>
/// The customers of a cloud bill: one a sub-account, with one contract that is billed by calendar month in arrears, and one part a service
/// that passes the billed cost on with 10 %. Ids come from the names in the bill, so a later file adds to what is there.
/// </summary>
public static class FocusWorld
{
    /// <summary>What is added to the cost.</summary>
    public static readonly Percent Margin = Percent.Of(10m);

    /// <summary>The first day of the contracts, before any data there is, so that late files find one.</summary>
    public static readonly LocalDate ContractsFrom = new(2020, 1, 1);

    private const uint Key = 2;
    private const int CustomersABatch = 500;

    /// <summary>Makes the world of a scanned file.</summary>
    public static World Create(FocusScan scan)
    {
        var ids = new WorldIds(Key);
        return new()
        {
            Name = FormattableString.Invariant($"{scan.Customers.Count} sub-accounts of a cloud bill"),
            Through = scan.Through,
            Entity = Seller.Entity(ids, "Nordlicht Cloud Resale GmbH", Currency.EUR),
            Taxes = Seller.Taxes(ids),
            Series = Seller.Series(ids),
            CustomerCount = scan.Customers.Count,
            Grows = true,
            Batches = Batches(ids, scan),
        };
    }

    /// <summary>Gives the id of a sub-account's customer.</summary>
    public static Id<Customer> CustomerId(string subAccountId) => DerivedId.Create<Customer>(WorldIds.Tenant, "focus", subAccountId);

    private static IEnumerable<WorldBatch> Batches(WorldIds ids, FocusScan scan)
    {
        foreach (var chunk in scan.Customers.OrderBy(customer => CustomerId(customer.Number)).Chunk(CustomersABatch))
        {
            var batch = new WorldBatch();
            foreach (var customer in chunk)
            {
                Write(ids, batch, customer);
            }

            yield return batch;
        }
    }

    private static void Write(WorldIds ids, WorldBatch batch, FocusCustomer one)
    {
        var customer = new Customer
        {
            Id = CustomerId(one.Number),
            Tenant = WorldIds.Tenant,
            Payer = CustomerId(one.Number),
            Number = one.Number,
            Name = one.Name,
            BillingInformation = FactsWriter.Complete(one.Name, one.Currency, Seller.Domestic),
        };
        var contract = new Contract
        {
            Id = DerivedId.Create<Contract>(WorldIds.Tenant, "focus", one.Number),
            Tenant = WorldIds.Tenant,
            Number = $"{one.Number}-A",
            Name = "Cloud services at cost plus 10 %",
            Customer = customer.Id,
            BillingEntity = ids.Of<BillingEntity>(0),
            Currency = one.Currency,
            Status = ContractStatus.Active,
            EffectiveFrom = ContractsFrom,
            Cycles = [new(ContractsFrom, BillingCycle.Monthly.OnDay(1), BillingTiming.InArrears, ProrationPolicy.Default)],
        };
        batch.Customers.Add(customer);
        batch.Contracts.Add(contract);
        batch.Parts.AddRange(one.Services.Select(service => new ContractPart
        {
            Id = DerivedId.Create<ContractPart>(WorldIds.Tenant, "focus", one.Number, service),
            Tenant = WorldIds.Tenant,
            Contract = contract.Id,
            Customer = customer.Id,
            Text = service,
            Kind = PartKind.MeteredUsage,
            QuantitySource = QuantitySource.Usage(service),
            Terms = [new(ContractsFrom, Pricing: PricingScheme.CostPlus(Margin))],
        }));
    }
}
