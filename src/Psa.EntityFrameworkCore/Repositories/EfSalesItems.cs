using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Psa.Customers;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;

namespace Psa.EntityFrameworkCore;

internal sealed class EfSalesItems(EfSession session) : EfRepository<SalesItem>(session, static (e, v) => e with { Version = v }), ISalesItemRepository
{
    // What is invoiced is in no index by customer (see the model): asked for, all of it is read. The constant lets the index of the others serve.
    public IAsyncEnumerable<SalesItem> OfCustomersAsync(
        IdRange<Customer> customers, SalesItemStatus status, LocalDate through, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(status);
        var (first, last) = customers;
        return Stream(
            rows => (status == SalesItemStatus.Invoiced ? rows : rows.Where(e => e.Status != EF.Constant(SalesItemStatus.Invoiced)))
                .Where(e => e.Status == status && e.Customer >= first && e.Customer <= last && e.BillingDate <= through)
                .OrderBy(e => e.Customer).ThenBy(e => e.BillingDate).ThenBy(e => e.Id),
            cancellationToken);
    }

    public async IAsyncEnumerable<SalesItem> OfSourceAsync(
        SalesItemSource source, Guid sourceId, LocalDate periodStart, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var days = await PeriodStartsAsync(periodStart, cancellationToken).ConfigureAwait(false);
        var items = Stream(
            rows => rows.Where(e => EF.Parameter(days).Contains(e.PeriodStart!.Value) && e.Source == source && e.SourceId == sourceId)
                .OrderBy(e => e.PeriodStart).ThenBy(e => e.Charge).ThenBy(e => e.Ordinal).ThenBy(e => e.Id),
            cancellationToken);
        await foreach (var item in items.ConfigureAwait(false))
        {
            yield return item;
        }
    }

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

    /// <summary>Jumps from one first day of a period to the next: the index is in the order of days, so that a run appends to it, and of each day only a source's items are read.</summary>
    private async ValueTask<List<LocalDate>> PeriodStartsAsync(LocalDate from, CancellationToken cancellationToken)
    {
        var (tenant, first) = (GuidBytes.Write(Tenant.Value), LocalDatePattern.Iso.Format(from));
        var days = await ValuesAsync<string>(
            $"""
            WITH RECURSIVE day (start) AS (
                SELECT min(period_start) FROM sales_item WHERE tenant = {tenant} AND period_start >= {first}
                UNION ALL
                SELECT (SELECT min(period_start) FROM sales_item WHERE tenant = {tenant} AND period_start > day.start) FROM day WHERE day.start IS NOT NULL)
            SELECT start AS Value FROM day WHERE start IS NOT NULL
            """,
            cancellationToken).ConfigureAwait(false);
        return days.ConvertAll(static day => LocalDatePattern.Iso.Parse(day).Value);
    }
}
