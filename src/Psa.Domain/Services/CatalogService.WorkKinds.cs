using Psa.Access;
using Psa.Events;
using Psa.Records;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <content>Work kinds.</content>
public sealed partial class CatalogService
{
    /// <summary>Stores a work kind. Regular work is there without being stored, and stays what it is. Time that is approved keeps what held when it was.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="kind">The work kind; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored work kind.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong: <c>work_kind.bad_value</c>, <c>work_kind.code_taken</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public Task<WorkKind> SaveWorkKindAsync(Actor actor, WorkKind kind, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCatalog);
        Border.Check(kind);
        return SaveAsync(
            actor,
            kind.Id.IsEmpty ? kind with { Id = ids.Next<WorkKind>() } : kind,
            EventKinds.WorkKindChanged,
            async (step, saved) =>
            {
                (await step.GuardAllAsync<WorkKind>(cancellationToken).ConfigureAwait(false)).Write();
                var problems = new List<Problem>(saved.Validate());
                if (saved.Id == WorkKinds.RegularOf(step.Tenant))
                {
                    problems.Add(new(WorkErrors.WorkKindTaken, "The id is that of regular work, which stays what it is: give the kind another.", nameof(saved.Id)));
                }

                foreach (var other in (await step.KindsAsync(cancellationToken).ConfigureAwait(false)).Values)
                {
                    if (other.Id != saved.Id && string.Equals(other.Code, saved.Code, StringComparison.OrdinalIgnoreCase))
                    {
                        problems.Add(new(WorkErrors.WorkKindTaken, $"The code {saved.Code} is that of '{other.Name}': choose another.", nameof(saved.Code)));
                    }
                }

                return problems;
            },
            cancellationToken);
    }

    /// <summary>Lists all work kinds: regular work, and those that were added, by their codes.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The work kinds; they are few.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewCatalog)]
    public async Task<ValueList<WorkKind>> ListWorkKindsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewCatalog, Permission.ManageCatalog);
        var kinds = await store.ReadAsync(actor.Tenant, session => session.Of<WorkKind>().QueryAsync(RecordType<WorkKind>.All, cancellationToken).ListAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        kinds.Sort(static (left, right) => string.CompareOrdinal(left.Code, right.Code));
        return [WorkKinds.Regular(actor.Tenant), .. kinds];
    }
}
