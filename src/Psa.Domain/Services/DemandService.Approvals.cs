using Psa.Access;
using Psa.Events;
using Psa.Inventory;
using Psa.Notifications;
using Psa.Records;

namespace Psa.Services;

/// <content>Approvals of what is to be bought (R-PURCHASE-APPROVAL).</content>
public sealed partial class DemandService
{
    /// <summary>Says which purchases are approved from a day on. What waits is looked at again when it changes, and when an order is built.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="approvals">The thresholds, in the valuation currency; none of them for no approvals from that day on. What was said from the same day is replaced.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored settings.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>stock.not_set_up</c>; <c>approval.bad_value</c>; <c>document.far_date</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<StockSettings> SetApprovalsAsync(Actor actor, PurchaseApprovals approvals, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        Border.Check(approvals);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
                var before = await step.StockSettingsAsync(cancellationToken).ConfigureAwait(false);
                await step.RequireNearAsync(approvals.From, cancellationToken, nameof(approvals.From)).ConfigureAwait(false);
                DemandApprovals.RequireSound(approvals, before.Currency);
                var after = before.Approving(approvals);
                if (after == before)
                {
                    return before;
                }

                step.Append(EventKinds.StockSettingsChanged, before.Id);
                return step.Of<StockSettings>().Update(after);
            },
            cancellationToken);
    }

    /// <summary>
    /// Approves that what is unordered of a product for a document is bought: of the demand, and of all others of its document and product that wait. Where several levels are needed, each is another person's.
    /// </summary>
    /// <param name="actor">Who approves it; none of those who asked for the goods.</param>
    /// <param name="source">The charge or line of an order.</param>
    /// <param name="cost">What was looked at (<see cref="DemandApproval.Cost"/>): another cost isn't approved with it; <see langword="null"/> for whatever approval is asked for.</param>
    /// <param name="note">What they say, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demand; as it is where they approved it, and nothing more waits.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge or order.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>approval.own</c>, <c>approval.already_given</c>, <c>approval.not_asked</c>; <c>demand.not_open</c>; <c>order.not_submitted</c>, <c>order.bad_line</c>, <c>product.not_stocked</c>.
    /// </exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ApprovePurchases)]
    public Task<Demand> ApproveAsync(Actor actor, DemandSource source, Money? cost = null, string? note = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ApprovePurchases);
        Border.CheckOptional(cost);
        Border.CheckOptional(note);
        var said = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        return DecideAsync(
            actor,
            source,
            nameof(NotificationKind.Approved),
            said,
            (step, demand) =>
            {
                var given = new ApprovalGiven(actor.User, actor.DisplayName, said) { At = step.Now };
                return demand.Approval switch
                {
                    { IsMissing: false } asked when asked.IsBy(actor.User) => static one => one,
                    { IsMissing: true } asked when asked.IsBy(actor.User) => throw new RuleViolationException(InventoryErrors.ApprovalGiven, "You approved it: the next level is another person's.", demand.Id.Value),
                    { IsMissing: true } asked when cost is null || cost == asked.Cost => one => one.Approved(given),
                    _ => throw NotAsked(demand),
                };
            },
            cancellationToken);
    }

    /// <summary>Rejects that what is unordered of a product for a document is bought: the demand, and all others of its document and product that wait, are held with the note, until somebody frees them.</summary>
    /// <param name="actor">Who rejects it; none of those who asked for the goods.</param>
    /// <param name="source">The charge or line of an order.</param>
    /// <param name="note">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The demand.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge or order.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>approval.note_missing</c>, <c>approval.own</c>, <c>approval.not_asked</c>; <c>demand.not_open</c>; <c>order.not_submitted</c>, <c>order.bad_line</c>, <c>product.not_stocked</c>.
    /// </exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ApprovePurchases)]
    public Task<Demand> RejectAsync(Actor actor, DemandSource source, string note, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ApprovePurchases);
        Border.Check(note);
        var said = note.Trim();
        return said.Length == 0
            ? throw new RuleViolationException(InventoryErrors.ApprovalNoteMissing, "Say why it isn't bought.").At("Note")
            : DecideAsync(
                actor,
                source,
                nameof(NotificationKind.Rejected),
                said,
                (_, demand) => demand.IsUnapproved ? one => one.IsUnapproved ? one.Rejected(said) : one
                    : demand.HoldNote == said ? static one => one
                    : throw NotAsked(demand),
                cancellationToken);
    }

    private static RuleViolationException NotAsked(Demand demand) =>
        new(InventoryErrors.ApprovalNotAsked, "Nobody asked for an approval of it, or of that cost: look at it again.", demand.Id.Value);

    private Task<Demand> DecideAsync(Actor actor, DemandSource source, string decision, string? note, Func<Step, Demand, Func<Demand, Demand>> decide, CancellationToken cancellationToken)
    {
        Border.Check(source);
        return store.StepAsync(
            clock,
            actor,
            source,
            async (step, hand) =>
            {
                await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
                hand.Demand.RequireOpen();
                var decided = decide(step, hand.Demand);
                var together = (await step.TogetherAsync(hand.Demand, cancellationToken).ConfigureAwait(false)).FindAll(static one => one.Unordered() > 0m);
                foreach (var before in together)
                {
                    if (decided(before) is var after && after != before)
                    {
                        DemandApprovals.RequireNotOwn(together, actor);
                        step.Stage(after, before);
                        step.Append(EventKinds.ApprovalDecided, after.Id, to: decision, reason: note);
                    }
                }

                // of what it comes to by now
                await step.AskApprovalsAsync(cancellationToken).ConfigureAwait(false);
                return (await step.Of<Demand>().FindAsync(hand.Demand.Id, cancellationToken).ConfigureAwait(false) ?? hand.Demand).ShownTo(actor);
            },
            cancellationToken);
    }
}
