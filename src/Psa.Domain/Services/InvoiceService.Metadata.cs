using Psa.Access;
using Psa.Events;
using Psa.Invoices;

namespace Psa.Services;

public sealed partial class InvoiceService
{
    /// <summary>Sets a host's own keys on a document, issued ones too: all else of an issued document stays as it is.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The document.</param>
    /// <param name="metadata">All keys that it is to have, in place of those it has.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored document.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such document.</exception>
    [RequiresPermission(Permission.IssueInvoices)]
    public Task<Invoice> SetMetadataAsync(Actor actor, Id<Invoice> id, Metadata metadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.IssueInvoices, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<Invoice>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (before.Metadata == metadata)
                {
                    return before;
                }

                step.Append(EventKinds.InvoiceMetadataSet, id);
                return step.Of<Invoice>().Update(before with { Metadata = metadata });
            },
            cancellationToken);
    }
}
