using System.Linq;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Work;

namespace Psa.Services;

/// <summary>Approves time, and takes approvals back (R-COVER): all of what is asked for in one commit with the sales items that follow, or nothing.</summary>
internal static class WorkApproving
{
    private const int UsualStep = 10;

    /// <summary>Approves time.</summary>
    /// <returns>The entries, in the order of what is asked.</returns>
    internal static async Task<ValueList<TimeEntry>> ApproveAsync(this Step step, ValueList<TimeToApprove> asked, CancellationToken cancellationToken)
    {
        var entries = await step.EntriesAsync(asked.AsEnumerable().Select(static one => one.Entry), cancellationToken).ConfigureAwait(false);
        if (entries.FindAll(entry => entry.User == step.Actor.User) is { Count: > 0 } own)
        {
            throw new RuleViolationException(WorkErrors.Own, "Nobody approves time that they logged: let somebody else do it.", [.. own.ConvertAll(static entry => entry.Id.Value)]);
        }

        var (works, payers) = await step.WorksAsync(entries, cancellationToken).ConfigureAwait(false);
        BillingInformationRules.RequireComplete([.. payers.Values.Select(static both => both.Payer).DistinctBy(static payer => payer.Id).OrderBy(static payer => payer.Id)]);
        var kinds = await step.KindsAsync(cancellationToken).ConfigureAwait(false);
        var (priced, problems, book) = (new Dictionary<Guid, WorkPrices>(), new List<Problem>(), new LotBook());
        var (approved, unpriced) = (new Dictionary<Id<TimeEntry>, TimeEntry>(), new List<(Id<TimeEntry> Entry, Problem Problem)>());
        for (var i = 0; i < asked.Count; i++)
        {
            var (entry, work) = (entries[i], works[SourceOf(entries[i])]);
            if (!priced.TryGetValue(work.Id, out var prices))
            {
                var (customer, payer) = payers[work.Customer];
                var activities = asked.AsEnumerable().Select(static one => one.Activity).Concat(entries.Select(static one => one.Activity)).Append(work.Ticket?.Activity).OfType<Id<Product>>();
                var since = entries.Where(one => SourceOf(one) == work.Id).Min(static one => one.WorkedOn);
                priced.Add(work.Id, prices = await step.PricesAsync(work, customer, payer, activities, book, since, cancellationToken).ConfigureAwait(false));
            }

            if (await step.RequireAskedAsync(asked[i], entry, kinds, FormattableString.Invariant($"Entries[{i}]"), cancellationToken).ConfigureAwait(false) is { } wrong)
            {
                problems.Add(wrong);
                continue;
            }

            var (approval, problem) = prices.Approve(asked[i], entry, work.Ticket?.Activity, kinds, step.Actor, step.Now, FormattableString.Invariant($"Entries[{i}]"));
            unpriced.AddRange(problem is null ? [] : [(entry.Id, problem)]);
            approved[entry.Id] = entry.Approve(approval, step.Actor);
        }

        Take(approved, works, priced, book);
        problems.AddRange(unpriced.Where(one => approved[one.Entry].Approval!.Cover == TimeCover.Priced).Select(static one => one.Problem));
        ValidationFailedException.ThrowIfAny(problems.ToValueList());
        step.Stage(book);
        foreach (var (source, work) in works.OrderBy(static one => one.Key))
        {
            await step.SettleAsync(work.Stage(step, approved, priced[source].Billing), payers[work.Customer].Payer, cancellationToken).ConfigureAwait(false);
        }

        return entries.ConvertAll(entry => step.Stage(approved[entry.Id], EventKinds.TimeApproved, entry)).ToValueList();
    }

    /// <summary>Takes approvals back.</summary>
    /// <returns>The entries, in the order of what is asked.</returns>
    internal static async Task<ValueList<TimeEntry>> UnapproveAsync(this Step step, ValueList<Id<TimeEntry>> asked, CancellationToken cancellationToken)
    {
        var entries = await step.EntriesAsync(asked.AsEnumerable(), cancellationToken).ConfigureAwait(false);
        var after = entries.ToDictionary(static entry => entry.Id, entry => entry.Unapprove(step.Actor));
        var (works, payers) = await step.WorksAsync(entries, cancellationToken).ConfigureAwait(false);
        if (entries.FindAll(entry => WorkItems.IsBilled(entry, works[SourceOf(entry)].Items)) is { Count: > 0 } billed)
        {
            throw new RuleViolationException(
                WorkErrors.Billed, "The time stands on an invoice, or on the draft of one: delete the draft, or credit and release what was invoiced, first.", [.. billed.ConvertAll(static entry => entry.Id.Value)]);
        }

        var changed = await step.GiveBackAsync(entries, works, cancellationToken).ConfigureAwait(false);
        foreach (var (id, entry) in changed.OrderBy(static one => one.Key))
        {
            if (!after.ContainsKey(id))
            {
                after.Add(id, step.Of<TimeEntry>().Update(entry));
            }
        }

        foreach (var (_, work) in works.OrderBy(static one => one.Key))
        {
            await step.SettleAsync(work.Stage(step, after, work.Billing), payers[work.Customer].Payer, cancellationToken).ConfigureAwait(false);
        }

        return entries.ConvertAll(entry => step.Stage(after[entry.Id], EventKinds.TimeUnapproved, entry)).ToValueList();
    }

    // in one step entries take by worked date, start and id, whatever the order in which they were asked
    private static void Take(Dictionary<Id<TimeEntry>, TimeEntry> approved, Dictionary<Guid, WorkInHand> works, Dictionary<Guid, WorkPrices> priced, LotBook book)
    {
        var taken = new Dictionary<Id<TimeEntry>, TimeEntry>();
        foreach (var entry in approved.Values.Where(static entry => entry.Approval!.Takes()).OrderBy(static entry => entry, Comparer<TimeEntry>.Create(TimeTaking.CompareWork)).ToList())
        {
            var prices = priced[SourceOf(entry)];
            var others = works[SourceOf(entry)].Entries.Select(other => taken.GetValueOrDefault(other.Id, other));
            taken[entry.Id] = approved[entry.Id] = TimeTaking.Take(entry, others, prices.Billing, prices.Blocks.ValidOn(entry.WorkedOn), book);
        }
    }

    // what the total still needs of an entry goes to another one, and what it loses beyond that comes from others
    private static async Task<Dictionary<Id<TimeEntry>, TimeEntry>> GiveBackAsync(this Step step, List<TimeEntry> entries, Dictionary<Guid, WorkInHand> works, CancellationToken cancellationToken)
    {
        var (book, changed, gone) = (new LotBook(), new Dictionary<Id<TimeEntry>, TimeEntry>(), new HashSet<Id<TimeEntry>>());
        foreach (var asked in entries)
        {
            var work = works[SourceOf(asked)];
            gone.Add(asked.Id);
            if (changed.GetValueOrDefault(asked.Id, asked) is not { Approval: { } approval } entry || !approval.Takes())
            {
                continue;
            }

            var others = work.Entries.Where(other => !gone.Contains(other.Id)).Select(other => changed.GetValueOrDefault(other.Id, other)).ToList();
            await step.ReadTakenAsync(book, [entry, .. TimeTaking.Alike(entry, others)], cancellationToken).ConfigureAwait(false);
            foreach (var other in TimeTaking.GiveBack(entry, others, work.Billing!, book))
            {
                changed[other.Id] = other;
            }
        }

        step.Stage(book);
        return changed;
    }

    /// <summary>Reads entries, each once.</summary>
    /// <exception cref="EntityNotFoundException">There is no such entry.</exception>
    internal static async Task<List<TimeEntry>> EntriesAsync(this Step step, IEnumerable<Id<TimeEntry>> asked, CancellationToken cancellationToken)
    {
        var (entries, known) = (new List<TimeEntry>(), new HashSet<Id<TimeEntry>>());
        foreach (var id in asked)
        {
            if (!known.Add(id))
            {
                throw new ValidationFailedException([new(MoneyErrors.OutOfRange, $"The entry {id} is named twice.", FormattableString.Invariant($"Entries[{entries.Count}]"))]);
            }

            entries.Add(await step.Of<TimeEntry>().RequireAsync(id, cancellationToken).ConfigureAwait(false));
        }

        return entries;
    }

    /// <summary>Stages an entry whose status changed.</summary>
    internal static TimeEntry Stage(this Step step, TimeEntry after, string kind, TimeEntry before, string? reason = null)
    {
        step.Append(kind, before.Id, before.Status.Name, after.Status.Name, reason);
        return step.Of<TimeEntry>().Update(after);
    }

    private static Guid SourceOf(TimeEntry entry) => entry.Ticket?.Value ?? entry.Project!.Value.Value;

    // payers are guarded in the order of their customers, before what they decide is read
    private static async Task<(Dictionary<Guid, WorkInHand> Works, Dictionary<Id<Customer>, (Customer Customer, Customer Payer)> Payers)> WorksAsync(
        this Step step, List<TimeEntry> entries, CancellationToken cancellationToken)
    {
        var works = new Dictionary<Guid, WorkInHand>();
        foreach (var entry in entries)
        {
            if (!works.ContainsKey(SourceOf(entry)))
            {
                works.Add(SourceOf(entry), await WorkInHand.OfAsync(step, entry, cancellationToken).ConfigureAwait(false));
            }
        }

        var payers = new Dictionary<Id<Customer>, (Customer, Customer)>();
        foreach (var customer in works.Values.Select(static work => work.Customer).Distinct().Order())
        {
            payers.Add(customer, await step.GuardPayerAsync(customer, cancellationToken).ConfigureAwait(false));
        }

        return (works, payers);
    }

    private static async Task<Problem?> RequireAskedAsync(this Step step, TimeToApprove asked, TimeEntry entry, Dictionary<Id<WorkKind>, WorkKind> kinds, string where, CancellationToken cancellationToken)
    {
        if (asked.Minutes is { } minutes && TimeRules.BadMinutes(minutes, $"{where}.{nameof(asked.Minutes)}") is { } bad)
        {
            return bad;
        }

        if (asked.Kind is { } kind && !kinds.ContainsKey(kind))
        {
            throw new EntityNotFoundException(nameof(WorkKind), kind.Value).At($"{where}.{nameof(asked.Kind)}");
        }

        await step.RequireActivityAsync(asked.Activity, entry.Activity, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static async Task<WorkPrices> PricesAsync(this Step step, WorkInHand work, Customer customer, Customer payer, IEnumerable<Id<Product>> activities, LotBook book, LocalDate since, CancellationToken cancellationToken)
    {
        var (contract, part) = await work.ContractAsync(step, cancellationToken).ConfigureAwait(false);
        var billing = await step.BillingOfAsync(work, contract, customer, payer, cancellationToken).ConfigureAwait(false);
        var entity = await step.Of<BillingEntity>().RequireAsync(billing.BillingEntity, cancellationToken).ConfigureAwait(false);
        var catalog = await step.CatalogAsync(activities, cancellationToken).ConfigureAwait(false);
        var parts = contract is null ? [] : await step.PartsOfAsync(contract, cancellationToken).ConfigureAwait(false);
        var blocks = await step.BlocksAsync(book, customer.Id, contract, since, cancellationToken).ConfigureAwait(false);
        return new(billing, contract, part, parts, customer, payer, catalog, catalog.Book(entity.PriceMode), blocks);
    }

    // step and option stay while there is approved time; currency and seller, while any item counts
    private static async Task<WorkBilling> BillingOfAsync(this Step step, WorkInHand work, Contract? contract, Customer customer, Customer payer, CancellationToken cancellationToken)
    {
        if (work.Billing is { } begun && work.Entries.Exists(static entry => entry.Approval is not null))
        {
            return begun;
        }

        var information = payer.BillingInformation!;
        var (timeStep, roundUp) = (information.TimeStep ?? UsualStep, information.TimeRoundUp);
        if (work.Billing is { } before && WorkItems.AnyCounts(work.Items))
        {
            return before with { Step = timeStep, RoundUp = roundUp };
        }

        var entity = await step.ChooseEntityAsync(contract?.BillingEntity, customer, payer, cancellationToken).ConfigureAwait(false);
        return new(timeStep, roundUp, contract?.Currency ?? information.Currency!.Value, entity.Id);
    }
}
