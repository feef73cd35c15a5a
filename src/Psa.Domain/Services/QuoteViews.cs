using System.Linq;
using Psa.Access;
using Psa.Customers;
using Psa.Documents;
using Psa.Quotes;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What readers see of quotes.</summary>
internal static class QuoteViews
{
    /// <summary>Lets the drafts among quotes show seller and buyer as they are stored now; what the customer holds is as it was.</summary>
    internal static async Task<ValueList<Quote>> ShownAsync(this IPsaSession session, IEnumerable<Quote> quotes, CancellationToken cancellationToken)
    {
        var shown = quotes.ToList();
        var drafts = shown.FindAll(static quote => quote.Status == QuoteStatus.Draft);
        if (drafts.Count == 0)
        {
            return shown.ToValueList();
        }

        var payers = await session.FindEachAsync(drafts.ConvertAll(static quote => quote.Customer), cancellationToken).ConfigureAwait(false);
        var entities = await session.FindEachAsync(drafts.ConvertAll(static quote => quote.BillingEntity), cancellationToken).ConfigureAwait(false);
        return shown.ConvertAll(quote => quote.Status != QuoteStatus.Draft ? quote : quote with
        {
            Seller = entities.GetValueOrDefault(quote.BillingEntity)?.ToParty() ?? quote.Seller,
            Buyer = payers.GetValueOrDefault(quote.Customer) is { } payer ? payer.ToParty(payer.BillingInformation) : quote.Buyer,
        }).ToValueList();
    }

    /// <summary>Leaves empty what a reader doesn't see: where prices are from, for who doesn't view the catalog, and what was said of the approval, for who views only their own (R-VIEW).</summary>
    internal static Quote For(this Quote quote, Actor actor)
    {
        var seen = quote.LinesFor(actor) is var lines && lines == quote.Lines ? quote : quote with { Lines = lines };
        return seen.Approval is null || actor.May(Permission.ViewQuotes) ? seen : seen with { Approval = null };
    }

    /// <summary>Tells whether an actor sees a quote: all of them, or, from Active on, those for the customer they belong to and for those that it pays for.</summary>
    internal static async Task<bool> IsSeenAsync(this IPsaSession session, Actor actor, Quote quote, CancellationToken cancellationToken)
    {
        if (actor.May(Permission.ViewQuotes))
        {
            return true;
        }

        var customer = quote.Status == QuoteStatus.Draft ? null : await session.Of<Customer>().FindAsync(quote.ServedCustomer, cancellationToken).ConfigureAwait(false);
        return customer is not null && actor.May(Permission.ViewQuotes, customer.OwnOf(actor));
    }
}
