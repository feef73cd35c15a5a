using Psa.Customers;
using Psa.Documents;

namespace Psa.Quotes;

/// <summary>What is left of a closed quote when its customer's personal data is taken out.</summary>
internal static class QuoteErasure
{
    /// <summary>Gives the quote without persons: a won one is a commercial document, and keeps its parties; of all others the buyer is only a number.</summary>
    /// <param name="quote">The quote, closed.</param>
    /// <param name="customer">The customer as it was.</param>
    /// <returns>What is left; the same again of one that has none.</returns>
    internal static Quote Erased(this Quote quote, Customer customer)
    {
        var erased = quote with
        {
            Sendings = quote.Sendings.IsEmpty ? quote.Sendings : Anonymous(quote.Sendings, customer.Number),
            Acceptance = quote.Acceptance is { } acceptance ? acceptance with { ByName = customer.Number, Email = null, Note = null } : null,
        };
        return quote.Status == QuoteStatus.Won ? erased : erased with { Buyer = new Party { Name = customer.Number, Number = customer.Number }, ShipTo = null, Recipients = [] };
    }

    private static ValueList<QuoteSending> Anonymous(ValueList<QuoteSending> sendings, string number)
    {
        for (var i = 0; i < sendings.Count; i++)
        {
            sendings = sendings.SetItem(i, sendings[i] with { To = number });
        }

        return sendings;
    }
}
