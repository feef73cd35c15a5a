using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Events;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Changes the agreed prices of many contracts from a day on: looked at before, done in batches, and withdrawn as a whole.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events.</param>
/// <param name="logger">Hears what happens, or <see langword="null"/>.</param>
public sealed class PriceChangeService(IPsaStore store, IClock clock, ILogger<PriceChangeService>? logger = null)
{
    private readonly ILogger _logger = logger ?? NullLogger<PriceChangeService>.Instance;

    /// <summary>
    /// Streams what a change would do to each part, with old and new price, and of those that it leaves out why. Nothing is written. Discarded contracts, and those that the change
    /// doesn't speak of, aren't among them.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A line a part, in the order of contracts.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with it: <c>contract.bad_price_change</c>, <c>value.missing</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public IAsyncEnumerable<PriceChangeLine> PreviewAsync(Actor actor, PriceChange change, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Check(change);
        return LinesAsync(actor.Tenant, change, cancellationToken);
    }

    /// <summary>
    /// Writes the new prices as dated entries, as <see cref="PreviewAsync"/> shows them, some contracts a commit. What one contract refuses is reported and stops no other. Made again, the call
    /// goes on where it stopped, and changes nothing that it changed before. A part that is agreed another price later keeps it from then on.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Stops between two commits; call again to go on.</param>
    /// <returns>How many parts were changed and left out, and what was refused.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with it: <c>contract.bad_price_change</c>, <c>value.missing</c>.</exception>
    /// <exception cref="ConcurrencyConflictException">The id was used for another change; its note may differ.</exception>
    /// <exception cref="StoreException"><c>store.host_transaction</c>, or the store can't be written: call again.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<PriceChangeResult> ApplyAsync(Actor actor, PriceChange change, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Check(change);
        return ObserveAsync(ActivityNames.ApplyPriceChange, actor, () => ApplyOnceAsync(actor, change, cancellationToken));
    }

    /// <summary>Withdraws all entries of a change, as if it had never been; the next run bills the difference. Entries that were withdrawn before stay so. Made again, the call goes on where it stopped.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="change">The change's id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops between two commits; call again to go on.</param>
    /// <returns>How many parts lost the entry, and what was refused: a later entry may need it.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>contract.reason_missing</c>.</exception>
    /// <exception cref="StoreException"><c>store.host_transaction</c>, or the store can't be written: call again.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<PriceChangeResult> WithdrawAsync(Actor actor, Id<PriceChange> change, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolationException(ContractErrors.ReasonMissing, "Say why the change is withdrawn.", change.Value);
        }

        var work = new PriceEdit(
            (contract, part, now) => PriceChanges.Withdraw(change, new(actor.DisplayName, now, reason.Trim()), contract, part),
            static _ => Task.CompletedTask,
            reason.Trim());
        return ObserveAsync(ActivityNames.WithdrawPriceChange, actor, () => RunAsync(actor, [], work, cancellationToken));
    }

    // the id stands for what the change does from the first price on that it changes
    private async Task<PriceChangeResult> ApplyOnceAsync(Actor actor, PriceChange change, CancellationToken cancellationToken)
    {
        var content = change.Fingerprint();
        await store.ReadAsync(actor.Tenant, session => session.RequireSameAsync(change.Id, content, cancellationToken), cancellationToken).ConfigureAwait(false);
        var work = new PriceEdit(
            (contract, part, _) => change.IsMeant(contract) && change.IsMeant(part) ? change.Apply(contract, part) : (null, part),
            step => step.NoteAsync(change.Id, content, cancellationToken),
            change.Note);
        return await RunAsync(actor, change.Contracts, work, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PriceChangeResult> ObserveAsync(string operation, Actor actor, Func<Task<PriceChangeResult>> work)
    {
        var result = await _logger.ObserveAsync(operation, actor, run: null, work, static ended => ended.Refused.IsEmpty ? "done" : "parts_refused").ConfigureAwait(false);
        if (!result.Refused.IsEmpty)
        {
            LogMessages.PriceChangesRefused(_logger, operation, actor.Tenant, result.Refused.Count);
        }

        return result;
    }

    private static void Require(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.EditContracts);
    }

    private static void Check(PriceChange change)
    {
        Border.Check(change);
        var problems = change.Validate();
        ValidationFailedException.ThrowIfAny(change.Id.IsEmpty ? problems.Add(new(MoneyErrors.Missing, "It is missing: give the change an id, by which it can be repeated and withdrawn.", nameof(change.Id))) : problems);
    }

    private async IAsyncEnumerable<PriceChangeLine> LinesAsync(TenantId tenant, PriceChange change, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(tenant, change.Contracts, cancellationToken).ConfigureAwait(false))
        {
            foreach (var unreadable in page.Unreadable)
            {
                yield return Refused(new(unreadable.Ids[0]), unreadable);
            }

            foreach (var contract in page.Contracts.Where(change.IsMeant))
            {
                var lines = await store.ReadAsync(tenant, session => LinesAsync(session, change, contract, cancellationToken), cancellationToken).ConfigureAwait(false);
                foreach (var line in lines)
                {
                    yield return line;
                }
            }
        }
    }

    private static async Task<List<PriceChangeLine>> LinesAsync(IPsaSession session, PriceChange change, Contract contract, CancellationToken cancellationToken)
    {
        try
        {
            var parts = await session.PartsOfAsync(contract, cancellationToken).ConfigureAwait(false);
            return parts.FindAll(change.IsMeant).ConvertAll(part => change.Apply(contract, part).Line);
        }
        catch (StoreException broken) when (broken.Code == StoreErrors.Unreadable)
        {
            return [Refused(contract.Id, broken) with { ContractNumber = contract.Number, Customer = contract.Customer }];
        }
    }

    private async Task<PriceChangeResult> RunAsync(Actor actor, ValueList<Id<Contract>> contracts, PriceEdit work, CancellationToken cancellationToken)
    {
        store.RequireOwnTransactions();
        var total = new PriceChangeResult { Changed = 0, ChangedBefore = 0, LeftOut = 0, Refused = [] };
        await foreach (var page in PagesAsync(actor.Tenant, contracts, cancellationToken).ConfigureAwait(false))
        {
            total = page.Unreadable.ConvertAll(static broken => Refused(new(broken.Ids[0]), broken)).Aggregate(total, PriceChanges.Plus);
            total = (await DoAsync(actor, page.Contracts, work, cancellationToken).ConfigureAwait(false)).Aggregate(total, PriceChanges.Plus);
        }

        return total;
    }

    /// <summary>Does some contracts in one commit; when a record stands in the way, each in a commit of its own, so that only that one is left out.</summary>
    private async Task<List<PriceChangeLine>> DoAsync(Actor actor, List<Contract> contracts, PriceEdit work, CancellationToken cancellationToken)
    {
        try
        {
            return await store.StepAsync(clock, actor, step => StageAsync(step, contracts, work, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception thrown) when (RunFaults.IsOfRecords(thrown) && contracts.Count > 1)
        {
            var lines = new List<PriceChangeLine>();
            foreach (var contract in contracts)
            {
                lines.AddRange(await DoAsync(actor, [contract], work, cancellationToken).ConfigureAwait(false));
            }

            return lines;
        }
        catch (PsaException refusal) when (RunFaults.IsOfRecords(refusal) && contracts is [var contract])
        {
            return [Refused(contract.Id, refusal) with { ContractNumber = contract.Number, Customer = contract.Customer }];
        }
    }

    private static async Task<List<PriceChangeLine>> StageAsync(Step step, List<Contract> found, PriceEdit work, CancellationToken cancellationToken)
    {
        var (lines, isNoted) = (new List<PriceChangeLine>(), false);
        foreach (var id in found.ConvertAll(static one => one.Id))
        {
            var guard = await step.GuardAsync(id, cancellationToken).ConfigureAwait(false);
            var contract = await step.Of<Contract>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
            var parts = await step.PartsOfAsync(contract, cancellationToken).ConfigureAwait(false);
            var changed = false;
            foreach (var before in parts)
            {
                var (line, after) = work.Change(contract, before, step.Now);
                lines.AddRange(line is null ? [] : [line]);
                if (!ReferenceEquals(after, before))
                {
                    changed = true;
                    step.Changed(contract, before, after);
                    var stored = step.Of<ContractPart>().Update(after);
                    step.Append(contract.Id, EventKinds.ContractPartChanged, before.Id, work.Reason, PsaJson.Write(NewIn(stored, before), PsaJsonContext.Default.PartTerms));
                }
            }

            if (changed)
            {
                guard.Write();
                await (isNoted ? Task.CompletedTask : work.Note(step)).ConfigureAwait(false);
                isNoted = true;
            }
        }

        return lines;
    }

    // the one entry that is new, or newly withdrawn
    private static PartTerms NewIn(ContractPart after, ContractPart before) => after.Terms.AsEnumerable().Except(before.Terms.AsEnumerable()).Single();

    /// <summary>Reads contracts some at a time, in the order of their ids; beyond what can't be read.</summary>
    private async IAsyncEnumerable<(List<Contract> Contracts, List<PsaException> Unreadable)> PagesAsync(
        TenantId tenant, ValueList<Id<Contract>> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // a list that is given is read as it is, so that what isn't there is said
        var (given, place, after) = (wanted.AsEnumerable().Distinct().Order().ToArray(), 0, (Id<Contract>?)null);
        while (given.Length == 0 || place < given.Length)
        {
            var page = (Contracts: new List<Contract>(), Unreadable: new List<PsaException>());
            var ids = given.AsSpan()[place..Math.Min(place + ContractPages.PageSize, given.Length)].ToArray();
            after = await store.ReadAsync(tenant, session => given.Length == 0 ? session.ReadAfterAsync(after, page, cancellationToken) : session.ReadEachAsync(ids, page, cancellationToken), cancellationToken).ConfigureAwait(false);
            place += ids.Length;
            yield return page;
            if (given.Length == 0 && after is null)
            {
                yield break;
            }
        }
    }

    private static PriceChangeLine Refused(Id<Contract> contract, PsaException refusal) =>
        new() { Contract = contract, Outcome = PriceChangeOutcome.Refused, Problem = new(refusal.Code, refusal.Message) };

    /// <summary>What is done to each part, what is noted with the first that changes, and why.</summary>
    private readonly record struct PriceEdit(Func<Contract, ContractPart, Instant, (PriceChangeLine? Line, ContractPart After)> Change, Func<Step, Task> Note, string? Reason);
}
