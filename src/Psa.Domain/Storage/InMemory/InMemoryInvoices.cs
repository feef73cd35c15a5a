using System.Linq;
using NodaTime;
using Psa.Invoices;
using Psa.Runs;
using Psa.Sellers;

namespace Psa.Storage;

internal sealed class InMemoryInvoices(InMemorySession session)
    : InMemoryRepository<Invoice>(session, static (e, v) => e with { Version = v }, static d => d.Invoices, static (d, t) => d with { Invoices = t }), IInvoiceRepository
{
    private const int DraftsByRun = 0;
    private const int ByRun = 1;
    private const int ByDate = 2;
    private const int ByNumber = 3;

    internal static Table<Invoice> Empty { get; } = Table<Invoice>.Create(
        new(OfRun, static e => e.Run is not null && e.Status == InvoiceStatus.Draft),
        new(OfRun, static e => e.Run is not null),
        new(static (a, b) => a.BillingEntity.CompareTo(b.BillingEntity).Then(a.IssueDate, b.IssueDate).Then(a.Number, b.Number).Then(a.Id, b.Id)),
        new(
            static (a, b) => string.CompareOrdinal(a.Number, b.Number).Then(a.BillingEntity, b.BillingEntity),
            static e => e.Number is not null,
            unique: "its number at its billing entity"));

    public IAsyncEnumerable<Invoice> DraftsOfRunAsync(Id<BillingRun> run, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return Stream(rows => rows.Range(DraftsByRun, e => e.Run < run, e => e.Run == run).Take(limit), cancellationToken);
    }

    public IAsyncEnumerable<Invoice> OfRunAsync(Id<BillingRun> run, CancellationToken cancellationToken = default) =>
        Stream(rows => rows.Range(ByRun, e => e.Run < run, e => e.Run == run), cancellationToken);

    public IAsyncEnumerable<Invoice> OfDateAsync(Id<BillingEntity> entity, LocalDate issueDate, CancellationToken cancellationToken = default) =>
        Stream(
            rows => rows.Range(
                ByDate,
                e => e.BillingEntity < entity || (e.BillingEntity == entity && e.IssueDate < issueDate),
                e => e.BillingEntity == entity && e.IssueDate == issueDate),
            cancellationToken);

    public ValueTask<Invoice?> FindByNumberAsync(string number, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(
            Committed().Range(ByNumber, e => string.CompareOrdinal(e.Number, number) < 0, e => e.Number == number).FirstOrDefault());
    }

    private static int OfRun(Invoice left, Invoice right) =>
        left.Run!.Value.CompareTo(right.Run!.Value).Then(left.CustomerNumber, right.CustomerNumber).Then(left.GroupingKey, right.GroupingKey).Then(left.Id, right.Id);
}
