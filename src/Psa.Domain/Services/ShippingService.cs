using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Inventory;
using Psa.Languages;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// The delivery page: what to pick on which way, what to pack for whom, and shipments, with which goods of several charges and lines of orders of one customer leave at once. What stands where is listed by
/// <see cref="DemandService.ListAsync"/>: to pick, ready to ship, delivered.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of moves, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="taxes">Finds the taxes of what is about to be delivered, where a limit is asked.</param>
/// <param name="languages">The host's own languages, which go before those of the library.</param>
public sealed class ShippingService(IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, IEnumerable<ILanguage>? languages = null)
{
    private readonly CreditNoteDrafts _drafts = new(ids, new(languages ?? []));
    private readonly DeliveryCredit _credit = new(taxes, new(languages ?? []));

    /// <summary>Lists what is to be picked, location by location and shelf by shelf: what is assigned, and of products that need no procurement what is needed.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="sources">For which charges and lines of orders; empty for all of which everything is there (<see cref="DemandStatus.ToPick"/>).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stops, in walking order.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge or order.</exception>
    /// <exception cref="RuleViolationException"><c>order.not_submitted</c>, <c>order.bad_line</c>, <c>product.not_stocked</c>; <c>stock.bad_place</c>: nothing says where goods lie that need no procurement.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public Task<ValueList<PickListLine>> PickListAsync(Actor actor, ValueList<DemandSource> sources = default, CancellationToken cancellationToken = default) => ReadAsync(
        actor,
        sources,
        async session =>
        {
            var hands = await session.HandsAsync(sources, DemandStatus.ToPick, cancellationToken).ConfigureAwait(false);
            return PickLists.InWalkingOrder(await session.ToPickAsync(hands, cancellationToken).ConfigureAwait(false));
        },
        cancellationToken);

    /// <summary>Lists what is picked and goes to which customer, with its serials.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="sources">Of which charges and lines of orders; empty for all of which everything is picked (<see cref="DemandStatus.ReadyToShip"/>).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A list a customer, who asked first first.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge or order.</exception>
    /// <exception cref="RuleViolationException"><c>order.not_submitted</c>, <c>order.bad_line</c>, <c>product.not_stocked</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public Task<ValueList<PackingList>> PackingListsAsync(Actor actor, ValueList<DemandSource> sources = default, CancellationToken cancellationToken = default) => ReadAsync(
        actor,
        sources,
        async session =>
        {
            var hands = await session.HandsAsync(sources, DemandStatus.ReadyToShip, cancellationToken).ConfigureAwait(false);
            return PackingLists.OfPicked(hands.ConvertAll(static hand => (hand.Customer, hand.Demand, hand.Line.Text)));
        },
        cancellationToken);

    /// <summary>Gives what left with a shipment, with its serials and without what was undone; clients get that of their own.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The shipment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The list, with the shipment.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such shipment.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ViewOrders)]
    public Task<PackingList> PackingListAsync(Actor actor, Id<Shipment> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewOrders, Permission.MoveStock, Grants.Own, id.Value);
        return ReadAsync(
            actor,
            async session =>
            {
                var shipment = await session.Of<Shipment>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                return await session.SeesDeliveriesAsync(actor, shipment.Customer, cancellationToken).ConfigureAwait(false)
                    ? PackingLists.OfShipped(shipment, await session.ShippedAsync(shipment, cancellationToken).ConfigureAwait(false))
                    : throw new EntityNotFoundException(nameof(Shipment), id.Value);
            },
            cancellationToken);
    }

    /// <summary>Lists a customer's shipments, in the order of their days; clients those to them and to whom they pay for.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The shipments.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ViewOrders)]
    public Task<ValueList<Shipment>> ListAsync(Actor actor, Id<Customer> customer, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewOrders, Permission.MoveStock, Grants.Own);
        return ReadAsync(
            actor,
            async session => await session.SeesDeliveriesAsync(actor, customer, cancellationToken).ConfigureAwait(false)
                ? (await session.Of<Shipment>().QueryAsync(ShipmentRecords.OfCustomer(customer), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false)).ToValueList()
                : [],
            cancellationToken);
    }

    /// <summary>
    /// Delivers goods of several charges and lines of orders of one customer at once, in one commit: of each line what is picked for it at a location first, the rest of what is available there. What is delivered is
    /// billed as if each were delivered alone.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="shipment">What goes to whom, and by whom.</param>
    /// <param name="passReason">Why it goes though the payer's credit speaks against it, which needs <see cref="Permission.ManageCredit"/>, and stands in the event; or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The shipment, and what speaks against the payer's credit.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer, charge, order or location.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>shipment.bad_lines</c>; <c>credit.on_hold</c>, <c>credit.limit_exceeded</c>; <c>stock.insufficient</c>, <c>demand.exceeds_needed</c>, <c>stock.bad_quantity</c>, <c>stock.serials</c>; <c>order.not_submitted</c>,
    /// <c>order.bad_line</c>, <c>order.over_shipped</c>; <c>unit.not_exact</c>; <c>document.far_date</c>; <c>product.not_stocked</c>, <c>stock.not_set_up</c>; where a limit is asked, what the tax calculator refuses.
    /// </exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<ShipmentDelivery> ShipAsync(Actor actor, NewShipment shipment, string? passReason = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock);
        Border.Check(shipment);
        Border.CheckOptional(passReason);
        if (shipment.Lines.IsEmpty)
        {
            throw new RuleViolationException(InventoryErrors.BadShipment, "A shipment needs something that leaves: name charges or lines of orders.", shipment.Customer.Value);
        }

        var made = shipment.Id.OrNext(ids);
        return store.StepAsync(
            clock,
            actor,
            nameof(Shipment),
            made.Value,
            async (session, cancelled) =>
            {
                await session.RequireProcurementAsync(cancelled).ConfigureAwait(false);
                return await session.HandsAsync(shipment, cancelled).ConfigureAwait(false);
            },
            async (step, hands) =>
            {
                if (await step.Of<Shipment>().FindAsync(made, cancellationToken).ConfigureAwait(false) is { } known)
                {
                    return known.Customer == shipment.Customer ? new(known, []) : throw new ConcurrencyConflictException(nameof(Shipment), made.Value, 0, known.Version);
                }

                var day = shipment.Date ?? await step.TodayAsync(cancellationToken).ConfigureAwait(false);
                await step.RequireNearAsync(day, cancellationToken, "Date").ConfigureAwait(false);
                var leaving = hands.AsEnumerable().Select((hand, place) => LeavingGoods.Of(hand, shipment.Lines[place].Goods.OrPicked(hand.Demand))).ToList();
                var warnings = await _credit.AskAsync(step, leaving, day, passReason, made.Value, cancellationToken).ConfigureAwait(false);
                await step.ShipAsync(made, hands, shipment.Lines, day, passReason, _drafts, ids, cancellationToken).ConfigureAwait(false);
                step.Append(EventKinds.ShipmentChanged, made, reason: passReason);
                return new ShipmentDelivery(
                    step.Of<Shipment>().Add(new()
                    {
                        Id = made,
                        Tenant = step.Tenant,
                        Customer = shipment.Customer,
                        Date = day,
                        Carrier = Said(shipment.Carrier),
                        TrackingNumber = Said(shipment.TrackingNumber),
                        Sources = hands.AsEnumerable().Select(static hand => hand.Demand.Source).ToValueList(),
                    }),
                    warnings);
            },
            cancellationToken);
    }

    /// <summary>Says who carries a shipment, and under which number.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The shipment.</param>
    /// <param name="carrier">Who carries it, or <see langword="null"/>.</param>
    /// <param name="trackingNumber">The carrier's number, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored shipment.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such shipment.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<Shipment> TrackAsync(Actor actor, Id<Shipment> id, string? carrier, string? trackingNumber, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock);
        Border.CheckOptional(carrier);
        Border.CheckOptional(trackingNumber);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
                var before = await step.Of<Shipment>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                var after = before with { Carrier = Said(carrier), TrackingNumber = Said(trackingNumber) };
                if (after == before)
                {
                    return before;
                }

                step.Append(EventKinds.ShipmentChanged, id, before.TrackingNumber, after.TrackingNumber);
                return step.Of<Shipment>().Update(after);
            },
            cancellationToken);
    }

    private static string? Said(string? text) => TextEnds.Trim(text) is { Length: > 0 } said ? said : null;

    private Task<T> ReadAsync<T>(Actor actor, ValueList<DemandSource> sources, Func<IPsaSession, Task<T>> read, CancellationToken cancellationToken)
    {
        Require(actor, Permission.ViewStock);
        Border.Check(sources);
        return ReadAsync(actor, read, cancellationToken);
    }

    private Task<T> ReadAsync<T>(Actor actor, Func<IPsaSession, Task<T>> read, CancellationToken cancellationToken) => store.ReadAsync(
        actor.Tenant,
        async session =>
        {
            await session.RequireProcurementAsync(cancellationToken, isRead: true).ConfigureAwait(false);
            return await read(session).ConfigureAwait(false);
        },
        cancellationToken);

    private static void Require(Actor actor, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission);
    }
}
