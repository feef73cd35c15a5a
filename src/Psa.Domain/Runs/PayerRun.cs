using System.Linq;
using Psa.Charges;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;

namespace Psa.Runs;

/// <summary>The billing of one payer with its customers as a pure rule: facts go in, items and drafts come out. Run and preview both come through here, and so can hosts and tests, with no store.</summary>
public static class PayerRun
{
    /// <summary>Gives what a run bills: expected charges less what was billed, as new items; and all pending items on drafts.</summary>
    /// <param name="facts">The payer, and each of its customers with contracts, parts, usage, ledgers, open items, and items of before where a ledger is dirty.</param>
    /// <param name="context">What all customers of the run share.</param>
    /// <param name="taxes">Finds taxes; only this may wait for something.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is new and what changes, in whole minor units, each rounded once; what can't be billed is an obstacle, not an exception.</returns>
    /// <remarks>
    /// A credit note is taxed by itself here: in a run it goes on from what was given back of its invoices before, which only a store knows. So is what stands on a document corrected as if that were issued: a run waits as long
    /// as it is a draft.
    /// </remarks>
    public static ValueTask<PayerBilling> BillAsync(PayerFacts facts, BillingContext context, ITaxCalculator taxes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(taxes);
        return BillAsync(facts, context, taxes, corrected: null, cancellationToken);
    }

    /// <summary>Gives the same with the invoices that credit notes correct.</summary>
    internal static async ValueTask<PayerBilling> BillAsync(PayerFacts facts, BillingContext context, ITaxCalculator taxes, CorrectedInvoice.Finding? corrected, CancellationToken cancellationToken)
    {
        try
        {
            var work = new PayerWork(facts, context);
            foreach (var customer in facts.Customers)
            {
                work.Reconcile(customer);
            }

            foreach (var items in work.ToInvoice())
            {
                work.Add(await InvoiceDrafting.DraftAsync(items, context, taxes, corrected, cancellationToken).ConfigureAwait(false));
            }

            return work.Result();
        }
#pragma warning disable CA1031 // one payer never stops the others, whatever is wrong with it
        catch (Exception thrown) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return Blocked(facts.Payer, [.. facts.Customers.Select(static customer => customer.Customer)], context, thrown);
        }
    }

    /// <summary>Gives what is said of customers that can't be billed at all: nothing of them changes.</summary>
    internal static PayerBilling Blocked(Customer payer, IReadOnlyList<Customer> customers, BillingContext context, Exception thrown)
    {
        var obstacle = Obstacle.Of(thrown);
        return new()
        {
            Payer = payer,
            Customers = customers,
            Obstacles = [.. customers.Select(customer => RunObstacles.Of(context, customer, obstacle))],
            Faults = obstacle.Fault is { } fault ? [fault] : [],
        };
    }
}
