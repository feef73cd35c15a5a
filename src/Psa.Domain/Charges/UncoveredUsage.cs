using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Usage;

namespace Psa.Charges;

/// <summary>
/// Usage of a service that no part covers becomes a pay-as-you-go item at catalog price, a month at a time. It is billed by the same engine as a part:
/// a part made up from the catalog, whose id is derived from customer and service.
/// </summary>
public static class UncoveredUsage
{
    /// <summary>Derives the id under which a customer's uncovered usage of a service is billed.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="serviceCode">The vendor's service.</param>
    /// <returns>The id: the same, always.</returns>
    [Pure]
    public static Id<ContractPart> PartId(TenantId tenant, Id<Customer> customer, string serviceCode) =>
        DerivedId.Create<ContractPart>(tenant, "uncovered usage", customer.ToString(), serviceCode);

    /// <summary>Gives the usage of a service on days on which no part reads its counter, whether or not the part bills that day.</summary>
    /// <param name="usage">The customer's usage of the service, ascending by date.</param>
    /// <param name="readers">The parts that read the service's counter, with their contracts.</param>
    /// <returns>The uncovered records, in the same order.</returns>
    [Pure]
    public static IReadOnlyList<UsageRecord> Of(IReadOnlyList<UsageRecord> usage, IReadOnlyList<(Contract Contract, ContractPart Part)> readers)
    {
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentNullException.ThrowIfNull(readers);
        if (readers.Count == 0)
        {
            return usage;
        }

        var uncovered = new List<UsageRecord>();
        foreach (var record in usage)
        {
            if (!IsRead(record.Date, readers))
            {
                uncovered.Add(record);
            }
        }

        return uncovered;
    }

    /// <summary>Tells whether a part reads a counter on a day.</summary>
    /// <param name="contract">The part's contract.</param>
    /// <param name="part">The part.</param>
    /// <param name="date">The day.</param>
    /// <returns>Whether the day lies within the part's dates, suspended or in trial or not.</returns>
    [Pure]
    public static bool IsRead(Contract contract, ContractPart part, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(part);
        return contract.Status.IsBilled
            && date >= contract.EffectiveFrom
            && date.IsOnOrAfter(part.EffectiveFrom)
            && date.IsBefore(contract.EndExclusive())
            && date.IsOnOrBefore(part.LastDay);
    }

    /// <summary>Makes up the contract and part under which the engine bills uncovered usage.</summary>
    internal static (Contract Contract, ContractPart Part) Terms(Customer customer, string serviceCode, LocalDate from, Currency currency, BillingContext context, Product? product)
    {
        var id = PartId(context.Tenant, customer.Id, serviceCode);
        var start = new LocalDate(from.Year, from.Month, 1);
        var contract = new Contract
        {
            Id = new(id.Value),
            Tenant = context.Tenant,
            Number = string.Empty,
            Name = serviceCode,
            Customer = customer.Id,
            BillingEntity = context.Entity.Id,
            Currency = currency,
            Status = ContractStatus.Active,
            EffectiveFrom = start,
            Cycles = [new(start, BillingCycle.Monthly.OnDay(1), BillingTiming.InArrears, ProrationPolicy.Default)],
        };
        return (contract, new()
        {
            Id = id,
            Tenant = context.Tenant,
            Contract = contract.Id,
            Customer = customer.Id,
            Product = product?.Id,
            Text = product?.Name ?? serviceCode,
            Unit = product?.Unit ?? "C62",
            Kind = PartKind.MeteredUsage,
            QuantitySource = QuantitySource.Usage(serviceCode),
            PriceBehaviour = PriceBehaviour.UseCurrent,
            Terms = [new(start, Pricing: PricingScheme.PerUnit)],
        });
    }

    private static bool IsRead(LocalDate date, IReadOnlyList<(Contract Contract, ContractPart Part)> readers)
    {
        foreach (var (contract, part) in readers)
        {
            if (IsRead(contract, part, date))
            {
                return true;
            }
        }

        return false;
    }
}
