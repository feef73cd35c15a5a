using System.Linq;
using Psa.Documents;
using Psa.Languages;
using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>Subtotals of a document, where its payer wants them: by contract, or by customer where it bills others than the payer.</summary>
internal static class Subtotals
{
    /// <summary>Sums up the lines of a document.</summary>
    /// <param name="group">Its items, in the order of their lines: by customer, then contract.</param>
    /// <param name="work">Who is invoiced, with contracts and customers.</param>
    /// <param name="totals">The document's totals, line by line.</param>
    /// <param name="words">The document's language.</param>
    /// <returns>The subtotals in the order of the lines; their sum is the line total.</returns>
    public static ValueList<Subtotal> Of(InvoiceGroup group, ItemsToInvoice work, DocumentTotals totals, ILanguage words)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(totals);
        var isByCustomer = group.Items.Any(item => item.Customer != work.Payer.Id);
        var subtotals = new List<Subtotal>();
        var place = 0;
        SalesItem? before = null;
        foreach (var item in group.Items)
        {
            if (before is null || before.Customer != item.Customer || (!isByCustomer && before.Contract != item.Contract))
            {
                subtotals.Add(new(Text(isByCustomer ? NameOf(item, work) : ContractOf(item, work), words), Money.Zero(group.Currency), 0));
            }

            var sum = subtotals[^1];
            for (var end = place + item.Lines.Count; place < end; place++)
            {
                sum = sum with { Net = sum.Net + totals.Lines[place].Net, Lines = sum.Lines + 1 };
            }

            subtotals[^1] = sum;
            before = item;
        }

        return subtotals.ToValueList();
    }

    private static string Text(string of, ILanguage words) => of.Length == 0 ? of : words.Subtotal(of);

    // a customer whose record can't be read has no name
    private static string NameOf(SalesItem item, ItemsToInvoice work) => work.FindCustomer(item.Customer)?.Name ?? item.Customer.ToString();

    private static string ContractOf(SalesItem item, ItemsToInvoice work)
    {
        foreach (var contract in work.Contracts)
        {
            if (contract.Id == item.Contract)
            {
                return $"{contract.Number} {contract.Name}";
            }
        }

        return string.Empty;
    }
}
