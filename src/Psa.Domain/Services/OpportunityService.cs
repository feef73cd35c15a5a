using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Languages;
using Psa.Quotes;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Opportunities: business that may come, and that quotes can belong to. They are the seller's own: a client doesn't see them.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="taxes">Finds taxes, of orders that are made of won quotes.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed class OpportunityService(IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, IEnumerable<ILanguage>? languages = null)
{
    private readonly QuoteWriter _writer = new(taxes, new LanguageSet(languages ?? []));

    /// <summary>Adds an opportunity.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="opportunity">What is known of it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored opportunity; the one that an earlier call with the same id made.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    /// <exception cref="ValidationFailedException"><c>opportunity.incomplete</c>, <c>opportunity.bad_value</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">The id stands for an opportunity of another customer.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Opportunity> CreateAsync(Actor actor, NewOpportunity opportunity, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(opportunity);
        var created = opportunity.ToOpportunity(opportunity.Id.OrNext(ids), actor.Tenant);
        ValidationFailedException.ThrowIfAny(created.Validate());
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (opportunity.Id is { } given && await step.Of<Opportunity>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.Customer == opportunity.Customer ? made : throw new ConcurrencyConflictException(nameof(Opportunity), given.Value, 0, made.Version);
                }

                await step.Of<Customer>().RequireAsync(opportunity.Customer, cancellationToken).AsTask().AtAsync(nameof(opportunity.Customer)).ConfigureAwait(false);
                var stored = step.Of<Opportunity>().Add(created);
                step.Append(EventKinds.OpportunityChanged, stored.Id, to: stored.Status.Name);
                return stored;
            },
            cancellationToken);
    }

    /// <summary>Stores a changed opportunity, as long as it is open: name, value, the day on which it is expected to be decided, and the host's keys.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="opportunity">The changed opportunity with the version it was loaded with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored opportunity.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such opportunity.</exception>
    /// <exception cref="RuleViolationException"><c>opportunity.fixed</c>: the customer; <c>opportunity.own_step</c>: status, closing day or reason; <c>opportunity.not_open</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>opportunity.incomplete</c>, <c>opportunity.bad_value</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Opportunity> UpdateAsync(Actor actor, Opportunity opportunity, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(opportunity);
        return ChangeAsync(
            actor,
            opportunity.Id,
            (before, _) =>
            {
                Reads.RequireVersion(opportunity, before);
                OpportunityRules.RequireEditable(before, opportunity);
                ValidationFailedException.ThrowIfAny(opportunity.Validate(), opportunity.Id.Value);
                return opportunity;
            },
            cancellationToken);
    }

    /// <summary>
    /// Closes an opportunity as won. Its quotes stay as they are: each is won by itself. With the feature <see cref="Features.Feature.Procurement"/>, where a chosen line of its won quotes is of a stocked product, what of them
    /// isn't ordered yet is ordered in the same commit, an active order for each; else nothing is.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The opportunity.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The won opportunity; as it is, when it was won before.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such opportunity.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>: it is lost; where it orders: <c>billing_entity.inactive</c>; <c>numbering.no_series</c>, <c>numbering.not_confirmed</c>.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Opportunity> WinAsync(Actor actor, Id<Opportunity> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeAsync(actor, id, (before, today) => before.Win(actor, today), cancellationToken, step => step.OrderWonAsync(_writer, id, cancellationToken));
    }

    /// <summary>Closes an opportunity as lost. Its quotes stay as they are.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The opportunity.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lost opportunity; as it is, when it was lost before.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such opportunity.</exception>
    /// <exception cref="RuleViolationException"><c>opportunity.reason_missing</c>; <c>lifecycle.not_allowed</c>: it is won.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Opportunity> LoseAsync(Actor actor, Id<Opportunity> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(reason);
        return ChangeAsync(actor, id, (before, today) => before.Lose(actor, today, reason), cancellationToken);
    }

    /// <summary>Finds an opportunity.</summary>
    /// <param name="actor">Who asks; a client sees none.</param>
    /// <param name="id">The opportunity.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The opportunity, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewQuotes)]
    public Task<Opportunity?> FindAsync(Actor actor, Id<Opportunity> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewQuotes, Permission.EditQuotes, Grants.None, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<Opportunity>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists opportunities by name, page by page.</summary>
    /// <param name="actor">Who asks; a client sees none.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewQuotes)]
    public Task<Page<Opportunity>> ListAsync(Actor actor, OpportunityFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewQuotes, Permission.EditQuotes);
        return store.PageAsync(actor.Tenant, filter, page, OpportunityRecords.Matching, cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.EditQuotes, records);
    }

    private Task<Opportunity> ChangeAsync(Actor actor, Id<Opportunity> id, Func<Opportunity, LocalDate, Opportunity> change, CancellationToken cancellationToken, Func<Step, Task>? then = null) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<Opportunity>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var after = change(before, await step.TodayAsync(cancellationToken).ConfigureAwait(false));
                if (after == before)
                {
                    return before; // it was done before: whoever comes second gets what is done
                }

                if (then is not null)
                {
                    await then(step).ConfigureAwait(false);
                }

                var stored = step.Of<Opportunity>().Update(after);
                step.Append(EventKinds.OpportunityChanged, id, before.Status.Name, after.Status.Name, after.CloseReason == before.CloseReason ? null : after.CloseReason);
                return stored;
            },
            cancellationToken);
}
