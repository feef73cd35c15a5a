using Psa.Access;
using Psa.Quotes;

namespace Psa.Services;

/// <content>What makes a quote the customer's.</content>
public sealed partial class QuoteService
{
    /// <summary>Activates a draft: it is read-only from then on, and what the customer holds. Prices that follow the catalog are compared with it once more, and priced anew or refused.</summary>
    /// <param name="actor">Who does it; whoever may activate by policy may where none asks for an approval, or it is granted.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The active quote.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    /// <exception cref="ValidationFailedException">
    /// <c>document.pricing_error</c>; <c>price.stale</c>: the catalog says other prices by now, and the tenant wants to be asked (<see cref="Sellers.TenantSettings.RefuseStalePrices"/>); each line with its place.
    /// </exception>
    /// <exception cref="RuleViolationException">
    /// <c>quote.not_draft</c>, <c>quote.expired</c>, <c>quote.bad_choice</c>; <c>quote.approval_required</c>, with the reasons: where the catalog's prices of today ended the approval, the draft has them now;
    /// <c>document.no_lines</c>, <c>document.discount_exceeds_detail</c>, <c>discount.needs_one_time</c>; <c>billing_entity.inactive</c>.
    /// </exception>
    [RequiresPermission(Permission.ActivateQuotes)]
    public async Task<Quote> ActivateAsync(Actor actor, Id<Quote> id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ActivateQuotes, Grants.Policy, id.Value);
        var (quote, refusal) = await store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var draft = await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var made = await new QuoteActivation(_writer).ActivatedAsync(step, draft, cancellationToken).ConfigureAwait(false);
                return made with { Quote = step.Of<Quote>().Update(made.Quote, draft) };
            },
            cancellationToken).ConfigureAwait(false);
        return refusal is null ? quote : throw refusal;
    }
}
