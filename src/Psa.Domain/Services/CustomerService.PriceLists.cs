using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Events;
using Psa.Records;

namespace Psa.Services;

public sealed partial class CustomerService
{
    /// <summary>
    /// Assigns a price list to a customer from a day on: it holds for the customer's contracts that have none, for its usage without a contract, for its documents that choose none, and
    /// for those it pays for that have none. Parts that follow the catalog have it from the period on that starts then or later; what was billed stays.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The customer.</param>
    /// <param name="assignment">The list, of any currency, and its first day, which may be back-dated; without a list, the default lists hold from then on.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed customer; its entry has an id, by which it can be withdrawn.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer or list.</exception>
    /// <exception cref="RuleViolationException"><c>price.inactive_list</c>; <c>price_list.bad_assignment</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Customer> AssignPriceListAsync(Actor actor, Id<Customer> id, PriceListAssignment assignment, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(assignment);
        return repricing.AfterAsync(SaveAsync(
            actor,
            id,
            async (step, before) =>
            {
                if (before.PriceLists.Assigning(assignment, id.Value) == before.PriceLists)
                {
                    return before;
                }

                await step.GuardAssignableAsync(assignment.PriceList, currency: null, cancellationToken).ConfigureAwait(false);
                PricesChanged(step, before);
                return before with { PriceLists = before.PriceLists.Assigning(assignment with { Id = assignment.Id.OrNext(ids) }, id.Value) };
            },
            reason: null,
            cancellationToken), actor, cancellationToken);
    }

    /// <summary>Withdraws an assignment of a price list: then it is as if it had never been, but for what was billed by it. The entry stays in the list, with who withdrew it.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The customer.</param>
    /// <param name="entry">The entry's id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed customer; as it is, when the entry was withdrawn before.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer or entry.</exception>
    /// <exception cref="RuleViolationException"><c>customer.reason_missing</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Customer> WithdrawPriceListAsync(Actor actor, Id<Customer> id, Id<PriceListAssignment> entry, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolationException(CustomerErrors.ReasonMissing, "Say why the price list is withdrawn.", id.Value).At("Reason");
        }

        return repricing.AfterAsync(SaveAsync(
            actor,
            id,
            (step, before) =>
            {
                var after = before.PriceLists.Withdrawing(entry, new(step.Actor.DisplayName, step.Now, reason.Trim()));
                if (after == before.PriceLists)
                {
                    return new(before);
                }

                PricesChanged(step, before);
                return new(before with { PriceLists = after });
            },
            reason,
            cancellationToken), actor, cancellationToken);
    }

    // its own documents, those it pays for others, and the ones another pays for it
    private void PricesChanged(Step step, Customer customer) =>
        step.PricesChanged(ids, EventKinds.CustomerChanged, customer.Id.Value, customer.Payer == customer.Id ? [customer.Id] : [customer.Id, customer.Payer]);
}
