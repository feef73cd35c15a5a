using Psa.Invoices;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads and writes what became of documents: made with the first entry or credit, and what two who change it at once conflict on.</summary>
internal static class BalanceSteps
{
    /// <summary>Reads the balance of an issued document; that of one to which nothing happened isn't stored.</summary>
    internal static async Task<InvoiceBalance> BalanceAsync(this IPsaSession session, Invoice document, CancellationToken cancellationToken) =>
        await session.Of<InvoiceBalance>().FindAsync(Balances.IdOf(session.Tenant, document.Id), cancellationToken).ConfigureAwait(false) ?? Balances.Of(document);

    /// <summary>Writes a balance.</summary>
    internal static void Write(this Step step, InvoiceBalance balance) => _ = balance.Version == 0 ? step.Of<InvoiceBalance>().Add(balance) : step.Of<InvoiceBalance>().Update(balance);
}
