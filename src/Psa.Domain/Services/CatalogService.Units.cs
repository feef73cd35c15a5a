using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Records;

namespace Psa.Services;

/// <content>Unit groups.</content>
public sealed partial class CatalogService
{
    /// <summary>Stores a unit group. Once a product has it, units can be added to it, and those it has stay what they are: something stored may be counted in them.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="group">The unit group; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored unit group.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong: <c>unit.bad_unit</c>; <c>unit.in_use</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public Task<UnitGroup> SaveUnitGroupAsync(Actor actor, UnitGroup group, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCatalog);
        Border.Check(group);
        return repricing.AfterAsync(SaveAsync(
            actor,
            group.Id.IsEmpty ? group with { Id = ids.Next<UnitGroup>() } : group,
            EventKinds.UnitGroupChanged,
            async (step, before, saved) =>
            {
                var problems = new List<Problem>(saved.Validate());
                if (before is not null && Units.CheckKept(before, saved) is { IsEmpty: false } changed)
                {
                    (await step.GuardUnitsAsync(saved.Id, cancellationToken).ConfigureAwait(false)).Write();
                    var products = step.Of<Product>().QueryAsync(ProductRecords.OfUnits(saved.Id).Take(1), cancellationToken);
                    problems.AddRange(await products.HasAnyAsync(cancellationToken).ConfigureAwait(false) ? changed : []);
                }

                return (problems, saved);
            },
            (step, before, after) =>
            {
                if (before is not null && before.Units != after.Units)
                {
                    PricesChanged(step, EventKinds.UnitGroupChanged, after.Id);
                }
            },
            cancellationToken), actor, cancellationToken);
    }
}
