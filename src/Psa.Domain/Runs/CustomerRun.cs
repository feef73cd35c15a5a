using Psa.Charges;
using Psa.Customers;
using Psa.Documents;
using Psa.Invoices;

namespace Psa.Runs;

/// <summary>The billing of one customer as a pure rule: facts go in, items and drafts come out. Run and preview both come through here, and so can hosts and tests, with no store.</summary>
public static class CustomerRun
{
    /// <summary>Gives what a run bills: expected charges less what was billed, as new items; and all pending items on drafts.</summary>
    /// <param name="facts">The customer with contracts, parts, usage, ledgers, open items, and items of before where a ledger is dirty.</param>
    /// <param name="context">What all customers of the run share.</param>
    /// <param name="taxes">Finds taxes; only this may wait for something.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is new and what changes, in whole minor units, each rounded once; what can't be billed is an obstacle, not an exception.</returns>
    public static async ValueTask<CustomerBilling> BillAsync(CustomerFacts facts, BillingContext context, ITaxCalculator taxes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(taxes);
        try
        {
            return facts.Fault is { } fault
                ? Blocked(facts.Customer, context, fault)
                : await BillAllAsync(facts, context, taxes, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // one customer never stops the others, whatever is wrong with it
        catch (Exception thrown) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return Blocked(facts.Customer, context, thrown);
        }
    }

    /// <summary>Gives what is said of a customer that can't be billed at all: nothing of it changes.</summary>
    internal static CustomerBilling Blocked(Customer customer, BillingContext context, Exception thrown)
    {
        var obstacle = Obstacle.Of(thrown);
        return new() { Customer = customer, Obstacles = [RunObstacles.Of(context, customer, obstacle)], Faults = obstacle.Fault is { } fault ? [fault] : [] };
    }

    private static async ValueTask<CustomerBilling> BillAllAsync(CustomerFacts facts, BillingContext context, ITaxCalculator taxes, CancellationToken cancellationToken)
    {
        var billing = CustomerReconciliation.Bill(facts, context);
        var work = new ItemsToInvoice { Customer = facts.Customer, Contracts = facts.Contracts, Items = billing.Items, OpenItems = facts.OpenItems };
        var drafts = await InvoiceDrafting.DraftAsync(work, context, taxes, cancellationToken).ConfigureAwait(false);
        if (drafts.Obstacles.Count == 0)
        {
            return billing with { Items = drafts.Items, InvoicedItems = drafts.InvoicedItems, Invoices = drafts.Invoices };
        }

        var (obstacles, faults) = (new List<RunObstacle>(billing.Obstacles), new List<Exception>(billing.Faults));
        foreach (var obstacle in drafts.Obstacles)
        {
            obstacles.Add(RunObstacles.Of(context, facts.Customer, obstacle));
            if (obstacle.Fault is { } fault)
            {
                faults.Add(fault);
            }
        }

        return billing with { Items = drafts.Items, InvoicedItems = drafts.InvoicedItems, Invoices = drafts.Invoices, Obstacles = obstacles, Faults = faults };
    }
}
