using System.Linq;
using System.Runtime.CompilerServices;
using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Invoices;
using Psa.Payments;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Gives what accounting software takes over: issued documents and entries of accounts. <see cref="AccountingCsv"/> and <see cref="AccountingJson"/> write it, and
/// <see cref="InvoiceService.MarkExportedAsync"/> notes that it has arrived.
/// </summary>
/// <param name="store">The store.</param>
public sealed class ExportService(IPsaStore store)
{
    private const int ChunkSize = 200;

    /// <summary>Streams the issued documents of a billing entity of some days, by date; it holds a few hundred at a time.</summary>
    /// <param name="actor">Who exports.</param>
    /// <param name="entity">The billing entity.</param>
    /// <param name="from">The first document date.</param>
    /// <param name="through">The last document date, included.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The documents.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>account.bad_period</c>.</exception>
    /// <exception cref="ValidationFailedException">A day is none.</exception>
    [RequiresPermission(Permission.RecordPayments)]
    public IAsyncEnumerable<ExportedDocument> DocumentsAsync(Actor actor, Id<BillingEntity> entity, LocalDate from, LocalDate through, CancellationToken cancellationToken = default)
    {
        Check(actor, entity, from, through);
        return store.StreamAsync(actor.Tenant, session => DocumentsAsync(session, session.Of<Invoice>().QueryAsync(InvoiceRecords.Between(from, through), cancellationToken).Where(document => document.BillingEntity == entity && document.Status == InvoiceStatus.Issued), cancellationToken), cancellationToken);
    }

    /// <summary>Streams the entries of accounts with a billing entity of some days, by date; it holds a few hundred at a time.</summary>
    /// <param name="actor">Who exports.</param>
    /// <param name="entity">The billing entity.</param>
    /// <param name="from">The first date.</param>
    /// <param name="through">The last date, included.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The entries.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>account.bad_period</c>.</exception>
    /// <exception cref="ValidationFailedException">A day is none.</exception>
    [RequiresPermission(Permission.RecordPayments)]
    public IAsyncEnumerable<ExportedEntry> EntriesAsync(Actor actor, Id<BillingEntity> entity, LocalDate from, LocalDate through, CancellationToken cancellationToken = default)
    {
        Check(actor, entity, from, through);
        return store.StreamAsync(actor.Tenant, session => EntriesAsync(session, session.Of<PaymentEntry>().QueryAsync(PaymentEntryRecords.Between(from, through), cancellationToken).Where(entry => entry.BillingEntity == entity), cancellationToken), cancellationToken);
    }

    private static void Check(Actor actor, Id<BillingEntity> entity, LocalDate from, LocalDate through)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.RecordPayments, entity.Value);
        Border.Check(from);
        Border.Check(through);
        if (through < from)
        {
            throw new RuleViolationException(AccountErrors.BadPeriod, $"The export ends on {through:R}, before it begins on {from:R}: turn the days round.", entity.Value).At("Through");
        }
    }

    private static async IAsyncEnumerable<ExportedDocument> DocumentsAsync(IPsaSession session, IAsyncEnumerable<Invoice> documents, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var some in ChunksAsync(documents, cancellationToken).ConfigureAwait(false))
        {
            var products = await FoundAsync(session, some.SelectMany(static document => document.Lines.AsEnumerable()).Select(static line => line.Product), static product => product, cancellationToken).ConfigureAwait(false);
            var numbers = await NumbersAsync(session, some.SelectMany(Exports.CreditedBy).Cast<Id<Invoice>?>(), cancellationToken).ConfigureAwait(false);
            foreach (var document in some)
            {
                yield return Exports.Of(document, products, numbers);
            }
        }
    }

    private static async IAsyncEnumerable<ExportedEntry> EntriesAsync(IPsaSession session, IAsyncEnumerable<PaymentEntry> entries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var some in ChunksAsync(entries, cancellationToken).ConfigureAwait(false))
        {
            var payers = await FoundAsync(session, some.Select(static entry => (Id<Customer>?)entry.Payer), static payer => payer.Number, cancellationToken).ConfigureAwait(false);
            var numbers = await NumbersAsync(session, some.SelectMany(static entry => new[] { entry.Invoice, entry.CreditNote }), cancellationToken).ConfigureAwait(false);
            foreach (var entry in some)
            {
                var discounts = entry is { Kind: PaymentKind.EarlyPaymentDiscount, Invoice: { } document } ? await DiscountsAsync(session, entry, document, cancellationToken).ConfigureAwait(false) : [];
                yield return Exports.Of(entry, payers.GetValueOrDefault(entry.Payer, string.Empty), numbers, discounts);
            }
        }
    }

    private static async Task<ValueList<DiscountedTax>> DiscountsAsync(IPsaSession session, PaymentEntry entry, Id<Invoice> document, CancellationToken cancellationToken)
    {
        var invoice = await session.Of<Invoice>().RequireAsync(document, cancellationToken).ConfigureAwait(false);
        var balance = await session.BalanceAsync(invoice, cancellationToken).ConfigureAwait(false);
        var notes = await FoundAsync(session, balance.CreditNotes.AsEnumerable().Cast<Id<Invoice>?>(), static note => note, cancellationToken).ConfigureAwait(false);
        return Exports.DiscountsOf(entry, invoice, notes.Values);
    }

    private static Task<Dictionary<Id<Invoice>, string>> NumbersAsync(IPsaSession session, IEnumerable<Id<Invoice>?> documents, CancellationToken cancellationToken) =>
        FoundAsync(session, documents, static document => document.Number ?? string.Empty, cancellationToken);

    private static async Task<Dictionary<Id<T>, TValue>> FoundAsync<T, TValue>(IPsaSession session, IEnumerable<Id<T>?> wanted, Func<T, TValue> give, CancellationToken cancellationToken)
        where T : class, IEntity<T>
    {
        var found = new Dictionary<Id<T>, TValue>();
        foreach (var ids in wanted.OfType<Id<T>>().Distinct().Chunk(ChunkSize))
        {
            await foreach (var record in session.Of<T>().QueryAsync(RecordType<T>.Of(ids), cancellationToken).ConfigureAwait(false))
            {
                found[record.Id] = give(record);
            }
        }

        return found;
    }

    private static async IAsyncEnumerable<List<T>> ChunksAsync<T>(IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var some = new List<T>(ChunkSize);
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            some.Add(item);
            if (some.Count == ChunkSize)
            {
                yield return some;
                some = new(ChunkSize);
            }
        }

        if (some.Count > 0)
        {
            yield return some;
        }
    }
}
