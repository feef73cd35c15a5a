using NodaTime;
using Psa.Access;

namespace Psa.Quotes;

/// <summary>Rules of opportunities.</summary>
internal static class OpportunityRules
{
    /// <summary>Makes the record of a new opportunity.</summary>
    internal static Opportunity ToOpportunity(this NewOpportunity opportunity, Id<Opportunity> id, TenantId tenant) => new()
    {
        Id = id,
        Tenant = tenant,
        Name = opportunity.Name,
        Customer = opportunity.Customer,
        EstimatedValue = opportunity.EstimatedValue,
        ExpectedOn = opportunity.ExpectedOn,
        Status = OpportunityLifecycle.Table.Initial,
        Metadata = opportunity.Metadata,
    };

    /// <summary>Checks an opportunity.</summary>
    /// <returns>All that is wrong, each with its field; empty when nothing is.</returns>
    internal static ValueList<Problem> Validate(this Opportunity opportunity)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(opportunity.Name))
        {
            problems.Add(new(OpportunityErrors.Incomplete, "The opportunity needs a name.", nameof(opportunity.Name)));
        }

        if (opportunity.EstimatedValue is { Sign: < 0 } value)
        {
            problems.Add(new(OpportunityErrors.BadValue, $"Nothing is worth {value}: give 0 or more, or leave it out.", nameof(opportunity.EstimatedValue)));
        }

        return problems.ToValueList();
    }

    /// <summary>Refuses what an edit of an opportunity can't change: what never does, and what has a call of its own.</summary>
    /// <exception cref="RuleViolationException"><c>opportunity.fixed</c>, <c>opportunity.own_step</c>, <c>opportunity.not_open</c>.</exception>
    internal static void RequireEditable(Opportunity before, Opportunity after)
    {
        if (before.Customer != after.Customer)
        {
            throw new RuleViolationException(OpportunityErrors.Fixed, "The customer of an opportunity doesn't change: lose it and add another.", before.Id.Value).At(nameof(after.Customer));
        }

        if ((before.Status, before.ClosedOn, before.CloseReason) != (after.Status, after.ClosedOn, after.CloseReason))
        {
            throw new RuleViolationException(OpportunityErrors.OwnStep, "An opportunity is won and lost by calls of their own: leave its status, closing day and reason as they were read.", before.Id.Value)
                .At(nameof(after.Status));
        }

        if (before.Status != OpportunityStatus.Open && before != after)
        {
            throw new RuleViolationException(OpportunityErrors.NotOpen, $"The opportunity is {before.Status.Name}, and doesn't change any more: add another.", before.Id.Value);
        }
    }

    /// <summary>Wins it.</summary>
    /// <returns>The opportunity as it is then; as it is, when it was won before.</returns>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    internal static Opportunity Win(this Opportunity opportunity, Actor actor, LocalDate today) =>
        opportunity.Status == OpportunityStatus.Won ? opportunity : Closed(opportunity, OpportunityAction.Win, actor, today, reason: null);

    /// <summary>Loses it.</summary>
    /// <returns>The opportunity as it is then; as it is, when it was lost before.</returns>
    /// <exception cref="RuleViolationException"><c>opportunity.reason_missing</c>; <c>lifecycle.not_allowed</c>.</exception>
    internal static Opportunity Lose(this Opportunity opportunity, Actor actor, LocalDate today, string reason) =>
        opportunity.Status == OpportunityStatus.Lost ? opportunity
        : string.IsNullOrWhiteSpace(reason) ? throw new RuleViolationException(OpportunityErrors.ReasonMissing, "Say why the opportunity is lost.", opportunity.Id.Value).At("Reason")
        : Closed(opportunity, OpportunityAction.Lose, actor, today, reason.Trim());

    private static Opportunity Closed(Opportunity opportunity, OpportunityAction action, Actor actor, LocalDate today, string? reason) => opportunity with
    {
        Status = OpportunityLifecycle.Table.Next(opportunity.Status, action, actor, opportunity.Id.Value),
        ClosedOn = today,
        CloseReason = reason,
    };
}
