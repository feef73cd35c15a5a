using Psa.SalesItems;

namespace Psa.Invoices;

/// <summary>Gives the issued invoices that items correct, with what was given back of them: of items that correct one alone, so that what they give back is known to be of it.</summary>
/// <param name="items">The items.</param>
/// <param name="cancellationToken">Ends the wait.</param>
internal delegate ValueTask<IReadOnlyDictionary<Id<Invoice>, CorrectedInvoice>> FindCorrected(IReadOnlyList<SalesItem> items, CancellationToken cancellationToken);
