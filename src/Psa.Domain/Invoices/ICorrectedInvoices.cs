using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>Finds the invoices that credit notes of runs correct.</summary>
internal interface ICorrectedInvoices
{
    /// <summary>Gives the issued invoices that items correct, with what was given back of them: of items that correct one alone, so that what they give back is known to be of it.</summary>
    /// <param name="items">The items.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyDictionary<Id<Invoice>, CorrectedInvoice>> FindAsync(IReadOnlyList<SalesItem> items, CancellationToken cancellationToken);
}
