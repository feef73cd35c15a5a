using System.Linq;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>
/// Listens to what changes of facts and stages what that does to ledgers. A ledger is written with every change, also when its dates stay: a run that read the facts before the change
/// then conflicts with it and reads them again, instead of settling what it hasn't seen.
/// </summary>
internal static class LedgerMarks
{
    private const int ChunkSize = 500;

    /// <summary>Notes that a contract and with it its parts changed.</summary>
    internal static async Task MarkAsync(this IPsaSession session, Contract before, Contract after, IReadOnlyList<ContractPart> parts, CancellationToken cancellationToken)
    {
        if (ContractChanges.FirstChangedDay(before, after) is not { } day || !(before.Status.IsBilled || after.Status.IsBilled))
        {
            return;
        }

        var (reads, mayUncover) = (
            before.Status.IsBilled != after.Status.IsBilled || before.EffectiveFrom != after.EffectiveFrom || before.EndExclusive() != after.EndExclusive(),
            after.EffectiveFrom > before.EffectiveFrom || EndsEarlier(before.EndExclusive(), after.EndExclusive()));
        foreach (var part in parts)
        {
            await session.LowerAsync(part, Ledgers.DirtyDate(before, after, day), usage: null, cancellationToken).ConfigureAwait(false);
            if (reads && part.ReadsUsage() is { } service)
            {
                await session.LowerUncoveredAsync(part.Customer, service, day, mayUncover, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Notes that a part changed.</summary>
    internal static async Task MarkAsync(this IPsaSession session, Contract contract, ContractPart before, ContractPart after, CancellationToken cancellationToken)
    {
        if (ContractChanges.FirstChangedDay(before, after, contract) is not { } day || !contract.Status.IsBilled)
        {
            return;
        }

        await session.LowerAsync(after, Ledgers.DirtyDate(contract, contract, day), usage: null, cancellationToken).ConfigureAwait(false);
        var (lost, gained) = (before.ReadsUsage(), after.ReadsUsage());
        var moved = lost != gained;
        if (lost is not null && (moved || before.FirstDay(contract) != after.FirstDay(contract) || before.LastDay != after.LastDay))
        {
            var mayUncover = moved || after.FirstDay(contract) > before.FirstDay(contract) || EndsEarlier(before.LastDay, after.LastDay);
            await session.LowerUncoveredAsync(before.Customer, lost, day, mayUncover, cancellationToken).ConfigureAwait(false);
        }

        if (gained is not null && moved)
        {
            await session.LowerUncoveredAsync(after.Customer, gained, day, mayUncover: false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes a part's ledger as it is, before something is decided by what was billed of it: a run that bills the part meanwhile conflicts.</summary>
    internal static Task HoldAsync(this IPsaSession session, ContractPart part, CancellationToken cancellationToken) =>
        session.LowerAsync(part, LocalDate.MaxIsoValue, usage: null, cancellationToken);

    /// <summary>Notes that a part is to be looked at again from the start of a period on.</summary>
    /// <param name="session">The session.</param>
    /// <param name="part">The part.</param>
    /// <param name="slot">The first day of the period.</param>
    /// <param name="usage">The day of the usage that changed: it bills after its period, so what isn't settled through that day is looked at anyway. <see langword="null"/> for other facts.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    private static async Task LowerAsync(this IPsaSession session, ContractPart part, LocalDate slot, LocalDate? usage, CancellationToken cancellationToken)
    {
        if (await session.Of<PartLedger>().FindAsync(Ledgers.IdOf(part.Id), cancellationToken).ConfigureAwait(false) is { } ledger)
        {
            session.Of<PartLedger>().Update(ledger.Through < usage ? ledger : ledger.Lower(slot));
        }
        else
        {
            session.Of<PartLedger>().Add(new() { Id = Ledgers.IdOf(part.Id), Tenant = session.Tenant, Part = part.Id, Customer = part.Customer });
        }
    }

    /// <summary>Notes that usage of a service which no part covers may be billed otherwise from a day on.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="service">The vendor's service.</param>
    /// <param name="day">The first day.</param>
    /// <param name="mayUncover">Whether usage may be uncovered now that wasn't: then a ledger is made where there is none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    private static async Task LowerUncoveredAsync(
        this IPsaSession session, Id<Customer> customer, string service, LocalDate day, bool mayUncover, CancellationToken cancellationToken)
    {
        // it is billed by calendar months
        var month = new LocalDate(day.Year, day.Month, 1);
        var part = UncoveredUsage.PartId(session.Tenant, customer, service);
        if (await session.Of<PartLedger>().FindAsync(Ledgers.IdOf(part), cancellationToken).ConfigureAwait(false) is { } ledger)
        {
            session.Of<PartLedger>().Update(ledger.Through < day ? ledger : ledger.Lower(month));
        }
        else if (mayUncover)
        {
            session.Of<PartLedger>().Add(new() { Id = Ledgers.IdOf(part), Tenant = session.Tenant, Part = part, Customer = customer, ServiceCode = service, DirtyFrom = month });
        }
    }

    /// <summary>Notes that a new part reads a counter whose usage was billed by itself before.</summary>
    internal static Task MarkAddedAsync(this IPsaSession session, Contract contract, ContractPart part, CancellationToken cancellationToken) =>
        part.ReadsUsage() is { } service
            ? session.LowerUncoveredAsync(part.Customer, service, part.FirstDay(contract), mayUncover: false, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Notes that somebody decided on an item. Its period is looked at again when another item of it may follow from that; a run that read the item before reads it again in any case.</summary>
    internal static async Task MarkDecidedAsync(this IPsaSession session, SalesItem item, bool hasOthers, CancellationToken cancellationToken)
    {
        if (item is { Source: SalesItemSource.ContractPart or SalesItemSource.VendorUsage, PeriodStart: { } period }
            && await session.Of<PartLedger>().FindAsync(Ledgers.IdOf(new Id<ContractPart>(item.SourceId)), cancellationToken).ConfigureAwait(false) is { } ledger)
        {
            session.Of<PartLedger>().Update(hasOthers ? ledger.Lower(period) : ledger);
        }
    }

    /// <summary>Notes that a customer's trial ends on another day: its days are not billed, whatever was supplied.</summary>
    internal static async Task MarkTrialAsync(this IPsaSession session, Customer before, Customer after, CancellationToken cancellationToken)
    {
        var (contracts, parts) = await session.AgreedAsync(after.Id, cancellationToken).ConfigureAwait(false);
        foreach (var part in parts)
        {
            if (contracts.Find(contract => contract.Id == part.Contract) is { Status.IsBilled: true } contract
                && ContractChanges.FirstTrialChange(before.TrialLastDay, after.TrialLastDay, part.FirstDay(contract)) is { } day)
            {
                await session.LowerAsync(part, Ledgers.DirtyDate(contract, contract, day), usage: null, cancellationToken).ConfigureAwait(false);
            }
        }

        // the first record is the earliest: nothing before it can be billed
        var only = IdRange<Customer>.Of(after.Id);
        var all = UsageRecords.OfCustomers(only, LocalDate.MinIsoValue, LocalDate.MaxIsoValue);
        if (await session.Of<UsageRecord>().FirstAsync(all, cancellationToken).ConfigureAwait(false) is not { } usage)
        {
            return;
        }

        var from = ContractChanges.FirstTrialChange(before.TrialLastDay, after.TrialLastDay, usage.Date) ?? usage.Date;
        foreach (var ledger in await session.Of<PartLedger>().QueryAsync(PartLedgerRecords.OfCustomers(only), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (ledger.ServiceCode is { } service)
            {
                await session.LowerUncoveredAsync(after.Id, service, from, mayUncover: false, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Notes that usage was added or changed: what reads it, or bills it by itself, is to be looked at again.</summary>
    internal static async Task MarkUsageAsync(
        this IPsaSession session, Id<Customer> customer, IReadOnlyCollection<KeyValuePair<string, SortedSet<LocalDate>>> daysByService, CancellationToken cancellationToken)
    {
        var (contracts, parts) = await session.AgreedAsync(customer, cancellationToken).ConfigureAwait(false);
        foreach (var (service, days) in daysByService)
        {
            await session.MarkUsageAsync(customer, service, days, contracts, parts, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task MarkUsageAsync(
        this IPsaSession session, Id<Customer> customer, string service, SortedSet<LocalDate> days, List<Contract> contracts, List<ContractPart> parts, CancellationToken cancellationToken)
    {
        var uncovered = new HashSet<LocalDate>(days);
        foreach (var part in parts)
        {
            if (part.ReadsUsage() != service || contracts.Find(contract => contract.Id == part.Contract) is not { } contract)
            {
                continue;
            }

            foreach (var day in days)
            {
                if (UncoveredUsage.IsRead(contract, part, day))
                {
                    uncovered.Remove(day);
                }
            }

            // also a part that doesn't read the days: its dates may just be changing
            var first = days.Min;
            await session.LowerAsync(part, Ledgers.DirtyDate(contract, contract, first), first, cancellationToken).ConfigureAwait(false);
        }

        await session.LowerUncoveredAsync(customer, service, uncovered.Count > 0 ? uncovered.Min() : days.Min, mayUncover: uncovered.Count > 0, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes all ledgers of customers as they are, so that a run which read whether, or to whom, they can be billed conflicts and reads again.</summary>
    internal static async Task MarkBillabilityAsync(this IPsaSession session, List<Id<Customer>> customers, CancellationToken cancellationToken)
    {
        foreach (var chunk in customers.Chunk(ChunkSize))
        {
            var ledgers = await session.Of<PartLedger>().QueryAsync(PartLedgerRecords.OfEach(chunk), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            session.Of<PartLedger>().UpdateRange(ledgers);
            var known = ledgers.ConvertAll(static ledger => ledger.Part).ToHashSet();
            await foreach (var part in session.Of<ContractPart>().QueryAsync(ContractPartRecords.OfEach(chunk), cancellationToken).ConfigureAwait(false))
            {
                if (known.Add(part.Id))
                {
                    session.Of<PartLedger>().Add(new() { Id = Ledgers.IdOf(part.Id), Tenant = session.Tenant, Part = part.Id, Customer = part.Customer });
                }
            }
        }
    }

    private static async Task<(List<Contract> Contracts, List<ContractPart> Parts)> AgreedAsync(this IPsaSession session, Id<Customer> customer, CancellationToken cancellationToken)
    {
        var only = IdRange<Customer>.Of(customer);
        var contracts = await session.Of<Contract>().QueryAsync(ContractRecords.OfCustomers(only), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var parts = contracts.Count == 0 ? [] : await session.Of<ContractPart>().QueryAsync(ContractPartRecords.OfCustomers(only), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        return (contracts, parts);
    }

    /// <summary>Gives the vendor's service whose counter a part reads, or <see langword="null"/>.</summary>
    private static string? ReadsUsage(this ContractPart part) =>
        part.QuantitySource.Kind == QuantitySourceKind.Usage ? part.QuantitySource.ServiceCode : null;

    private static bool EndsEarlier(LocalDate? before, LocalDate? after) => after is { } end && end.IsBefore(before);
}
