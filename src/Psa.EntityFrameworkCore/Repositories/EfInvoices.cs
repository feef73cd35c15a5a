using System.Linq;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Psa.Invoices;
using Psa.Runs;
using Psa.Sellers;

namespace Psa.EntityFrameworkCore;

internal sealed class EfInvoices(EfSession session) : EfRepository<Invoice>(session, static (e, v) => e with { Version = v }), IInvoiceRepository
{
    public IAsyncEnumerable<Invoice> DraftsOfRunAsync(Id<BillingRun> run, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);

        // a constant, so that the index of drafts serves
        return Stream(rows => InOrder(rows.Where(e => e.Run == run && e.Status == EF.Constant(InvoiceStatus.Draft))).Take(limit), cancellationToken);
    }

    public IAsyncEnumerable<Invoice> OfRunAsync(Id<BillingRun> run, CancellationToken cancellationToken = default) =>
        Stream(rows => InOrder(rows.Where(e => e.Run == run)), cancellationToken);

    public IAsyncEnumerable<Invoice> OfDateAsync(Id<BillingEntity> entity, LocalDate issueDate, CancellationToken cancellationToken = default) =>
        Stream(rows => rows.Where(e => e.BillingEntity == entity && e.IssueDate == issueDate).OrderBy(e => e.Number).ThenBy(e => e.Id), cancellationToken);

    public ValueTask<Invoice?> FindByNumberAsync(string number, CancellationToken cancellationToken = default) =>
        FirstAsync(rows => rows.Where(e => e.Number == number).OrderBy(e => e.BillingEntity), cancellationToken);

    private static IQueryable<Invoice> InOrder(IQueryable<Invoice> rows) => rows.OrderBy(e => e.CustomerNumber).ThenBy(e => e.GroupingKey).ThenBy(e => e.Id);
}
