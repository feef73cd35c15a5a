using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Events;
using Psa.Inventory;
using Psa.Records;
using Psa.Returns;
using Psa.Storage;

namespace Psa.Services;

/// <content>What holds for returns, how they are asked for, and reading them.</content>
public sealed partial class ReturnService
{
    /// <summary>Says when customers get their money for what comes back.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="time">When.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored settings.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>stock.not_set_up</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<StockSettings> SetCreditTimeAsync(Actor actor, ReturnCreditTime time, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        Border.Check(time);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireReturnsAsync(cancellationToken).ConfigureAwait(false);
                var before = await step.StockSettingsAsync(cancellationToken).ConfigureAwait(false);
                if (before.ReturnCredit == time)
                {
                    return before;
                }

                step.Append(EventKinds.StockSettingsChanged, before.Id);
                return step.Of<StockSettings>().Update(before with { ReturnCredit = time });
            },
            cancellationToken);
    }

    /// <summary>Says whether a product that is delivered from a day on is taken back. Until anything is said, it is.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="product">The product, stocked.</param>
    /// <param name="isReturnable">Whether it is.</param>
    /// <param name="from">The day, or <see langword="null"/> for today.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How it is stocked.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such product.</exception>
    /// <exception cref="RuleViolationException"><c>product.not_stocked</c>; <c>document.far_date</c>.</exception>
    [RequiresPermission(Permission.ManageCatalog)]
    public Task<StockedProduct> SetReturnableAsync(Actor actor, Id<Product> product, bool isReturnable, LocalDate? from = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageCatalog);
        Border.CheckOptional(from);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireReturnsAsync(cancellationToken).ConfigureAwait(false);
                var before = await step.StockedAsync(product, cancellationToken).ConfigureAwait(false);
                var day = from ?? await step.TodayAsync(cancellationToken).ConfigureAwait(false);
                await step.RequireNearAsync(day, cancellationToken, "From").ConfigureAwait(false);
                var after = StockedProducts.Return(before, day, isReturnable);
                if (after == before)
                {
                    return before.ShownTo(actor);
                }

                step.Append(EventKinds.StockedProductChanged, after.Id);
                return step.Of<StockedProduct>().Update(after).ShownTo(actor);
            },
            cancellationToken);
    }

    /// <summary>Asks for goods to be taken back.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="wanted">What, of which charge or line of an order, and what for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The return; the one that an earlier call with the same id wrote.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such charge or order.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>return.exceeds_delivered</c>, <c>return.bad_value</c>; <c>product.not_returnable</c>; <c>stock.bad_quantity</c>, <c>stock.serials</c>, <c>product.not_serialized</c>, <c>product.not_stocked</c>; <c>unit.not_exact</c>;
    /// <c>order.not_submitted</c>, <c>order.bad_line</c>.
    /// </exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.RequestReturns)]
    public Task<GoodsReturn> RequestAsync(Actor actor, NewReturn wanted, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.RequestReturns);
        Border.Check(wanted);
        if (string.IsNullOrEmpty(wanted.Reason))
        {
            throw new RuleViolationException(ReturnErrors.BadValue, "Say why the goods come back.");
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireReturnsAsync(cancellationToken).ConfigureAwait(false);
                if (wanted.Id is { } given && await step.Of<GoodsReturn>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } known)
                {
                    return Demands.IdOf(step.Tenant, known.Source) == Demands.IdOf(step.Tenant, wanted.Source) && known.RequestedBy == actor.User ? known : throw new ConcurrencyConflictException(nameof(GoodsReturn), given.Value, 0, known.Version);
                }

                return await store.AttemptAsync(step, wanted.Source, hand => MadeAsync(step, hand, wanted, cancellationToken), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Finds a return.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The return.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The return, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.RequestReturns)]
    public Task<GoodsReturn?> FindAsync(Actor actor, Id<GoodsReturn> id, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.RequestReturns, id.Value);
        return ReadAsync(actor, session => session.Of<GoodsReturn>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists the returns of what was delivered for a charge, or for all lines of an order.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="source">The charge, or a line of the order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The returns, in the order in which they were asked for.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.RequestReturns)]
    public Task<ValueList<GoodsReturn>> ListAsync(Actor actor, DemandSource source, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.RequestReturns);
        Border.Check(source);
        return ReadAsync(actor, async session => (await session.Of<GoodsReturn>().QueryAsync(GoodsReturnRecords.OfSource(source.Whole), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false)).ToValueList(), cancellationToken);
    }

    /// <summary>Lists the returns that stand somewhere.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="status">Where.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The returns, in the order in which they were asked for.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.RequestReturns)]
    public Task<ValueList<GoodsReturn>> ListInAsync(Actor actor, ReturnStatus status, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.RequestReturns);
        Border.Check(status);
        return ReadAsync(actor, async session => (await session.Of<GoodsReturn>().QueryAsync(GoodsReturnRecords.OfStatus(status), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false)).ToValueList(), cancellationToken);
    }

    private async Task<GoodsReturn> MadeAsync(Step step, DemandInHand hand, NewReturn wanted, CancellationToken cancellationToken)
    {
        hand.RequireAgreed();
        hand.RequireBilledAlone();
        var demand = hand.Demand;
        if (wanted.Quantity <= 0m || !Decimals.Fits(wanted.Quantity, Decimals.OfQuantities))
        {
            throw new RuleViolationException(InventoryErrors.BadQuantity, $"{Figures.Quantity(wanted.Quantity)} isn't a quantity of goods that come back.", demand.Id.Value);
        }

        var units = await step.InBaseUnitAsync(demand.Product, demand.Unit, wanted.Quantity, cancellationToken).ConfigureAwait(false);
        var (product, goods) = await GoodsAsync(step, demand, wanted, units, cancellationToken).ConfigureAwait(false);
        var stocked = await step.StockedAsync(product, cancellationToken).ConfigureAwait(false);
        foreach (var own in goods)
        {
            foreach (var delivery in demand.Deliveries)
            {
                if (delivery.Sequence == own.Delivery && demand.ProductOf(delivery) == product && !StockedProducts.IsReturnable(stocked, delivery.Date))
                {
                    throw new RuleViolationException(ReturnErrors.NotReturnable, $"What was delivered on {delivery.Date:R} isn't taken back.", stocked.Product.Value);
                }
            }
        }

        var made = step.Of<GoodsReturn>().Add(new()
        {
            Id = wanted.Id.OrNext(ids),
            Tenant = step.Tenant,
            Source = demand.Source,
            Customer = hand.Customer,
            Product = product,
            Unit = product == demand.Product ? demand.Unit : await step.BaseUnitAsync(product, cancellationToken).ConfigureAwait(false),
            Kind = wanted.Kind,
            Status = ReturnLifecycle.Table.Initial,
            Reason = wanted.Reason,
            RequestedBy = step.Actor.User,
            RequestedAt = step.Now,
            Goods = goods,
        });
        step.Of<Demand>().Update(GoodsReturns.Claim(demand, product, goods));
        step.Append(EventKinds.ReturnChanged, made.Id, to: made.Status.Name, reason: made.Reason);
        return made;
    }

    // which delivery a serial left with stands in its move; by a swap another product may have gone in
    private static async Task<(Id<Product> Product, ValueList<ReturnedGoods> Goods)> GoodsAsync(Step step, Demand demand, NewReturn wanted, decimal units, CancellationToken cancellationToken)
    {
        var isSerialized = (await step.StockedAsync(demand.Product, cancellationToken).ConfigureAwait(false)).IsSerialized;
        if (!isSerialized && wanted.Serials.IsEmpty)
        {
            return (demand.Product, GoodsReturns.Of(demand, wanted.Quantity));
        }

        if (!isSerialized && demand.Deliveries.AsEnumerable().All(static delivery => delivery.Product is null))
        {
            throw new RuleViolationException(InventoryErrors.NotSerialized, "The product has no serials: name none.", demand.Product.Value);
        }

        if (wanted.Serials.Count != units || units != wanted.Quantity)
        {
            throw new RuleViolationException(InventoryErrors.BadSerials, $"{Figures.Quantity(units)} units need as many serials, counted singly.", demand.Product.Value);
        }

        var (product, delivered) = await DeliveredAsync(step, demand, wanted.Serials[0], cancellationToken).ConfigureAwait(false);
        var goods = GoodsReturns.Of(demand, product, wanted.Serials, delivered);

        // one that a return is of already isn't the customer's to give back, nor one that came back otherwise
        await foreach (var other in step.Of<GoodsReturn>().QueryAsync(GoodsReturnRecords.OfSource(wanted.Source.Whole), cancellationToken).ConfigureAwait(false))
        {
            GoodsReturns.RequireApart(demand, product, goods, other);
        }

        foreach (var own in goods)
        {
            foreach (var back in await step.Of<StockMove>().QueryAsync(StockMoveRecords.OfOrigin(product, own.Delivery), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false))
            {
                if (back.Serials.AsEnumerable().FirstOrDefault(own.Serials.AsEnumerable().Contains) is { } serial)
                {
                    throw GoodsReturns.NotDelivered(demand, serial);
                }
            }
        }

        return (product, goods);
    }

    // the serials that left with each delivery of the product of which one is
    private static async Task<(Id<Product> Product, Dictionary<long, ValueList<string>> Serials)> DeliveredAsync(Step step, Demand demand, string one, CancellationToken cancellationToken)
    {
        var (product, all, fold) = (demand.Product, new Dictionary<Id<Product>, Dictionary<long, ValueList<string>>>(), TextFold.Of(TextEnds.Trim(one)));
        foreach (var delivery in demand.Deliveries)
        {
            if (delivery.Left > 0m)
            {
                var own = demand.ProductOf(delivery);
                var serials = (await step.Of<StockMove>().FirstAsync(StockMoveRecords.OfSequence(own, delivery.Sequence), cancellationToken).ConfigureAwait(false))?.Serials ?? [];
                all.TryAdd(own, []);
                all[own].Add(delivery.Sequence, serials);
                product = serials.AsEnumerable().Any(serial => TextFold.Of(serial) == fold) ? own : product;
            }
        }

        return (product, all.GetValueOrDefault(product) ?? []);
    }

    private Task<T> ReadAsync<T>(Actor actor, Func<IPsaSession, Task<T>> read, CancellationToken cancellationToken) => store.ReadAsync(
        actor.Tenant,
        async session =>
        {
            await session.RequireReturnsAsync(cancellationToken, isRead: true).ConfigureAwait(false);
            return await read(session).ConfigureAwait(false);
        },
        cancellationToken);
}
