using System.Linq;
using NodaTime;
using Psa.Billing;
using Psa.Customers;
using Psa.Invoices;
using Psa.SalesItems;

namespace Psa.EntityFrameworkCore;

internal sealed class EfSalesItems(EfSession session) : EfRepository<SalesItem>(session, static (e, v) => e with { Version = v }), ISalesItemRepository
{
    public IAsyncEnumerable<SalesItem> OfCustomersAsync(
        IdRange<Customer> customers, SalesItemStatus status, LocalDate through, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(status);
        var (first, last) = customers;
        return Stream(
            rows => rows.Where(e => e.Status == status && e.Customer >= first && e.Customer <= last && e.BillingDate <= through)
                .OrderBy(e => e.Customer).ThenBy(e => e.BillingDate).ThenBy(e => e.Id),
            cancellationToken);
    }

    public IAsyncEnumerable<SalesItem> OfSourceAsync(SalesItemSource source, Guid sourceId, LocalDate periodStart, CancellationToken cancellationToken = default) =>
        Stream(
            rows => rows.Where(e => e.Source == source && e.SourceId == sourceId && e.PeriodStart >= periodStart)
                .OrderBy(e => e.PeriodStart).ThenBy(e => e.Charge).ThenBy(e => e.Ordinal).ThenBy(e => e.Id),
            cancellationToken);

    public IAsyncEnumerable<SalesItem> OfRunAsync(Id<BillingRun> run, Id<SalesItem>? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var start = after ?? default;
        return Stream(rows => rows.Where(e => e.Run == run && e.Id > start).OrderBy(e => e.Id).Take(limit), cancellationToken);
    }

    public IAsyncEnumerable<SalesItem> OnInvoicesAsync(IReadOnlyCollection<Id<Invoice>> invoices, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoices);
        var ids = invoices.Select(id => (Id<Invoice>?)id).ToArray();
        return Stream(rows => rows.Where(e => ids.Contains(e.Invoice)), cancellationToken);
    }
}
