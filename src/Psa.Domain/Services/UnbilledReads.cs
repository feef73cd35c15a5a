using System.Linq;
using NodaTime;
using Psa.Charges;
using Psa.Customers;
using Psa.Runs;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Reads what was used and what was billed for it, a page of customers at a time; and time that nobody approved.</summary>
internal static class UnbilledReads
{
    /// <summary>Reconciles the usage of a page of customers.</summary>
    /// <param name="session">The session.</param>
    /// <param name="page">The customers.</param>
    /// <param name="since">Periods that end on it or later are listed.</param>
    /// <param name="context">The run that it is compared with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<List<UsageReconciliation>> ReconcileAsync(IPsaSession session, List<Customer> page, LocalDate since, BillingContext context, CancellationToken cancellationToken)
    {
        var rows = new List<UsageReconciliation>();
        var (payers, _) = await BatchReader.ReadAsync(session, page, context, cancellationToken, since).ConfigureAwait(false);
        foreach (var payer in payers)
        {
            foreach (var facts in payer.Customers)
            {
                rows.AddRange(UsageReconciliations.Of(facts, payer.Payer, since, context));
            }
        }

        return rows;
    }

    /// <summary>Reads the time that nobody approved, by customer: what waits, and not what ever was.</summary>
    /// <param name="session">The session.</param>
    /// <param name="only">Whose time is wanted, or <see langword="null"/> for that of all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<Dictionary<Id<Customer>, List<TimeEntry>>> TimeAsync(IPsaSession session, Id<Customer>? only, CancellationToken cancellationToken)
    {
        var entries = new List<TimeEntry>();
        foreach (var status in new[] { TimeStatus.Submitted, TimeStatus.Rejected })
        {
            entries.AddRange(await session.Of<TimeEntry>().QueryAsync(TimeEntryRecords.OfStatus(status), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false));
        }

        var tickets = await CustomersAsync<Ticket>(session, entries.Select(static entry => entry.Ticket), static ticket => ticket.Customer, cancellationToken).ConfigureAwait(false);
        var projects = await CustomersAsync<Project>(session, entries.Select(static entry => entry.Project), static project => project.Customer, cancellationToken).ConfigureAwait(false);
        return entries
            .Select(entry => (Entry: entry, Customer: entry.Ticket is { } ticket ? tickets.GetValueOrDefault(ticket) : entry.Project is { } project ? projects.GetValueOrDefault(project) : default))
            .Where(one => only is null || one.Customer == only)
            .GroupBy(static one => one.Customer, static one => one.Entry)
            .ToDictionary(static own => own.Key, static own => own.ToList());
    }

    private static async Task<Dictionary<Id<T>, Id<Customer>>> CustomersAsync<T>(IPsaSession session, IEnumerable<Id<T>?> ids, Func<T, Id<Customer>> customer, CancellationToken cancellationToken)
        where T : class, IEntity<T> =>
        (await session.FindEachAsync(ids.OfType<Id<T>>(), cancellationToken).ConfigureAwait(false)).ToDictionary(static one => one.Key, one => customer(one.Value));
}
