using Psa.Access;
using Psa.Lifecycles;
using static Psa.Quotes.QuoteStatus;

namespace Psa.Quotes;

/// <summary>How quotes change their status.</summary>
internal static class QuoteLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<QuoteStatus, QuoteAction> Table { get; } = Lifecycle.Starting(Draft)
        .Allow(QuoteAction.Activate, from: Draft, to: Active)
        .Allow(QuoteAction.Discard, from: Draft, to: Discarded, needs: Permission.EditQuotes)
        .Allow(QuoteAction.Send, from: Active, to: Active, needs: Permission.EditQuotes)
        .Allow(QuoteAction.Accept, from: Active, to: Active)
        .Allow(QuoteAction.Win, from: Active, to: Won)
        .Allow(QuoteAction.Lose, from: Active, to: Lost, needs: Permission.EditQuotes)
        .Allow(QuoteAction.Cancel, from: Active, to: Canceled, needs: Permission.EditQuotes)
        .Allow(QuoteAction.Expire, from: Active, to: Expired, needs: Permission.EditQuotes)
        .Allow(QuoteAction.Revise, from: Active, to: Revised, needs: Permission.EditQuotes)
        .Allow(QuoteAction.Revise, from: Lost, to: Lost, needs: Permission.EditQuotes)
        .Allow(QuoteAction.Revise, from: Canceled, to: Canceled, needs: Permission.EditQuotes)
        .Allow(QuoteAction.Revise, from: Expired, to: Expired, needs: Permission.EditQuotes)
        .Allow(QuoteAction.Reinstate, from: Revised, to: Active, needs: Permission.EditQuotes)
        .Allow(QuoteAction.ReinstateExpired, from: Revised, to: Expired, needs: Permission.EditQuotes);
}
