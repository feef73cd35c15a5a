using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Inventory;
using Psa.Languages;
using Psa.Records;
using Psa.SalesItems;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Goods that contracts, projects and tickets ask for; <see cref="DeliveryService"/> picks and delivers them, and what is delivered is billed.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed class StockChargeService(IPsaStore store, IClock clock, IIdGenerator ids, IEnumerable<ILanguage>? languages = null)
{
    private readonly CreditNoteDrafts _drafts = new(ids, new(languages ?? []));

    /// <summary>Asks for goods. Their price is the catalog's of today, and stays.</summary>
    /// <param name="actor">Who does it; another price than the catalog's needs <see cref="Permission.OverridePrices"/> too, a discount <see cref="Permission.DiscountLines"/>.</param>
    /// <param name="charge">What is asked for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored charge; the one that an earlier call with the same id wrote.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract, project, ticket, product or location.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the line.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>charge.bad_value</c>; <c>product.not_stocked</c>, <c>product.inactive</c>, <c>price.unit_not_in_group</c>; <c>sales_item.billing_entity_missing</c>, <c>billing_entity.inactive</c>.
    /// </exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<StockCharge> AskAsync(Actor actor, NewStockCharge charge, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.WorkOnTickets);
        Border.Check(charge);
        if (charge.Owner.Single() is null || charge.Line is { IsNote: true } or { Quantity: <= 0m } or { Product: null })
        {
            throw new RuleViolationException(InventoryErrors.BadCharge, "A charge names one contract, project or ticket, and a quantity of a product above zero.");
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireInventoryAsync(cancellationToken).ConfigureAwait(false);
                if (charge.Id is { } given && await step.Of<StockCharge>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } known)
                {
                    return known.Owner == charge.Owner ? known : throw new ConcurrencyConflictException(nameof(StockCharge), given.Value, 0, known.Version);
                }

                var made = step.Of<StockCharge>().Add(await MadeAsync(step, charge, cancellationToken).ConfigureAwait(false));
                await step.DemandAsync(made, step.Actor.User, cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.ChargeChanged, made.Id);
                return made;
            },
            cancellationToken);
    }

    /// <summary>Cancels a charge, or what isn't delivered of it: what is picked for it is free again. Where its goods were to go out in place of what came back, the customer gets its money for that.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The charge.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored charge; one that was canceled before stays as it is.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge.</exception>
    /// <exception cref="RuleViolationException"><c>stock.reason_missing</c>; <c>charge.nothing_left</c>: all of it is delivered.</exception>
    [RequiresPermission(Permission.WorkOnTickets)]
    public Task<StockCharge> CancelAsync(Actor actor, Id<StockCharge> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.WorkOnTickets, id.Value);
        Border.Check(reason);
        StockService.RequireReason(reason);
        return store.StepAsync(
            clock,
            actor,
            DemandSource.Of(id),
            async (step, hand) =>
            {
                var before = hand.Charge!;
                if (before.CancelReason is not null)
                {
                    return before;
                }

                if (!hand.Demand.IsOpen)
                {
                    throw new RuleViolationException(InventoryErrors.NothingLeft, "All of it is delivered: undo the delivery, or let the goods come back.", id.Value);
                }

                var canceled = step.Of<StockCharge>().Update(before with { CancelReason = reason.Trim() });
                await step.FreeAsync(hand.Demand, canceled, reason.Trim(), cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.ChargeChanged, id, reason: reason.Trim());
                await step.CreditInsteadAsync(hand, hand.Demand.Needed - hand.Demand.Delivered(), reason.Trim(), _drafts, ids, cancellationToken).ConfigureAwait(false);
                return canceled;
            },
            cancellationToken);
    }

    /// <summary>Finds a charge.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The charge.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The charge, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public Task<StockCharge?> FindAsync(Actor actor, Id<StockCharge> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewStock, id.Value);
        return ReadAsync(actor, session => session.Of<StockCharge>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists what a contract, project or ticket asked for, in the order in which it did.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="owner">The contract, project or ticket.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The charges, canceled ones too.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>charge.bad_value</c>: it names none, or several.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public Task<ValueList<StockCharge>> ListAsync(Actor actor, StockChargeOwner owner, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewStock);
        Border.Check(owner);
        return owner.Single() is not { } id
            ? throw new RuleViolationException(InventoryErrors.BadCharge, "Name one contract, project or ticket.")
            : ReadAsync(actor, async session => (await session.Of<StockCharge>().QueryAsync(StockChargeRecords.OfOwner(id), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false)).ToValueList(), cancellationToken);
    }

    private async Task<StockCharge> MadeAsync(Step step, NewStockCharge charge, CancellationToken cancellationToken)
    {
        var (customer, payer) = await step.GuardPayerAsync(await CustomerAsync(step, charge.Owner, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var stocked = await step.StockedAsync(charge.Line.Product!.Value, cancellationToken).ConfigureAwait(false);
        await step.RequireReferencesAsync([charge.Line], [], cancellationToken).ConfigureAwait(false);
        if (charge.Location is { } location)
        {
            await step.Of<StockLocation>().RequireAsync(location, cancellationToken).AsTask().AtAsync(nameof(charge.Location)).ConfigureAwait(false);
        }

        var contract = await step.ContractOfAsync(charge.Owner, cancellationToken).ConfigureAwait(false) is { } id ? await step.Of<Contract>().RequireAsync(id, cancellationToken).ConfigureAwait(false) : null;
        var entity = await step.ChooseEntityAsync(contract?.BillingEntity, customer, payer, cancellationToken).ConfigureAwait(false);
        var currency = contract?.Currency ?? payer.BillingInformation?.Currency ?? entity.Currency;

        // what isn't billed may have no price yet
        ValueList<NewDocumentLine> written = [charge.Line];
        var pricing = await step.HandPricingAsync(written, [], new(customer, payer, entity, currency, contract?.Id), cancellationToken).ConfigureAwait(false) with { IsAgreed = !charge.IsFree };
        var line = HandLines.Write(written, [], currency, entity.Rounding, pricing)[0][0];
        step.Actor.RequireDiscounting([charge.Line], []);
        step.Actor.RequireOverriding([], [line]);

        // its unit is one of the product's, so that goods can be counted by it
        await step.RequireCountableAsync(stocked, line.Unit, line.Quantity, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Id = charge.Id.OrNext(ids),
            Tenant = step.Tenant,
            Customer = customer.Id,
            Owner = charge.Owner,
            BillingEntity = entity.Id,
            Line = line,
            IsFree = charge.IsFree,
            Location = charge.Location,
            AskedOn = await step.TodayAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    private static async Task<Id<Customer>> CustomerAsync(Step step, StockChargeOwner owner, CancellationToken cancellationToken) =>
        owner.Contract is { } contract ? (await step.Of<Contract>().RequireAsync(contract, cancellationToken).ConfigureAwait(false)).Customer
        : owner.Project is { } project ? (await step.Of<Project>().RequireAsync(project, cancellationToken).ConfigureAwait(false)).Customer
        : (await step.Of<Ticket>().RequireAsync(owner.Ticket!.Value, cancellationToken).ConfigureAwait(false)).Customer;

    private Task<T> ReadAsync<T>(Actor actor, Func<IPsaSession, Task<T>> read, CancellationToken cancellationToken) => store.ReadAsync(
        actor.Tenant,
        async session =>
        {
            await session.RequireInventoryAsync(cancellationToken, isRead: true).ConfigureAwait(false);
            return await read(session).ConfigureAwait(false);
        },
        cancellationToken);

    private static void Require(Actor actor, Permission permission, params Guid[] records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission, records);
    }
}
