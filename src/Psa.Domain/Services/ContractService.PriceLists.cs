using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Records;

namespace Psa.Services;

public sealed partial class ContractService
{
    /// <summary>
    /// Assigns a price list to a contract from a day on, before any of its customer's. Parts that follow the catalog have it from the period on that starts then or later; what was billed stays.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="assignment">The list and its first day, which may be back-dated; without a list, the customer's hold from then on.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed contract; its entry has an id, by which it can be withdrawn.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract or list.</exception>
    /// <exception cref="RuleViolationException"><c>price.inactive_list</c>; <c>price.currency_mismatch</c>: the list isn't in the contract's currency; <c>price_list.bad_assignment</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> AssignPriceListAsync(Actor actor, Id<Contract> id, PriceListAssignment assignment, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(assignment);
        return repricing.AfterAsync(ChangeAsync(
            actor,
            id,
            EventKinds.ContractChanged,
            async (Step step, Contract contract) =>
            {
                if (contract.PriceLists.Assigning(assignment, id.Value) == contract.PriceLists)
                {
                    return contract;
                }

                await step.GuardAssignableAsync(assignment.PriceList, contract.Currency, cancellationToken).ConfigureAwait(false);
                await PricesChangedAsync(step, contract, cancellationToken).ConfigureAwait(false);
                return contract with { PriceLists = contract.PriceLists.Assigning(assignment with { Id = assignment.Id.OrNext(ids) }, id.Value) };
            },
            reason: null,
            cancellationToken), actor, cancellationToken);
    }

    /// <summary>Withdraws an assignment of a price list: then it is as if it had never been, but for what was billed by it. The entry stays in the list, with who withdrew it.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract.</param>
    /// <param name="entry">The entry's id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed contract; as it is, when the entry was withdrawn before.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract or entry.</exception>
    /// <exception cref="RuleViolationException"><c>contract.reason_missing</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> WithdrawPriceListAsync(Actor actor, Id<Contract> id, Id<PriceListAssignment> entry, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        RequireReason(reason, id.Value);
        return repricing.AfterAsync(ChangeAsync(
            actor,
            id,
            EventKinds.ContractChanged,
            async (Step step, Contract contract) =>
            {
                var after = contract.PriceLists.Withdrawing(entry, new(step.Actor.DisplayName, step.Now, reason.Trim()));
                if (after == contract.PriceLists)
                {
                    return contract;
                }

                await PricesChangedAsync(step, contract, cancellationToken).ConfigureAwait(false);
                return contract with { PriceLists = after };
            },
            reason,
            cancellationToken), actor, cancellationToken);
    }

    // what is written for a contract stands on documents of the payer
    private async Task PricesChangedAsync(Step step, Contract contract, CancellationToken cancellationToken)
    {
        var customer = await step.Of<Customer>().RequireAsync(contract.Customer, cancellationToken).ConfigureAwait(false);
        step.PricesChanged(ids, EventKinds.ContractChanged, contract.Id.Value, [customer.Payer]);
    }
}
