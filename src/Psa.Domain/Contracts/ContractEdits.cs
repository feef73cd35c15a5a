namespace Psa.Contracts;

/// <summary>What an edit of a contract may change.</summary>
internal static class ContractEdits
{
    /// <summary>Refuses what an edit of a contract can't change: what never does, and what has a call of its own.</summary>
    /// <exception cref="RuleViolationException"><c>contract.fixed</c>, <c>contract.own_step</c>; the fields are those that were changed.</exception>
    internal static void RequireOwnSteps(Contract before, Contract after)
    {
        var changed = new List<string>();
        Note(before.Customer != after.Customer, nameof(after.Customer));
        Note(before.BillingEntity != after.BillingEntity, nameof(after.BillingEntity));
        Note(before.Currency != after.Currency, nameof(after.Currency));
        if (changed.Count > 0)
        {
            throw new RuleViolationException(ContractErrors.Fixed, "Customer, billing entity and currency of a contract don't change: end it and write another.", before.Id.Value).At([.. changed]);
        }

        Note(before.Status != after.Status, nameof(after.Status));
        Note(before.EffectiveFrom != after.EffectiveFrom, nameof(after.EffectiveFrom));
        Note(before.LastDay != after.LastDay, nameof(after.LastDay));
        Note(before.Termination != after.Termination, nameof(after.Termination));
        Note(before.Cycles != after.Cycles, nameof(after.Cycles));
        Note(before.Escalations != after.Escalations, nameof(after.Escalations));
        Note(before.Suspensions != after.Suspensions, nameof(after.Suspensions));
        Note(before.PriceLists != after.PriceLists, nameof(after.PriceLists));
        Note(before.Template != after.Template, nameof(after.Template));
        if (changed.Count > 0)
        {
            throw new RuleViolationException(
                ContractErrors.OwnStep, "Status, dates, cycle, proration, escalations, suspensions and price lists are changed by their own calls, and its template never.", before.Id.Value).At([.. changed]);
        }

        void Note(bool isChanged, string field)
        {
            if (isChanged)
            {
                changed.Add(field);
            }
        }
    }
}
