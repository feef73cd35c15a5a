using Psa.Charges;
using Psa.Documents;
using Psa.Invoices;

namespace Psa.Runs;

/// <summary>Bills one customer: items, then invoices. Run and preview both come through here.</summary>
internal static class CustomerRun
{
    internal static async ValueTask<CustomerBilling> BillAsync(CustomerFacts facts, BillingContext context, ITaxCalculator taxes, CancellationToken cancellationToken)
    {
        var billing = CustomerReconciliation.Bill(facts, context);
        var work = new ItemsToInvoice { Customer = facts.Customer, Contracts = facts.Contracts, Items = billing.Items, OpenItems = facts.OpenItems };
        var drafts = await InvoiceDrafting.DraftAsync(work, context, taxes, cancellationToken).ConfigureAwait(false);
        var obstacles = new List<RunObstacle>(billing.Obstacles);
        foreach (var obstacle in drafts.Obstacles)
        {
            obstacles.Add(RunObstacles.Of(context, facts.Customer, obstacle));
        }

        return billing with { Items = drafts.Items, InvoicedItems = drafts.InvoicedItems, Invoices = drafts.Invoices, Obstacles = obstacles };
    }
}
