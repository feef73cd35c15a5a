using System.Runtime.CompilerServices;
using Psa.Access;
using Psa.Invoices;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <content>A run beside the one before it.</content>
public sealed partial class BillingRunService
{
    /// <summary>Compares a run with the entity's last issued run before it: what of each part is new, gone or changed, and why.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="run">The run, calculated or issued.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// A variance for each part whose amount differs, in the order of the payers' numbers; streamed, a payer in memory. All causes together are the difference of the totals with tax of the documents.
    /// </returns>
    /// <exception cref="PermissionDeniedException">The actor may not prepare billing runs.</exception>
    /// <exception cref="EntityNotFoundException">There is no such run.</exception>
    [RequiresPermission(Permission.PrepareBillingRuns)]
    public IAsyncEnumerable<RunVariance> VarianceAsync(Actor actor, Id<BillingRun> run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.PrepareBillingRuns, run.Value);
        return store.StreamAsync(actor.Tenant, session => VarianceAsync(session, run, cancellationToken), cancellationToken);
    }

    private static async IAsyncEnumerable<RunVariance> VarianceAsync(IPsaSession session, Id<BillingRun> id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = await session.Of<BillingRun>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        var previous = await PreviousAsync(session, run, cancellationToken).ConfigureAwait(false);
        var after = new PayerDocuments(session, run.Id, cancellationToken);
        var before = new PayerDocuments(session, previous?.Id, cancellationToken);
        await after.ReadNextAsync().ConfigureAwait(false);
        await before.ReadNextAsync().ConfigureAwait(false);
        while ((after.Payer ?? before.Payer) is not null)
        {
            var order = after.Payer is null ? 1 : before.Payer is null ? -1 : TextOrder.Instance.Compare(after.Payer, before.Payer);
            var payer = (order <= 0 ? after : before).Payer!;
            IReadOnlyList<Invoice> now = order <= 0 ? after.Documents : [];
            IReadOnlyList<Invoice> then = order >= 0 ? before.Documents : [];
            var items = await ItemsOfAsync(session, [.. now, .. then], cancellationToken).ConfigureAwait(false);
            foreach (var variance in RunVariances.Compare(payer, then, now, items))
            {
                yield return variance;
            }

            if (order <= 0)
            {
                await after.ReadNextAsync().ConfigureAwait(false);
            }

            if (order >= 0)
            {
                await before.ReadNextAsync().ConfigureAwait(false);
            }
        }
    }

    // runs for named payers are beside the others: they are compared with none, and none with them
    private static async Task<BillingRun?> PreviousAsync(IPsaSession session, BillingRun run, CancellationToken cancellationToken)
    {
        if (run.Payers.IsEmpty)
        {
            await foreach (var issued in session.Of<BillingRun>().QueryAsync(BillingRunRecords.IssuedBefore(run.BillingEntity, run.PlannedAt), cancellationToken).ConfigureAwait(false))
            {
                if (issued.Payers.IsEmpty)
                {
                    return issued;
                }
            }
        }

        return null;
    }

    private static async Task<Dictionary<Id<SalesItem>, SalesItem>> ItemsOfAsync(IPsaSession session, List<Invoice> documents, CancellationToken cancellationToken)
    {
        var items = new Dictionary<Id<SalesItem>, SalesItem>();
        await foreach (var item in session.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices(documents.ConvertAll(static document => document.Id)), cancellationToken).ConfigureAwait(false))
        {
            items.Add(item.Id, item);
        }

        return items;
    }

    // the documents of a run, a payer at a time: read in chunks, since a session answers one question after the other
    private sealed class PayerDocuments(IPsaSession session, Id<BillingRun>? run, CancellationToken cancellationToken)
    {
        private const int Chunk = 200;
        private readonly Queue<Invoice> _ahead = [];
        private bool _isAtEnd = run is null;

        /// <summary>Gets the number of the payer; <see langword="null"/> after the last.</summary>
        internal string? Payer { get; private set; }

        internal List<Invoice> Documents { get; private set; } = [];

        internal async Task ReadNextAsync()
        {
            var last = Payer ?? string.Empty;
            (Payer, Documents) = (null, []);
            if (_ahead.Count == 0 && !_isAtEnd)
            {
                await ReadAsync(InvoiceRecords.OfRunAfter(run!.Value, last) with { Limit = Chunk }).ConfigureAwait(false);
                _isAtEnd = _ahead.Count < Chunk;
            }

            if (!_ahead.TryPeek(out var first))
            {
                return;
            }

            Payer = first.CustomerNumber;
            while (_ahead.TryPeek(out var document) && document.CustomerNumber == Payer)
            {
                Documents.Add(_ahead.Dequeue());
            }

            if (_ahead.Count == 0 && !_isAtEnd)
            {
                // the chunk may have ended among the documents of its last payer
                await ReadAsync(InvoiceRecords.OfRunAndCustomer(run!.Value, Payer)).ConfigureAwait(false);
                Documents = [.. _ahead];
                _ahead.Clear();
            }
        }

        private async Task ReadAsync(Query<Invoice> query)
        {
            await foreach (var document in session.Of<Invoice>().QueryAsync(query, cancellationToken).ConfigureAwait(false))
            {
                _ahead.Enqueue(document);
            }
        }
    }
}
