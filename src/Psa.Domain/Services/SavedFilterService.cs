using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Lists;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// Filters that people keep under a name, for themselves or for all who view the whole list. Whoever may view a list may keep filters of it; who views only what is their own, as a client,
/// neither shares filters nor is shown those of others, whose names and words are the seller's business.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
public sealed class SavedFilterService(IPsaStore store, IClock clock)
{
    /// <summary>Saves a filter. It takes the place of the actor's own of the same list and name.</summary>
    /// <param name="actor">Who does it: who may view the list; to share it, who may view all of it.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored filter.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>filter.unnamed</c>; a value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad</c>: the refused field says what of the filter; a field that the actor may not ask for is unknown here too.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<SavedFilter> SaveAsync(Actor actor, NewSavedFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Border.CheckQuestion(filter);
        RequireList(actor, filter.List);
        Border.Check(filter);
        if (filter.IsShared)
        {
            RequireAll(actor, filter.List);
        }

        if (string.IsNullOrWhiteSpace(filter.Name))
        {
            throw new ValidationFailedException([new(FilterErrors.Unnamed, "The filter needs a name.", nameof(filter.Name))]);
        }

        var name = filter.Name.Trim();
        var saved = new SavedFilter
        {
            Id = DerivedId.Create<SavedFilter>(actor.Tenant, "saved filter", filter.List.ToString(), actor.User.Value, TextFold.Of(name)),
            Tenant = actor.Tenant,
            List = filter.List,
            Owner = actor.User,
            Name = name,
            IsShared = filter.IsShared,
            Filter = filter.Filter,
            Search = filter.Search,
            SortBy = filter.SortBy,
            Descending = filter.Descending,
        };
        ListFields.Check(saved.List, saved.ToRequest(LocalDate.MinIsoValue), actor);
        return store.StepAsync(clock, actor, step => SaveAsync(step, saved, cancellationToken), cancellationToken);
    }

    /// <summary>Lists the filters of a list that an actor is shown, by name: their own, and those that are shared.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="list">The list.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The filters.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>value.unknown</c>: there is no such list.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<ValueList<SavedFilter>> ListAsync(Actor actor, ListKind list, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        RequireList(actor, list);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var found = await session.Of<SavedFilter>().QueryAsync(SavedFilterRecords.OfOwner(list, actor.User), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                if (ViewsAll(actor, list))
                {
                    await foreach (var shared in session.Of<SavedFilter>().QueryAsync(SavedFilterRecords.SharedOf(list), cancellationToken).ConfigureAwait(false))
                    {
                        if (shared.Owner != actor.User)
                        {
                            found.Add(shared);
                        }
                    }
                }

                found.Sort(SavedFilterRecords.ByName);
                return found.ToValueList();
            },
            cancellationToken);
    }

    /// <summary>Deletes a filter. A second time does nothing.</summary>
    /// <param name="actor">Who does it: whose it is; of one that is shared, who has <see cref="Permission.ManageSettings"/> too.</param>
    /// <param name="list">The list that it is of.</param>
    /// <param name="id">The filter.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is gone.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>value.unknown</c>: there is no such list.</exception>
    /// <exception cref="EntityNotFoundException">The filter is another's, who doesn't share it, or of another list.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task DeleteAsync(Actor actor, ListKind list, Id<SavedFilter> id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        RequireList(actor, list);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var filter = await step.Of<SavedFilter>().FindAsync(id, cancellationToken).ConfigureAwait(false);
                if (filter is null)
                {
                    return false;
                }

                if (filter.List != list || (filter.Owner != actor.User && !(filter.IsShared && ViewsAll(actor, list))))
                {
                    throw new EntityNotFoundException(nameof(SavedFilter), id.Value);
                }

                if (filter.Owner != actor.User)
                {
                    actor.Require(Permission.ManageSettings, id.Value);
                }

                step.Of<SavedFilter>().Remove(filter);
                step.Append(EventKinds.SavedFilterDeleted, filter.Id, from: filter.Name);
                return true;
            },
            cancellationToken);
    }

    private static async Task<SavedFilter> SaveAsync(Step step, SavedFilter filter, CancellationToken cancellationToken)
    {
        var stored = await step.Of<SavedFilter>().FindAsync(filter.Id, cancellationToken).ConfigureAwait(false);
        if (stored is not null && stored with { Version = 0 } == filter)
        {
            return stored; // the same was saved before: whoever comes second gets what is done
        }

        step.Append(EventKinds.SavedFilterSaved, filter.Id, to: filter.Name);
        return stored is null ? step.Of<SavedFilter>().Add(filter) : step.Of<SavedFilter>().Update(filter with { Version = stored.Version });
    }

    private static void RequireList(Actor actor, ListKind list)
    {
        switch (list)
        {
            case ListKind.SalesItems:
                actor.Require(Permission.ManageSalesItems);
                break;
            case ListKind.Invoices:
                actor.Require(Permission.ViewInvoices, Grants.Own);
                break;
            case ListKind.Contracts:
                actor.RequireView(Permission.ViewContracts, Permission.EditContracts, Grants.Own);
                break;
            case ListKind.Quotes:
                actor.Require(Permission.ViewQuotes, Grants.Own);
                break;
            case ListKind.Orders:
                actor.RequireView(Permission.ViewOrders, Permission.ManageOrders, Grants.Own);
                break;
            case ListKind.Tickets:
                actor.Require(Permission.OpenTickets, Grants.Own);
                break;
            default:
                Border.Check(list);
                break;
        }
    }

    private static bool ViewsAll(Actor actor, ListKind list) => list switch
    {
        ListKind.SalesItems => actor.May(Permission.ManageSalesItems),
        ListKind.Invoices => actor.May(Permission.ViewInvoices),
        ListKind.Contracts => actor.ViewsAll(Permission.ViewContracts, Permission.EditContracts),
        ListKind.Quotes => actor.May(Permission.ViewQuotes),
        ListKind.Tickets => actor.May(Permission.OpenTickets),
        _ => actor.ViewsAll(Permission.ViewOrders, Permission.ManageOrders),
    };

    private static void RequireAll(Actor actor, ListKind list)
    {
        if (!ViewsAll(actor, list))
        {
            actor.Require(list switch
            {
                ListKind.Invoices => Permission.ViewInvoices,
                ListKind.Contracts => Permission.ViewContracts,
                ListKind.Quotes => Permission.ViewQuotes,
                ListKind.Orders => Permission.ViewOrders,
                ListKind.Tickets => Permission.OpenTickets,
                _ => Permission.ManageSalesItems,
            });
        }
    }
}
