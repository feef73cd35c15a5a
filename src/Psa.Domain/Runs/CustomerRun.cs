using Psa.Charges;
using Psa.Documents;
using Psa.Invoices;

namespace Psa.Runs;

/// <summary>Bills one customer: items, then invoices. Run and preview both come through here.</summary>
internal static class CustomerRun
{
    internal static ValueTask<CustomerBilling> BillAsync(CustomerFacts facts, BillingContext context, ITaxCalculator taxes, CancellationToken cancellationToken) =>
        InvoiceDrafting.DraftAsync(facts, CustomerReconciliation.Bill(facts, context), context, taxes, cancellationToken);
}
