using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Records;
using Psa.Work;

namespace Psa.Services;

/// <content>What is left of its hours.</content>
public sealed partial class ContractService
{
    /// <summary>Tells what became of the lots of hours that a contract sold, from a day to another; a customer's manager of its own contracts.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The contract.</param>
    /// <param name="from">The first day.</param>
    /// <param name="through">The last day, included.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lots that had begun by then and weren't over before, by part and period. A lot whose item was withdrawn or canceled has what was consumed of it.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract, or it is none of a client's.</exception>
    /// <exception cref="ValidationFailedException">A day is none, or the last is before the first.</exception>
    [RequiresPermission(Permission.ViewContracts)]
    public Task<ValueList<BlockStatement>> BlocksAsync(Actor actor, Id<Contract> id, LocalDate from, LocalDate through, CancellationToken cancellationToken = default)
    {
        RequireView(actor, id.Value);
        Border.Check(from);
        Border.Check(through);
        if (through < from)
        {
            throw new ValidationFailedException([new(MoneyErrors.OutOfRange, $"The statement ends on {through:R}, before it begins on {from:R}: turn the days round.", nameof(through))]);
        }

        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var contract = await FindAsync(session, actor, id, cancellationToken).ConfigureAwait(false) ?? throw new EntityNotFoundException(nameof(Contract), id.Value);
                return await session.StatementsAsync(contract, from, through, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }
}
