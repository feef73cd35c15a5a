using Psa.Access;
using Psa.Orders;
using Psa.Quotes;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What the answers of those share who decide on quotes.</summary>
internal static class QuoteDecisions
{
    /// <summary>Gives the opportunity of a quote where it is open and none of its quotes is live any more: people may want to close it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="quote">The quote as it is from now on.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<Id<Opportunity>?> OpportunityToCloseAsync(this IPsaSession session, Quote quote, CancellationToken cancellationToken)
    {
        if (quote.Opportunity is not { } id || quote.IsLive())
        {
            return null;
        }

        await foreach (var other in session.Of<Quote>().QueryAsync(QuoteRecords.OfOpportunity(id), cancellationToken).ConfigureAwait(false))
        {
            if (other.IsLive() && (other.BillingEntity, other.Number) != (quote.BillingEntity, quote.Number))
            {
                return null;
            }
        }

        return await session.Of<Opportunity>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } opportunity && opportunity.Status == OpportunityStatus.Open ? id : null;
    }

    /// <summary>Leaves empty what an actor doesn't view: who accepts for a customer isn't shown what the seller makes of it.</summary>
    internal static QuoteDecision For(this QuoteDecision decision, Actor actor) => new(
        decision.Quote.For(actor),
        actor.ViewsAll(Permission.ViewOrders, Permission.ManageOrders) ? decision.Order?.For(actor) : null,
        actor.ViewsAll(Permission.ViewContracts, Permission.EditContracts) ? decision.Contracts : [],
        actor.ViewsAll(Permission.ViewQuotes, Permission.EditQuotes) ? decision.OpportunityToClose : null,
        actor.ViewsAll(Permission.ViewQuotes, Permission.EditQuotes) ? decision.NotWon : null);
}
