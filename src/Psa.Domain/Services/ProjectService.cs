using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Events;
using Psa.Numbering;
using Psa.Records;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Projects: what time is logged on beside tickets. Clients see those of the customer they belong to and of those it pays for.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
public sealed class ProjectService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    /// <summary>Opens a project.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">What is known of it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored project; the one that an earlier call with the same id opened.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, contact or contract.</exception>
    /// <exception cref="RuleViolationException"><c>work.text_missing</c>, <c>work.contract_mismatch</c>; <c>work.number_missing</c>, <c>work.number_taken</c>, <c>numbering.not_confirmed</c>.</exception>
    [RequiresPermission(Permission.ManageProjects)]
    public Task<Project> OpenAsync(Actor actor, NewProject project, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(project);
        WorkReferences.RequireText(project.Content.Name, "Content.Name");
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (project.Id is { } given && await step.Of<Project>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.Customer == project.Customer ? made : throw new ConcurrencyConflictException(nameof(Project), given.Value, 0, made.Version);
                }

                var customer = await RequireAsync(step, project.Customer, project.Content, cancellationToken).ConfigureAwait(false);
                var opened = step.Of<Project>().Add(new()
                {
                    Id = project.Id.OrNext(ids),
                    Tenant = step.Tenant,
                    Number = await step.WorkNumberAsync(project.Number, NumberPurpose.Project, customer, ProjectRecords.OfNumber, cancellationToken).ConfigureAwait(false),
                    Name = project.Content.Name,
                    Customer = project.Customer,
                    Contact = project.Content.Contact,
                    Contract = project.Content.Contract,
                    Status = ProjectLifecycle.Table.Initial,
                    OpenedOn = await step.TodayAsync(cancellationToken).ConfigureAwait(false),
                    Metadata = project.Metadata,
                });
                step.Append(EventKinds.ProjectChanged, opened.Id, to: opened.Status.Name);
                return opened;
            },
            cancellationToken);
    }

    /// <summary>Writes all that somebody wrote of a project anew. Another contract reaches time that is approved later.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The project.</param>
    /// <param name="content">All that is to stand on it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored project.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such project, contact or contract.</exception>
    /// <exception cref="RuleViolationException"><c>work.text_missing</c>, <c>work.contract_mismatch</c>.</exception>
    [RequiresPermission(Permission.ManageProjects)]
    public Task<Project> ChangeAsync(Actor actor, Id<Project> id, ProjectContent content, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        Border.Check(content);
        WorkReferences.RequireText(content.Name, nameof(content.Name));
        return ChangeAsync(
            actor,
            id,
            async (step, before) =>
            {
                await RequireAsync(step, before.Customer, content, cancellationToken).ConfigureAwait(false);
                return before with { Name = content.Name, Contact = content.Contact, Contract = content.Contract };
            },
            static (_, after) => Task.FromResult(after),
            cancellationToken);
    }

    /// <summary>Ends a project: it takes no time any more. What still waits for approval is named, and can be approved.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The project, open.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored project, and the time that waits.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such project.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.ManageProjects)]
    public Task<ProjectClosing> CloseAsync(Actor actor, Id<Project> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeAsync(
            actor,
            id,
            async (step, before) =>
            {
                // nobody logs time beside it
                (await step.GuardAsync(id, cancellationToken).ConfigureAwait(false)).Write();
                return Moved(actor, before, ProjectAction.Close);
            },
            async (step, closed) => new ProjectClosing(closed, (await step.TimeOfAsync(closed, cancellationToken).ConfigureAwait(false)).Submitted()),
            cancellationToken);
    }

    /// <summary>Lets a closed project take time again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The project, closed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored project.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such project.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>.</exception>
    [RequiresPermission(Permission.ManageProjects)]
    public Task<Project> ReopenAsync(Actor actor, Id<Project> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeAsync(actor, id, (_, before) => Task.FromResult(Moved(actor, before, ProjectAction.Reopen)), static (_, after) => Task.FromResult(after), cancellationToken);
    }

    /// <summary>Sets a host's own keys on a project.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The project.</param>
    /// <param name="metadata">All keys that it is to have, in place of those it has.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored project.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such project.</exception>
    [RequiresPermission(Permission.ManageProjects)]
    public Task<Project> SetMetadataAsync(Actor actor, Id<Project> id, Metadata metadata, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return ChangeAsync(actor, id, (_, before) => Task.FromResult(before with { Metadata = metadata }), static (_, after) => Task.FromResult(after), cancellationToken);
    }

    /// <summary>Finds a project.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The project.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The project, or <see langword="null"/>: also when it is none of a client's. What belongs to contracts is empty for who doesn't view these.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewCustomers)]
    public Task<Project?> FindAsync(Actor actor, Id<Project> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCustomers, Permission.ManageProjects, Grants.Own, id.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var found = await session.Of<Project>().FindAsync(id, cancellationToken).ConfigureAwait(false);
                return found is not null && (actor.May(Permission.ManageProjects) || await session.SeesAsync(actor, Permission.ViewCustomers, found.Customer, cancellationToken).ConfigureAwait(false))
                    ? found.For(actor)
                    : null;
            },
            cancellationToken);
    }

    /// <summary>Lists projects, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which ones, in which order.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page; a client's own.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">A value of the filter is none.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewCustomers)]
    public Task<Page<Project>> ListAsync(Actor actor, ProjectFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCustomers, Permission.ManageProjects, Grants.Own);
        Paging.Check(filter, page);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var own = await session.OwnAsync(actor, Permission.ViewCustomers, Permission.ManageProjects, cancellationToken).ConfigureAwait(false);
                return (await session.PageAsync(ProjectRecords.Matching(filter, own), filter, page, cancellationToken).ConfigureAwait(false)).Select(project => project.For(actor));
            },
            cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.ManageProjects, records);
    }

    private static Project Moved(Actor actor, Project before, ProjectAction action) => before with { Status = ProjectLifecycle.Table.Next(before.Status, action, actor, before.Id.Value) };

    private static async Task<Customer> RequireAsync(Step step, Id<Customer> id, ProjectContent content, CancellationToken cancellationToken)
    {
        var customer = await step.Of<Customer>().RequireAsync(id, cancellationToken).AsTask().AtAsync(nameof(NewProject.Customer)).ConfigureAwait(false);
        customer.RequireContact(content.Contact);
        await step.RequireContractOfAsync(content.Contract, id, cancellationToken).ConfigureAwait(false);
        return customer;
    }

    private Task<T> ChangeAsync<T>(Actor actor, Id<Project> id, Func<Step, Project, Task<Project>> change, Func<Step, Project, Task<T>> answer, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            var before = await step.Of<Project>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            var after = await change(step, before).ConfigureAwait(false);
            if (after == before)
            {
                return await answer(step, before).ConfigureAwait(false);
            }

            var moves = after.Status != before.Status;
            step.Append(EventKinds.ProjectChanged, id, moves ? before.Status.Name : null, moves ? after.Status.Name : null);
            return await answer(step, step.Of<Project>().Update(after)).ConfigureAwait(false);
        },
        cancellationToken);
}
