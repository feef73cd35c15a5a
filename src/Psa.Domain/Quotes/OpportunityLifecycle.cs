using Psa.Access;
using Psa.Lifecycles;
using static Psa.Quotes.OpportunityStatus;

namespace Psa.Quotes;

/// <summary>How opportunities change their status.</summary>
internal static class OpportunityLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<OpportunityStatus, OpportunityAction> Table { get; } = Lifecycle.Starting(Open)
        .Allow(OpportunityAction.Win, from: Open, to: Won, needs: Permission.EditQuotes)
        .Allow(OpportunityAction.Lose, from: Open, to: Lost, needs: Permission.EditQuotes);
}
