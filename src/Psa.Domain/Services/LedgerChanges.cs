using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Stages what a change of facts does to ledgers. A ledger is written with every change, also when its dates stay: a run that read the facts before the change
/// then conflicts with it and reads them again, instead of settling what it hasn't seen.
/// </summary>
internal static class LedgerChanges
{
    /// <summary>Notes that a contract and with it its parts changed.</summary>
    internal static async Task LowerAsync(this IPsaSession session, Contract before, Contract after, IReadOnlyList<ContractPart> parts, CancellationToken cancellationToken)
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
            await session.LowerAsync(part, Ledgers.DirtyDate(before.Cycles, after.Cycles, day), usage: null, cancellationToken).ConfigureAwait(false);
            if (reads && part.ReadsUsage() is { } service)
            {
                await session.LowerUncoveredAsync(part.Customer, service, day, mayUncover, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Notes that a part changed.</summary>
    internal static async Task LowerAsync(this IPsaSession session, Contract contract, ContractPart before, ContractPart after, CancellationToken cancellationToken)
    {
        if (ContractChanges.FirstChangedDay(before, after, contract) is not { } day || !contract.Status.IsBilled)
        {
            return;
        }

        await session.LowerAsync(after, Ledgers.DirtyDate(contract.Cycles, contract.Cycles, day), usage: null, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Notes that a part is to be looked at again from the start of a period on.</summary>
    /// <param name="session">The session.</param>
    /// <param name="part">The part.</param>
    /// <param name="slot">The first day of the period.</param>
    /// <param name="usage">The day of the usage that changed: it bills after its period, so what isn't settled through that day is looked at anyway. <see langword="null"/> for other facts.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task LowerAsync(this IPsaSession session, ContractPart part, LocalDate slot, LocalDate? usage, CancellationToken cancellationToken)
    {
        if (await session.PartLedgers.FindAsync(Ledgers.IdOf(part.Id), cancellationToken).ConfigureAwait(false) is { } ledger)
        {
            session.PartLedgers.Update(ledger.Through < usage ? ledger : ledger.Lower(slot));
        }
        else
        {
            session.PartLedgers.Add(new() { Id = Ledgers.IdOf(part.Id), Tenant = session.Tenant, Part = part.Id, Customer = part.Customer });
        }
    }

    /// <summary>Notes that usage of a service which no part covers may be billed otherwise from a day on.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="service">The vendor's service.</param>
    /// <param name="day">The first day.</param>
    /// <param name="mayUncover">Whether usage may be uncovered now that wasn't: then a ledger is made where there is none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task LowerUncoveredAsync(
        this IPsaSession session, Id<Customer> customer, string service, LocalDate day, bool mayUncover, CancellationToken cancellationToken)
    {
        // it is billed by calendar months
        var month = new LocalDate(day.Year, day.Month, 1);
        var part = UncoveredUsage.PartId(session.Tenant, customer, service);
        if (await session.PartLedgers.FindAsync(Ledgers.IdOf(part), cancellationToken).ConfigureAwait(false) is { } ledger)
        {
            session.PartLedgers.Update(ledger.Through < day ? ledger : ledger.Lower(month));
        }
        else if (mayUncover)
        {
            session.PartLedgers.Add(new() { Id = Ledgers.IdOf(part), Tenant = session.Tenant, Part = part, Customer = customer, ServiceCode = service, DirtyFrom = month });
        }
    }

    /// <summary>Notes that a new part reads a counter whose usage was billed by itself before.</summary>
    internal static Task LowerUncoveredAsync(this IPsaSession session, ContractPart part, Contract contract, CancellationToken cancellationToken) =>
        part.ReadsUsage() is { } service
            ? session.LowerUncoveredAsync(part.Customer, service, part.FirstDay(contract), mayUncover: false, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Gives the vendor's service whose counter a part reads, or <see langword="null"/>.</summary>
    internal static string? ReadsUsage(this ContractPart part) =>
        part.QuantitySource.Kind == QuantitySourceKind.Usage ? part.QuantitySource.ServiceCode : null;

    private static bool EndsEarlier(LocalDate? before, LocalDate? after) => after is { } end && end.IsBefore(before);
}
