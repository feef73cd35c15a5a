using Psa.Access;
using Psa.Contracts;
using Psa.Lists;
using Psa.Records;

namespace Psa.Services;

/// <content>What is read of it.</content>
public sealed partial class ContractService
{
    /// <summary>Lists contracts, page by page; a customer's manager its own.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewContracts)]
    public Task<Page<Contract>> ListAsync(Actor actor, ContractFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Paging.Check(filter, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = await session.OwnAsync(actor, Permission.ViewContracts, Permission.EditContracts, cancellationToken).ConfigureAwait(false);
                return await session.PageAsync(ContractRecords.Matching(filter, own), filter, page, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Finds a contract part.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The part.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The part, or <see langword="null"/>: also when it is none of a client's.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewContracts)]
    public Task<ContractPart?> FindPartAsync(Actor actor, Id<ContractPart> id, CancellationToken cancellationToken = default)
    {
        RequireView(actor, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var part = await session.Of<ContractPart>().FindAsync(id, cancellationToken).ConfigureAwait(false);
                return part is null || await FindAsync(session, actor, part.Contract, cancellationToken).ConfigureAwait(false) is null ? null : part;
            },
            cancellationToken);
    }

    /// <summary>Lists contract parts, page by page; a customer's manager its own.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewContracts)]
    public Task<Page<ContractPart>> ListPartsAsync(Actor actor, ContractPartFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Paging.Check(filter, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                // parts are found by their customer
                var contract = filter is { Contract: { } id, Customer: null } ? await session.Of<Contract>().FindAsync(id, cancellationToken).ConfigureAwait(false) : null;
                var own = await session.OwnAsync(actor, Permission.ViewContracts, Permission.EditContracts, cancellationToken).ConfigureAwait(false);
                return await session.PageAsync(ContractPartRecords.Matching(filter, contract?.Customer, own), filter, page, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Lists contracts by a filter of named fields, page by page; a customer's manager its own. The fields are those of <see cref="ListFields"/>.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="request">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the request is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad</c>: the refused field says what of the filter; <c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewContracts)]
    public Task<Page<Contract>> SearchAsync(Actor actor, ListRequest request, PageRequest page, CancellationToken cancellationToken = default)
    {
        RequireView(actor);
        Paging.Check(request, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = await session.OwnAsync(actor, Permission.ViewContracts, Permission.EditContracts, cancellationToken).ConfigureAwait(false);
                return await ListSearch<Contract>.PageAsync(session, ContractFields.All, request, page, ContractRecords.SeenBy(own), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }
}
