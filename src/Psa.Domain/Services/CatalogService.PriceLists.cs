using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <content>Price lists and volume discounts.</content>
public sealed partial class CatalogService
{
    /// <summary>Stores a price list. Who doesn't view costs leaves out the prices that follow from them, and those that are stored stay.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="list">The list; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored list, without prices that follow from costs for who doesn't view them.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>; also of such prices that somebody gives who doesn't view costs.</exception>
    /// <exception cref="EntityNotFoundException">A product or volume discount isn't there.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong, for example <c>price_list.overlap</c> with another default list of the currency.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public async Task<PriceList> SavePriceListAsync(Actor actor, PriceList list, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCatalog);
        Border.Check(list);
        if (list.FollowsCost())
        {
            actor.Require(Permission.ViewCosts, list.Id.Value);
        }

        var stored = await repricing.AfterAsync(SaveAsync(
            actor,
            list.Id.IsEmpty ? list with { Id = ids.Next<PriceList>() } : list,
            EventKinds.PriceListChanged,
            async (step, before, saved) =>
            {
                var complete = before is null ? saved : saved.WithCosts(before, actor);
                return (await CheckAsync(step, complete, cancellationToken).ConfigureAwait(false), complete);
            },
            (step, _, after) => PricesChanged(step, EventKinds.PriceListChanged, after.Id),
            cancellationToken), actor, cancellationToken).ConfigureAwait(false);
        return stored.ShownTo(actor);
    }

    /// <summary>Deletes a price list that was never used: one that hasn't begun, isn't assigned to any customer or contract, isn't in a template, and isn't chosen on a draft. All others are ended.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The list.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such list.</exception>
    /// <exception cref="RuleViolationException"><c>price_list.in_use</c>.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public Task DeletePriceListAsync(Actor actor, Id<PriceList> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCatalog);
        return repricing.AfterAsync(store.StepAsync(
            clock,
            actor,
            async step =>
            {
                (await step.GuardPriceListAsync(id, cancellationToken).ConfigureAwait(false)).Write();
                var list = await step.Of<PriceList>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (list.ValidFrom <= await step.TodayAsync(cancellationToken).ConfigureAwait(false) || await IsNamedAsync(step, id, cancellationToken).ConfigureAwait(false))
                {
                    throw new RuleViolationException(
                        CatalogErrors.PriceListInUse, $"'{list.Name}' has begun, is assigned, is in a template, or is chosen on a draft: end it with a last day instead.", id.Value);
                }

                step.Of<PriceList>().Remove(list);
                step.Append(EventKinds.PriceListDeleted, id, from: list.Name);
                PricesChanged(step, EventKinds.PriceListDeleted, id);
                return list;
            },
            cancellationToken), actor, cancellationToken);
    }

    /// <summary>Stores a volume discount.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="discount">The volume discount; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored volume discount.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong: <c>price_list.unnamed</c>; <c>price_list.bad_tiers</c>; <c>price_list.currency_mismatch</c>, when a list of another currency than an amount's uses it.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public Task<VolumeDiscount> SaveVolumeDiscountAsync(Actor actor, VolumeDiscount discount, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCatalog);
        Border.Check(discount);
        return repricing.AfterAsync(SaveAsync(
            actor,
            discount.Id.IsEmpty ? discount with { Id = ids.Next<VolumeDiscount>() } : discount,
            EventKinds.VolumeDiscountChanged,
            async (step, before, saved) =>
            {
                var problems = new List<Problem>(saved.Validate());
                if (before is not null && problems.Count == 0)
                {
                    problems.AddRange(await CheckUseAsync(step, before, saved, cancellationToken).ConfigureAwait(false));
                }

                return (problems, saved);
            },
            (step, before, after) =>
            {
                if (before is not null && (before.Tiers != after.Tiers || before.IsActive != after.IsActive))
                {
                    PricesChanged(step, EventKinds.VolumeDiscountChanged, after.Id);
                }
            },
            cancellationToken), actor, cancellationToken);
    }

    private static async Task<IEnumerable<Problem>> CheckAsync(Step step, PriceList saved, CancellationToken cancellationToken)
    {
        (await step.GuardAllAsync<PriceList>(cancellationToken).ConfigureAwait(false)).Write();
        var facts = await step.CatalogAsync(saved.Items.AsEnumerable().Select(static item => item.Product), cancellationToken).ConfigureAwait(false);
        var refused = new RefusedReferences();
        for (var i = 0; i < saved.Items.Count; i++)
        {
            var item = saved.Items[i];
            await refused.TryAsync(FormattableString.Invariant($"Items[{i}].Product"), () => facts.RequireProduct(item.Product)).ConfigureAwait(false);
            for (var j = 0; j < item.Prices.Count; j++)
            {
                var volume = item.Prices[j].VolumeDiscount;
                await refused.TryAsync(FormattableString.Invariant($"Items[{i}].Prices[{j}].VolumeDiscount"), () => facts.RequireVolumeDiscount(volume)).ConfigureAwait(false);
            }
        }

        refused.ThrowIfAny();

        // the one to be stored comes last, so that what overlaps with it is found there
        List<PriceList> lists = [.. facts.Lists.AsEnumerable().Where(other => other.Id != saved.Id), saved];
        var own = FormattableString.Invariant($"[{lists.Count - 1}]");
        return Prices.ValidateAll(lists).AsEnumerable()
            .Select(problem => problem.Where.StartsWith(own, StringComparison.Ordinal) ? problem with { Where = problem.Where[own.Length..].TrimStart('.') } : problem)
            .Concat(saved.CheckItems(facts).AsEnumerable());
    }

    private static async Task<IEnumerable<Problem>> CheckUseAsync(Step step, VolumeDiscount before, VolumeDiscount saved, CancellationToken cancellationToken)
    {
        (await step.GuardAllAsync<PriceList>(cancellationToken).ConfigureAwait(false)).Write();
        var lists = await step.Of<PriceList>().QueryAsync(RecordType<PriceList>.All, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        lists.RemoveAll(list => !list.Uses(saved.Id));
        return lists
            .Where(list => saved.AmountBeside(list.Currency) is not null)
            .Select(list => new Problem(
                CatalogErrors.PriceOfOtherCurrency, $"'{list.Name}' is in {list.Currency} and has prices with this volume discount: leave it in that currency, or make another.", nameof(saved.Tiers)));
    }

    // assignments and drafts have no index by list; that one is deleted is seldom
    private static async Task<bool> IsNamedAsync(Step step, Id<PriceList> list, CancellationToken cancellationToken)
    {
        await foreach (var customer in step.Of<Customer>().QueryAsync(RecordType<Customer>.All, cancellationToken).ConfigureAwait(false))
        {
            if (IsAssigned(customer.PriceLists))
            {
                return true;
            }
        }

        await foreach (var contract in step.Of<Contract>().QueryAsync(RecordType<Contract>.All, cancellationToken).ConfigureAwait(false))
        {
            if (IsAssigned(contract.PriceLists))
            {
                return true;
            }
        }

        await foreach (var part in step.Of<ContractPart>().QueryAsync(RecordType<ContractPart>.All, cancellationToken).ConfigureAwait(false))
        {
            if (part.Block?.OveragePriceList == list)
            {
                return true;
            }
        }

        await foreach (var template in step.Of<ContractTemplate>().QueryAsync(RecordType<ContractTemplate>.All, cancellationToken).ConfigureAwait(false))
        {
            if (template.PriceLists.AsEnumerable().Any(entry => entry.PriceList == list) || template.Parts.AsEnumerable().Any(part => part.Block?.OveragePriceList == list))
            {
                return true;
            }
        }

        return await IsChosenAsync(InvoiceRecords.AllDrafts).ConfigureAwait(false)
            || await IsChosenAsync(QuoteRecords.AllDrafts).ConfigureAwait(false)
            || await IsChosenAsync(OrderRecords.AllActive).ConfigureAwait(false);

        async Task<bool> IsChosenAsync<T>(Query<T> query)
            where T : Document, IEntity<T>
        {
            await foreach (var draft in step.Of<T>().QueryAsync(query, cancellationToken).ConfigureAwait(false))
            {
                if (draft.PriceList == list)
                {
                    return true;
                }
            }

            return false;
        }

        bool IsAssigned(ValueList<PriceListAssignment> entries) => entries.AsEnumerable().Any(entry => entry.Withdrawn is null && entry.PriceList == list);
    }
}
