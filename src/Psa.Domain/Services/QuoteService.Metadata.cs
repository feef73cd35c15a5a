using Psa.Access;
using Psa.Events;
using Psa.Quotes;

namespace Psa.Services;

public sealed partial class QuoteService
{
    /// <summary>Sets a host's own keys on a quote, in whatever state: all else of it stays as it is.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The quote.</param>
    /// <param name="metadata">All keys that it is to have, in place of those it has.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored quote.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public Task<Quote> SetMetadataAsync(Actor actor, Id<Quote> id, Metadata metadata, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<Quote>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (before.Metadata == metadata)
                {
                    return before;
                }

                step.Append(EventKinds.QuoteMetadataSet, id);
                return step.Of<Quote>().Update(before with { Metadata = metadata }, before);
            },
            cancellationToken);
    }
}
