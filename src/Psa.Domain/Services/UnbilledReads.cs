using NodaTime;
using Psa.Charges;
using Psa.Customers;
using Psa.Runs;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads what was used and what was billed for it, a page of customers at a time.</summary>
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
}
