using NodaTime;
using Psa.Runs;
using Psa.Sellers;

namespace Psa.Invoices;

/// <summary>The invoices and credit notes of a tenant.</summary>
public interface IInvoiceRepository : IRepository<Invoice>
{
    /// <summary>Reads the first drafts of a run in the order in which they get their numbers: customer number (ordinal), grouping key (ordinal), id.</summary>
    /// <param name="run">The run.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The drafts.</returns>
    IAsyncEnumerable<Invoice> DraftsOfRunAsync(Id<BillingRun> run, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads the documents of a run in the order of customer number (ordinal), grouping key (ordinal), id; streamed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The documents.</returns>
    IAsyncEnumerable<Invoice> OfRunAsync(Id<BillingRun> run, CancellationToken cancellationToken = default);

    /// <summary>Reads the documents of an invoice date in the order of number, drafts first; streamed.</summary>
    /// <param name="entity">Which of the tenant's companies.</param>
    /// <param name="issueDate">The invoice date.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The documents.</returns>
    IAsyncEnumerable<Invoice> OfDateAsync(Id<BillingEntity> entity, LocalDate issueDate, CancellationToken cancellationToken = default);

    /// <summary>Finds a document by its number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The document, or <see langword="null"/>.</returns>
    ValueTask<Invoice?> FindByNumberAsync(string number, CancellationToken cancellationToken = default);
}
