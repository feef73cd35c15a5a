using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Languages;
using Psa.Orders;
using Psa.Records;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What people do to sales items: write them by hand, cancel, release, override and move them.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of overrides and events.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed partial class SalesItemService(IPsaStore store, IClock clock, IIdGenerator ids, IEnumerable<ILanguage>? languages = null)
{
    private readonly CreditNoteDrafts _drafts = new(ids, new(languages ?? []));

    /// <summary>Writes an item by hand. A product without a price has the catalog's of today, by the contract's, customer's, payer's or default list, which then is agreed and stays.</summary>
    /// <param name="actor">Who does it; a price of a product that isn't the catalog's needs <see cref="Permission.OverridePrices"/> too.</param>
    /// <param name="item">What is billed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored item, pending.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, contract or billing entity.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: ask for it and repeat the step.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines.</exception>
    /// <exception cref="RuleViolationException"><c>sales_item.billing_entity_missing</c>, <c>billing_entity.inactive</c>, <c>product.inactive</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<SalesItem> CreateAsync(Actor actor, NewSalesItem item, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSalesItems);
        Border.Check(item);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (item.Id is { } id && await step.Of<SalesItem>().FindAsync(id, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made.Source == SalesItemSource.Manual && made.Customer == item.Customer ? made : throw new ConcurrencyConflictException(nameof(SalesItem), id.Value, 0, made.Version);
                }

                var (customer, payer) = await step.GuardPayerAsync(item.Customer, cancellationToken).AtAsync(nameof(item.Customer)).ConfigureAwait(false);
                await step.RequireReferencesAsync(item.Lines, [], cancellationToken).ConfigureAwait(false);
                BillingInformationRules.RequireComplete(payer);
                await step.RequireContractAsync(item.Contract, customer, cancellationToken).ConfigureAwait(false);
                var entity = await step.ChooseEntityAsync(item.BillingEntity, customer, payer, cancellationToken).ConfigureAwait(false);
                var whose = new PricedFor(customer, payer, entity, item.Currency ?? payer.BillingInformation!.Currency!.Value, item.Contract);
                var pricing = await step.HandPricingAsync(item.Lines, [], whose, cancellationToken).ConfigureAwait(false) with { IsAgreed = true };
                var written = item.ToSalesItem(item.Id.OrNext(ids), customer, payer, entity.Id, entity.Rounding, pricing);
                actor.RequireOverriding([], written.Lines.AsEnumerable());
                var stored = step.Of<SalesItem>().Add(written);
                step.Append(EventKinds.SalesItemCreated, stored.Id, to: stored.Status.Name);
                return stored;
            },
            cancellationToken);
    }

    /// <summary>Gives an item written by hand other lines. Products that it had keep their agreed prices.</summary>
    /// <param name="actor">Who does it; another price of a product needs <see cref="Permission.OverridePrices"/> too.</param>
    /// <param name="id">The item, a draft or pending.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored item; an override ends with it.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such item.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines.</exception>
    /// <exception cref="RuleViolationException"><c>sales_item.not_editable</c>, <c>sales_item.generated</c>; <c>product.inactive</c>: a line takes a product that the item had not.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<SalesItem> ChangeLinesAsync(Actor actor, Id<SalesItem> id, ValueList<NewDocumentLine> lines, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSalesItems, id.Value);
        Border.Check(lines);
        return ChangeAsync(
            actor,
            id,
            EventKinds.SalesItemChanged,
            async (step, item) =>
            {
                await step.RequireReferencesAsync(lines, item.Lines, cancellationToken).ConfigureAwait(false);
                var entity = await step.Of<BillingEntity>().RequireAsync(item.BillingEntity, cancellationToken).ConfigureAwait(false);
                var customer = await step.Of<Customer>().RequireAsync(item.Customer, cancellationToken).ConfigureAwait(false);
                var payer = await step.PayerOfAsync(customer, cancellationToken).ConfigureAwait(false);
                var whose = new PricedFor(customer, payer, entity, item.Currency, item.Contract);
                var pricing = await step.HandPricingAsync(lines, item.Lines.AsEnumerable(), whose, cancellationToken).ConfigureAwait(false) with { IsAgreed = true };
                var changed = item.WithLines(lines, entity.Rounding, pricing);
                actor.RequireOverriding(item.Lines.AsEnumerable(), changed.Lines.AsEnumerable());
                return changed;
            },
            Net,
            reason: null,
            cancellationToken);
    }

    /// <summary>Sets a host's own keys on an item, wherever it stands: no lock of invoiced items is about them.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The item.</param>
    /// <param name="metadata">All keys that it is to have, in place of those it has.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored item.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such item.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<SalesItem> SetMetadataAsync(Actor actor, Id<SalesItem> id, Metadata metadata, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSalesItems, id.Value);
        return ChangeAsync(
            actor, id, EventKinds.SalesItemMetadataSet, (_, item) => Task.FromResult(item with { Metadata = metadata }), static _ => null, reason: null, cancellationToken);
    }

    /// <summary>Decides not to bill an item. It stays settled: no run bills its period again unless it is released.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The item, a draft or pending.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The canceled item.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such item.</exception>
    /// <exception cref="RuleViolationException"><c>lifecycle.not_allowed</c>, <c>sales_item.reason_missing</c>; <c>block.consumed</c>: it sells a block of hours of which some are consumed.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<SalesItem> CancelAsync(Actor actor, Id<SalesItem> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSalesItems, id.Value);
        Border.Check(reason);
        return DecideAsync(actor, id, EventKinds.SalesItemCanceled, (item, _) => item.Cancel(reason, actor), Status, reason, cancellationToken, WorkBlocks.RequireUnconsumedAsync);
    }

    /// <summary>Lets the next run bill a canceled or credited item's period again, and an order what the item billed of it: a closed one is open again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The item.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The released item.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such item.</exception>
    /// <exception cref="RuleViolationException"><c>sales_item.not_settled</c>: it is still billed.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<SalesItem> ReleaseAsync(Actor actor, Id<SalesItem> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSalesItems, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<SalesItem>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var after = before.Release();
                if (after == before)
                {
                    return before;
                }

                step.Released(before);
                return await SettleAsync(step, before, after, EventKinds.SalesItemReleased, Status, reason: null, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Bills an item at another net than was computed; the computed one is kept.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="id">The item, a draft or pending.</param>
    /// <param name="net">The net to bill; zero bills nothing.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The changed item.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such item.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>deposit.follows_order</c>; <c>sales_item.not_editable</c>, <c>sales_item.reason_missing</c>, <c>sales_item.sign_changed</c>; <c>sales_item.exceeds_borne</c>: a correction would give back more than the customer bears of the period.
    /// </exception>
    /// <exception cref="CurrencyMismatchException">The net is of another currency.</exception>
    [RequiresPermission(Permission.OverridePrices)]
    public Task<SalesItem> OverrideAsync(Actor actor, Id<SalesItem> id, Money net, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.OverridePrices, id.Value);
        Border.Check(net);
        Border.Check(reason);
        var by = new PriceOverride(actor.DisplayName, clock.GetCurrentInstant(), reason);
        return DecideAsync(actor, id, EventKinds.SalesItemOverridden, (item, others) => RequireNoDeposit(item).OverrideNet(net, by, others), Net, reason, cancellationToken);
    }

    /// <summary>Bills an item to another customer, and with it all drafts and pending items of its charge and period. A settled item stays, since it bills nothing.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The item, a draft or pending.</param>
    /// <param name="customer">The other customer; the billing information of who pays for it must be complete.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The moved item, pending.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such item or customer.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: ask for it and repeat the step.</exception>
    /// <exception cref="RuleViolationException"><c>sales_item.not_editable</c>; <c>sales_item.not_movable</c>: another item of its period stands on a document; <c>deposit.follows_order</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<SalesItem> MoveAsync(Actor actor, Id<SalesItem> id, Id<Customer> customer, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSalesItems, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var (item, others) = await step.WithOthersAsync(id, cancellationToken).ConfigureAwait(false);
                if (item.Customer == customer)
                {
                    return item;
                }

                RequireNoDeposit(item);

                var (target, payer) = await step.GuardPayerAsync(customer, cancellationToken).AtAsync("Customer").ConfigureAwait(false);
                var moved = item.MoveTo(target, payer);
                foreach (var other in item.MovingWith(others))
                {
                    Move(step, other, other.MoveTo(target, payer));
                }

                step.Decided(item, others.Count > 0);
                var stored = Move(step, item, moved);
                await step.RededuceAsync(stored, cancellationToken).ConfigureAwait(false);
                return stored;
            },
            cancellationToken);
    }

    /// <summary>Finds an item.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The item.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The item, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public Task<SalesItem?> FindAsync(Actor actor, Id<SalesItem> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSalesItems, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<SalesItem>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists the items on some documents, each with the basis that explains it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="invoices">The documents.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The items, in no order; streamed.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ManageSalesItems)]
    public IAsyncEnumerable<SalesItem> OnInvoicesAsync(Actor actor, IReadOnlyCollection<Id<Invoice>> invoices, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSalesItems);
        Border.Check(invoices);
        return store.StreamAsync(actor.Tenant, session => session.Of<SalesItem>().QueryAsync(SalesItemRecords.OnInvoices(invoices), cancellationToken), cancellationToken);
    }

    private static void Require(Actor actor, Permission permission, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission, records);
    }

    private static SalesItem RequireNoDeposit(SalesItem item) => item.Source != SalesItemSource.Deposit
        ? item
        : throw new RuleViolationException(
            DepositErrors.FollowsOrder, "What a deposit asks for and what is deducted of it follow from its order: cancel the item, or close the deposit.", item.Id.Value, item.SourceId);

    private static string Status(SalesItem item) => item.Status.Name;

    private static string Net(SalesItem item) => item.Net.ToString();

    private static SalesItem Move(Step step, SalesItem before, SalesItem after)
    {
        step.Append(EventKinds.SalesItemMoved, before.Id, before.Customer.ToString(), after.Customer.ToString());
        var moved = step.Of<SalesItem>().Update(after);
        step.Keep(moved);
        return moved;
    }

    // a decision counts for the corrections of its period, made or to be made
    private Task<SalesItem> DecideAsync(
        Actor actor,
        Id<SalesItem> id,
        string kind,
        Func<SalesItem, IReadOnlyList<SalesItem>, SalesItem> decide,
        Func<SalesItem, string?> value,
        string reason,
        CancellationToken cancellationToken,
        Func<Step, SalesItem, CancellationToken, Task>? allows = null) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var (before, others) = await step.WithOthersAsync(id, cancellationToken).ConfigureAwait(false);
                var after = decide(before, others);
                if (after == before)
                {
                    return before;
                }

                await (allows?.Invoke(step, before, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
                step.Decided(before, others.Count > 0);
                return await SettleAsync(step, before, after, kind, value, reason, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    // what hangs on it follows: its deposit, or its order with the deductions beside it
    private async Task<SalesItem> SettleAsync(Step step, SalesItem before, SalesItem after, string kind, Func<SalesItem, string?> value, string? reason, CancellationToken cancellationToken)
    {
        var stored = step.Of<SalesItem>().Update(after);
        step.Append(kind, after.Id, value(before), value(after), reason);
        await step.FollowAsync(stored, cancellationToken).ConfigureAwait(false);
        await step.SettleOrdersAsync([stored], _drafts, ids, cancellationToken).ConfigureAwait(false);
        await step.SettleWorkAsync([stored], cancellationToken).ConfigureAwait(false);
        await step.SettleChargesAsync([stored], cancellationToken).ConfigureAwait(false);
        await step.ReleaseAdjustmentsAsync(after.Released ? [stored] : [], cancellationToken).ConfigureAwait(false);
        return stored;
    }

    private Task<SalesItem> ChangeAsync(
        Actor actor,
        Id<SalesItem> id,
        string kind,
        Func<Step, SalesItem, Task<SalesItem>> change,
        Func<SalesItem, string?> value,
        string? reason,
        CancellationToken cancellationToken) =>
        store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var before = await step.Of<SalesItem>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var after = await change(step, before).ConfigureAwait(false);
                if (after == before)
                {
                    return before;
                }

                var stored = step.Of<SalesItem>().Update(after);
                step.Append(kind, id, value(before), value(after), reason);
                await step.FollowAsync(stored, cancellationToken).ConfigureAwait(false);
                await step.RededuceAsync(stored, cancellationToken).ConfigureAwait(false);
                return stored;
            },
            cancellationToken);
}
