using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Quotes;

namespace Psa.Services;

public sealed partial class CustomerService
{
    /// <summary>
    /// Takes a customer's personal data out: name, contacts, external id, billing information with addresses, e-mails, tax number and bank account. An anonymous customer stays, with
    /// its number for a name and its id, so that documents keep their meaning. Issued documents stay as the law wants them, with the parties as they were, and so do orders and the quotes that were won; of other
    /// quotes the buyer is gone, and of all who accepted them and to whom they were sent. Contracts, tickets, projects, time, sales items, usage and events stay too, which are of business and not of persons: no event has personal data of customers, but for the names of client users who acted, and what people wrote as
    /// reasons. Nothing is done when it was done before.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The anonymous customer.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    /// <exception cref="RuleViolationException">
    /// What the data is still needed for, of the customer or of those it pays for, with the ids concerned: <c>customer.contracts_in_force</c>, <c>customer.not_billed</c>,
    /// <c>customer.items_waiting</c>, <c>customer.drafts_open</c>, <c>customer.offers_open</c>, <c>customer.work_open</c>.
    /// </exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Customer> EraseAsync(Actor actor, Id<Customer> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                // nobody agrees or bills anything with either while it is looked
                var (before, _) = await step.GuardPayerAsync(id, cancellationToken).ConfigureAwait(false);
                var after = before.Erased();
                if (after == before)
                {
                    return before;
                }

                if (before.Payer != id)
                {
                    (await step.GuardItemsAsync(id, cancellationToken).ConfigureAwait(false)).Write();
                }

                await step.RequireErasableAsync(before, cancellationToken).ConfigureAwait(false);
                var quotes = await step.Of<Quote>().QueryAsync(QuoteRecords.OfEach([id]), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                foreach (var quote in quotes)
                {
                    step.Of<Quote>().Update(quote.Erased(before), quote);
                }

                step.Append(EventKinds.CustomerErased, id);
                try
                {
                    return await step.SaveAsync(before, after, cancellationToken).ConfigureAwait(false);
                }
                catch (RuleViolationException refusal) when (refusal.Code == CustomerErrors.BillingInformationInUse)
                {
                    // an item came while it was looked
                    throw new RuleViolationException(CustomerErrors.ItemsWaiting, "A sales item has just come that is to be billed to the customer or for it: bill or cancel it first.", id.Value);
                }
            },
            cancellationToken);
    }
}
