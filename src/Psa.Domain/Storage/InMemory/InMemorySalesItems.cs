using System.Linq;
using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;

namespace Psa.Storage;

internal sealed class InMemorySalesItems(InMemorySession session)
    : InMemoryRepository<SalesItem>(session, static (e, v) => e with { Version = v }, static d => d.SalesItems, static (d, t) => d with { SalesItems = t }), ISalesItemRepository
{
    private const int ByStatus = 0;
    private const int BySource = 1;
    private const int ByRun = 2;
    private const int ByInvoice = 3;

    internal static Table<SalesItem> Empty { get; } = Table<SalesItem>.Create(
        new(static (a, b) => a.Status.Value.CompareTo(b.Status.Value).Then(a.Customer, b.Customer).Then(a.BillingDate, b.BillingDate).Then(a.Id, b.Id)),
        new(
            static (a, b) => OfSource(a, b.Source, b.SourceId, b.PeriodStart!.Value).Then((int)a.Charge, (int)b.Charge).Then(a.Ordinal, b.Ordinal).Then(a.Id, b.Id),
            static e => e.PeriodStart is not null),
        new(static (a, b) => a.Run!.Value.CompareTo(b.Run!.Value).Then(a.Id, b.Id), static e => e.Run is not null),
        new(static (a, b) => a.Invoice!.Value.CompareTo(b.Invoice!.Value).Then(a.Id, b.Id), static e => e.Invoice is not null));

    public IAsyncEnumerable<SalesItem> OfCustomersAsync(
        IdRange<Customer> customers, SalesItemStatus status, LocalDate through, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(status);
        return Stream(
            rows => rows
                .Range(
                    ByStatus,
                    e => e.Status.Value < status.Value || (e.Status == status && e.Customer < customers.First),
                    e => e.Status == status && e.Customer <= customers.Last)
                .Where(e => e.BillingDate <= through),
            cancellationToken);
    }

    public IAsyncEnumerable<SalesItem> OfSourceAsync(SalesItemSource source, Guid sourceId, LocalDate periodStart, CancellationToken cancellationToken = default) =>
        Stream(
            rows => rows.Range(BySource, e => OfSource(e, source, sourceId, periodStart) < 0, e => e.Source == source && e.SourceId == sourceId),
            cancellationToken);

    public IAsyncEnumerable<SalesItem> OfRunAsync(Id<BillingRun> run, Id<SalesItem>? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Stream(
            rows => rows.Range(ByRun, e => e.Run < run || (e.Run == run && after is not null && e.Id <= after.Value), e => e.Run == run).Take(limit),
            cancellationToken);
    }

    public IAsyncEnumerable<SalesItem> OnInvoicesAsync(IReadOnlyCollection<Id<Invoice>> invoices, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoices);
        return Stream(rows => invoices.Distinct().SelectMany(id => rows.Range(ByInvoice, e => e.Invoice < id, e => e.Invoice == id)), cancellationToken);
    }

    private static int OfSource(SalesItem item, SalesItemSource source, Guid sourceId, LocalDate periodStart) =>
        ((int)item.Source).CompareTo((int)source).Then(item.SourceId, sourceId).Then(item.PeriodStart!.Value, periodStart);
}
