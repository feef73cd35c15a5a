using Psa.Contracts;
using Psa.Events;
using Psa.Records;

namespace Psa.Services;

/// <summary>Changes parts of contracts in the commit of what asks for it.</summary>
internal static class ContractPartSteps
{
    /// <summary>Changes a part: checked with its contract, guarded, and told to who bills it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="id">The part.</param>
    /// <param name="change">Gives the part as it is to be.</param>
    /// <param name="entry">Gives the entry that the event shows, or <see langword="null"/>.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored part; as it was when nothing is changed.</returns>
    internal static async Task<ContractPart> ChangePartAsync(
        this Step step, Id<ContractPart> id, Func<Step, ContractPart, ValueTask<ContractPart>> change, Func<ContractPart, PartTerms>? entry, string? reason, CancellationToken cancellationToken)
    {
        var before = await step.Of<ContractPart>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        var guard = await step.GuardAsync(before.Contract, cancellationToken).ConfigureAwait(false);
        var contract = await step.Of<Contract>().RequireAsync(before.Contract, cancellationToken).ConfigureAwait(false);
        var after = await change(step, before).ConfigureAwait(false);
        if (after == before)
        {
            return before;
        }

        ValidationFailedException.ThrowIfAny(after.Validate(contract), id.Value);
        await step.RequireReferencesAsync(contract, after, before, cancellationToken).ConfigureAwait(false);
        guard.Write();
        step.Changed(contract, before, after);
        var stored = step.Of<ContractPart>().Update(after);
        var changed = entry?.Invoke(stored);
        step.Append(contract.Id, EventKinds.ContractPartChanged, id, reason: reason, data: changed is null ? PsaEvent.NoData : PsaJson.Write(changed, PsaJsonContext.Default.PartTerms));
        return stored;
    }
}
