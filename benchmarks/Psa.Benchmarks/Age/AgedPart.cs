using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;

namespace Psa.Benchmarks.Age;

/// <summary>Parts of contracts of some age that were billed month by month all along, ready for their next month.</summary>
internal static class AgedPart
{
    /// <summary>The month that is measured, for all ages.</summary>
    internal static readonly LocalDate LastMonth = new(2026, 3, 1);

    private const int MonthsBetweenChanges = 6;

    private static readonly TenantId Tenant = new(new("5a3b1e00-0000-8000-8000-000000000002"));

    private static readonly BillingEntity Entity = new()
    {
        Id = IdOf<BillingEntity>(0),
        Tenant = Tenant,
        Code = "B",
        LegalName = "Benchmarks Ltd",
        Address = new() { Country = "DE" },
        Currency = Currency.EUR,
    };

    /// <summary>Makes parts and bills them, one run a month, through the month before <see cref="LastMonth"/>.</summary>
    /// <param name="count">How many parts.</param>
    /// <param name="months">The age; at 0 the measured month is the first.</param>
    internal static PartFacts[] Create(int count, int months)
    {
        var parts = new PartFacts[count];
        for (var i = 0; i < count; i++)
        {
            parts[i] = Facts(i, LastMonth.PlusMonths(-months));
        }

        for (var age = months; age > 0; age--)
        {
            var context = Context(LastMonth.PlusMonths(-age));
            for (var i = 0; i < count; i++)
            {
                parts[i] = parts[i] with { Ledger = PartBilling.Bill(parts[i], context).Ledger };
            }
        }

        return parts;
    }

    /// <summary>Gives what the run of a month needs: it bills through the month's last day.</summary>
    internal static BillingContext Context(LocalDate month) => new(Entity, Array.Empty<Product>(), [], new() { Id = IdOf<TaxTable>(0), Tenant = Tenant })
    {
        Run = IdOf<BillingRun>(0),
        Through = month.PlusMonths(1).PlusDays(-1),
        InvoiceDate = month,
    };

    // an old contract has had many terms: quantity and price changed twice a year
    private static PartFacts Facts(int place, LocalDate from)
    {
        var contract = new Contract
        {
            Id = IdOf<Contract>(place),
            Tenant = Tenant,
            Number = "C-1",
            Name = "Managed services",
            Customer = IdOf<Customer>(place),
            BillingEntity = Entity.Id,
            Currency = Currency.EUR,
            Status = ContractStatus.Active,
            EffectiveFrom = from,
            Cycles = [new(from, BillingCycle.Monthly.OnDay(1), BillingTiming.InAdvance, ProrationPolicy.Default)],
        };
        var terms = new List<PartTerms>();
        for (var month = from; month <= LastMonth; month = month.PlusMonths(MonthsBetweenChanges))
        {
            var price = UnitPrice.Of(10m + (terms.Count / 4m), Currency.EUR);
            terms.Add(new(month, 1 + (place % 50), price, Pricing: terms.Count == 0 ? PricingScheme.PerUnit : null));
        }

        return new()
        {
            Contract = contract,
            Part = new()
            {
                Id = IdOf<ContractPart>(place),
                Tenant = Tenant,
                Contract = contract.Id,
                Customer = contract.Customer,
                Text = "Managed workstation",
                Terms = terms.ToValueList(),
            },
        };
    }

    private static Id<T> IdOf<T>(int place) => new(new Guid(place + 1, 0, 0, new byte[8]));
}
