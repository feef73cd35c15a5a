using Psa.Samples.BillingRun.Worlds;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>
/// The customers of a cloud bill: one a sub-account (or billing account, for what is charged to none), with one contract that is billed by calendar month in arrears, and one part a service
/// that passes the billed cost on with 10 %. Ids come from the names in the bill, so a later file adds to what is there.
/// </summary>
public static class FocusWorld
{
    /// <summary>What is added to the cost.</summary>
    public static readonly Percent Margin = Percent.Of(10m);

    /// <summary>The first day of the contracts, before any data there is, so that late files find one.</summary>
    public static readonly LocalDate ContractsFrom = new(2020, 1, 1);

    /// <summary>The last day that can be billed: that of <c>--through</c>.</summary>
    public static readonly LocalDate LastDay = CommandLine.LastDate;

    private const uint Key = 2;
    private const int CustomersABatch = 500;

    /// <summary>Makes the world of what was scanned, all its customers included.</summary>
    public static World Create(FocusScan scan) => Create(scan, FocusCustomers.None);

    /// <summary>Makes the world of what was scanned.</summary>
    /// <param name="scan">What the files hold.</param>
    /// <param name="unknown">The customers that aren't there and aren't to be made.</param>
    public static World Create(FocusScan scan, IReadOnlySet<string> unknown)
    {
        var ids = new WorldIds(Key);
        var customers = scan.Customers.Where(customer => !unknown.Contains(customer.Number)).ToList();
        return new()
        {
            Name = FormattableString.Invariant($"{customers.Count} accounts of a cloud bill"),
            Through = scan.Through,
            Entity = Seller.Entity(ids, "Nordlicht Cloud Resale GmbH", Currency.EUR),
            Taxes = Seller.Taxes(ids),
            Series = Seller.Series(ids),
            CustomerCount = customers.Count,
            Grows = true,
            Batches = Batches(ids, customers),
        };
    }

    /// <summary>Gives the id of an account's customer.</summary>
    public static Id<Customer> CustomerId(string account) => DerivedId.Create<Customer>(WorldIds.Tenant, "focus", account);

    private static IEnumerable<WorldBatch> Batches(WorldIds ids, List<FocusCustomer> customers)
    {
        foreach (var chunk in customers.OrderBy(customer => CustomerId(customer.Number)).Chunk(CustomersABatch))
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
