using System.Linq;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>
/// Puts what a customer used beside what was billed for it (R-RECONCILE). What should be billed is what the run's own rules come to, over periods that the run needn't look at as well;
/// what a run would bill is what they come to over those that it looks at.
/// </summary>
internal static class UsageReconciliations
{
    /// <summary>Reconciles a customer's usage with the items of one billing entity.</summary>
    /// <param name="facts">The customer as stored: usage and items of parts that read counters, from the period that holds <paramref name="since"/> on.</param>
    /// <param name="payer">Who pays for it.</param>
    /// <param name="since">Periods that end on it or later are listed, and whatever the run would bill of earlier ones.</param>
    /// <param name="context">The run that it is compared with.</param>
    /// <returns>In the order of service, period and part.</returns>
    internal static List<UsageReconciliation> Of(CustomerFacts facts, Customer payer, LocalDate since, BillingContext context)
    {
        if (facts.Fault is { } fault)
        {
            return [Unread(facts.Customer, Obstacle.Of(fault), since, context)];
        }

        var rows = new List<UsageReconciliation>();
        var asRun = CustomerReconciliation.PartsOf(facts, payer, context, ReadsUsage);
        var all = CustomerReconciliation.PartsOf(Widened(facts, since), payer, context, ReadsUsage);
        for (var i = 0; i < all.Count; i++)
        {
            var readsElsewhere = all[i].Source == SalesItemSource.VendorUsage && facts.Parts.Any(part => part.QuantitySource.ServiceCode == all[i].Part.QuantitySource.ServiceCode);
            try
            {
                rows.AddRange(new PartReconciliation(all[i], asRun[i], facts.Customer, readsElsewhere, context).Rows(since));
            }
#pragma warning disable CA1031 // one bad part never stops the others, whatever is wrong with it
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                rows.Add(Unread(facts.Customer, Obstacle.Of(thrown), since, context) with { ServiceCode = all[i].Part.QuantitySource.ServiceCode!, Part = all[i].Part.Id });
            }
        }

        return [.. rows.OrderBy(static row => row.ServiceCode, StringComparer.Ordinal).ThenBy(static row => row.Period.Start).ThenBy(static row => row.Part)];
    }

    /// <summary>Lets periods from a day on be looked at again, of whatever reads a counter.</summary>
    internal static CustomerFacts Widened(CustomerFacts facts, LocalDate since)
    {
        var readers = facts.Parts.Where(static part => ReadsUsage(part, ledger: null)).Select(static part => part.Id).ToHashSet();
        return facts with
        {
            Ledgers = [.. facts.Ledgers.Select(ledger =>
                ledger.ServiceCode is not null || (ledger.Through is not null && readers.Contains(ledger.Part)) ? ledger with { DirtyFrom = OpenDates.Earlier(ledger.DirtyFrom, since) } : ledger)],
        };
    }

    private static bool ReadsUsage(ContractPart part, PartLedger? ledger) => part.QuantitySource.Kind == QuantitySourceKind.Usage;

    private static UsageReconciliation Unread(Customer customer, Obstacle obstacle, LocalDate since, BillingContext context) => new()
    {
        Customer = customer.Id,
        CustomerNumber = customer.Number,
        ServiceCode = string.Empty,
        Period = DatePeriod.Inclusive(LocalDate.Min(since, context.Through), context.Through),
        Used = 0m,
        BilledQuantity = 0m,
        Billed = Money.Zero(context.Entity.Currency),
        WouldBill = Money.Zero(context.Entity.Currency),
        Gaps = [new(UsageGapCause.Blocked, 0m, Money: null, obstacle.Code, obstacle.Message)],
    };
}
