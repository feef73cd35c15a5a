using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Documents;
using Psa.Inventory;
using Psa.Orders;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Makes demands in the commit of what needs goods, and lets them follow it.</summary>
internal static class DemandMaking
{
    /// <summary>Makes the demand of a new charge, to which free stock is assigned.</summary>
    /// <param name="step">The step.</param>
    /// <param name="charge">The charge.</param>
    /// <param name="requester">Who asked for the goods.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task DemandAsync(this Step step, StockCharge charge, UserId requester, CancellationToken cancellationToken)
    {
        var stocked = await step.StockedAsync(charge.Line.Product!.Value, cancellationToken).ConfigureAwait(false);
        var source = DemandSource.Of(charge.Id);
        var made = new Demand
        {
            Id = Demands.IdOf(step.Tenant, source),
            Tenant = step.Tenant,
            Source = source,
            Product = stocked.Product,
            Unit = charge.Line.Unit,
            Document = charge.Owner.Single().GetValueOrDefault(),
            RequestedBy = requester,
            Needed = charge.Line.Quantity,
            AskedAt = step.Now,
            NeedsNoProcurement = stocked.NeedsNoProcurement,
        };
        step.Stage(made, made);
        await step.AssignFreeAsync(stocked.Product, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the demand of a line of an order that has none yet.</summary>
    internal static async Task<Demand> NewDemandAsync(this IPsaSession session, Order order, int line, CancellationToken cancellationToken)
    {
        var (source, product) = (DemandSource.Of(order.Id, line), order.Lines[line].Product!.Value);
        var stocked = await session.Of<StockedProduct>().FindAsync(new(product.Value), cancellationToken).ConfigureAwait(false);
        return new Demand
        {
            Id = Demands.IdOf(session.Tenant, source),
            Tenant = session.Tenant,
            Source = source,
            Product = product,
            Unit = order.Lines[line].Unit,
            Document = order.Id.Value,
            Needed = 0m,
            AskedAt = order.SubmittedAt.GetValueOrDefault(),
            NeedsNoProcurement = stocked is { NeedsNoProcurement: true },
        }.Following(order);
    }

    /// <summary>Lets the demands of an order follow what a step does to it; one that is submitted gets those of its lines of stock.</summary>
    internal static async Task FollowDemandsAsync(this Step step, Order before, Order after, CancellationToken cancellationToken)
    {
        var isNew = before.SubmittedAt is null;
        var isGone = after.SubmittedAt is null && after.Status == OrderStatus.Canceled;
        if ((after.SubmittedAt is null && !isGone) || (isNew && !isGone && !await step.HasInventoryAsync(cancellationToken).ConfigureAwait(false)))
        {
            return;
        }

        var products = new SortedSet<Id<Product>>();
        for (var i = 0; i < after.Lines.Count; i++)
        {
            if (!IsOfGoods(after, i) || (!isNew && before.Quantities[i].Canceled == after.Quantities[i].Canceled && before.Quantities[i].Shipped == after.Quantities[i].Shipped))
            {
                continue;
            }

            // of what was kept for its quote there is one before it is submitted
            var known = await step.Of<Demand>().FindAsync(Demands.IdOf(step.Tenant, DemandSource.Of(after.Id, i)), cancellationToken).ConfigureAwait(false);
            if (known is null && isNew && !isGone)
            {
                await step.RequireCountableAsync(after.Lines[i], cancellationToken).ConfigureAwait(false);
                await step.DemandAsync(after, i, products, step.Actor.User, cancellationToken).ConfigureAwait(false);
            }
            else if (known?.Following(after) is { } followed && followed != known)
            {
                step.Stage(followed, known);
            }
        }

        await step.AssignFreeAsync(products, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes the demands that submitted orders lack: inventory was off when they were submitted, or the product wasn't stocked. Whoever changes either asks after the change is stored, and whoever submits an order after
    /// that is stored, so that of the two at least the later one sees what the other did.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">Gives the time of events.</param>
    /// <param name="actor">Who changed it.</param>
    /// <param name="of">The one order to look at; <see langword="null"/> for all that aren't fulfilled.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task EnsureDemandsAsync(this IPsaStore store, IClock clock, Actor actor, Id<Order>? of, CancellationToken cancellationToken)
    {
        var lacking = await store.ReadAsync(actor.Tenant, session => session.LackingAsync(of, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var id in lacking)
        {
            await store.StepAsync(
                clock,
                actor,
                async step =>
                {
                    // the order is written too: whoever cancels it meanwhile meets its demands
                    var order = step.Of<Order>().Update(await step.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false));
                    var products = new SortedSet<Id<Product>>();
                    for (var i = 0; order.Status == OrderStatus.Submitted && i < order.Lines.Count; i++)
                    {
                        if (IsOfGoods(order, i) && await step.Of<Demand>().FindAsync(Demands.IdOf(step.Tenant, DemandSource.Of(order.Id, i)), cancellationToken).ConfigureAwait(false) is null)
                        {
                            // who submitted it asks for it, not who lets goods be bought at last
                            await step.DemandAsync(order, i, products, of is null ? null : actor.User, cancellationToken).ConfigureAwait(false);
                        }
                    }

                    await step.AssignFreeAsync(products, cancellationToken).ConfigureAwait(false);
                    return order;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task RequireCountableAsync(this Step step, DocumentLine line, CancellationToken cancellationToken)
    {
        if (await step.Of<StockedProduct>().FindAsync(new(line.Product!.Value.Value), cancellationToken).ConfigureAwait(false) is { IsSerialized: true } stocked)
        {
            await step.RequireCountableAsync(stocked, line.Unit, line.Quantity, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells whether a line of an order is of goods that may be stocked: of a bundle its components are.</summary>
    internal static bool IsOfGoods(Order order, int line) => order.Lines[line] is { Product: not null, Bundle: not BundleRole.Heading, Quantity: > 0m };

    /// <summary>Gives the places of what an order's line, or bundle, has of stock.</summary>
    internal static async Task<List<int>> StockedPlacesAsync(this IPsaSession session, Order order, OrderedLine line, CancellationToken cancellationToken)
    {
        var places = new List<int>(line.Count);
        for (var i = line.Place; i < line.Place + line.Count; i++)
        {
            if (IsOfGoods(order, i) && await session.Of<StockedProduct>().FindAsync(new(order.Lines[i].Product!.Value.Value), cancellationToken).ConfigureAwait(false) is not null)
            {
                places.Add(i);
            }
        }

        return places;
    }

    private static async Task DemandAsync(this Step step, Order order, int line, SortedSet<Id<Product>> products, UserId? requester, CancellationToken cancellationToken)
    {
        if (await step.Of<StockedProduct>().FindAsync(new(order.Lines[line].Product!.Value.Value), cancellationToken).ConfigureAwait(false) is not null
            && await step.NewDemandAsync(order, line, cancellationToken).ConfigureAwait(false) is { IsOpen: true } made)
        {
            step.Stage(made with { RequestedBy = requester }, made);
            products.Add(made.Product);
        }
    }

    private static async Task AssignFreeAsync(this Step step, SortedSet<Id<Product>> products, CancellationToken cancellationToken)
    {
        foreach (var product in products)
        {
            await step.AssignFreeAsync(product, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Assigns free stock of a product, unless that is done by hand. It writes the product at least, so that of two who ask for goods of it or move them one comes first.</summary>
    internal static async Task AssignFreeAsync(this Step step, Id<Product> product, CancellationToken cancellationToken)
    {
        // read before what is looked at, so that whoever changes that meanwhile is met
        var stocked = await step.StockedAsync(product, cancellationToken).ConfigureAwait(false);
        if (await step.HasProcurementAsync(cancellationToken).ConfigureAwait(false)
            && await step.Of<StockSettings>().FindAsync(step.Tenant.StockSettingsOf(), cancellationToken).ConfigureAwait(false) is { AssignsByHand: false })
        {
            var open = await step.OpenBookAsync(product, [], [], cancellationToken).ConfigureAwait(false);
            await step.AssignFreeAsync(open, cancellationToken).ConfigureAwait(false);
            if (open.Book.Moves.Count > 0)
            {
                await step.WriteAsync(open, cancellationToken, assigns: false).ConfigureAwait(false);
                return;
            }
        }

        step.Of<StockedProduct>().Update(stocked);
    }

    private static async Task<List<Id<Order>>> LackingAsync(this IPsaSession session, Id<Order>? of, CancellationToken cancellationToken)
    {
        var lacking = new List<Id<Order>>();
        if (!await session.HasInventoryAsync(cancellationToken).ConfigureAwait(false))
        {
            return lacking;
        }

        if (of is { } id)
        {
            await AddAsync(await session.Of<Order>().RequireAsync(id, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            return lacking;
        }

        await foreach (var order in session.Of<Order>().QueryAsync(OrderRecords.Unfulfilled, cancellationToken).ConfigureAwait(false))
        {
            await AddAsync(order).ConfigureAwait(false);
        }

        return lacking;

        async Task AddAsync(Order order)
        {
            for (var i = 0; order.Status == OrderStatus.Submitted && i < order.Lines.Count; i++)
            {
                if (IsOfGoods(order, i) && await session.LacksAsync(order, i, cancellationToken).ConfigureAwait(false))
                {
                    lacking.Add(order.Id);
                    return;
                }
            }
        }
    }

    private static async Task<bool> LacksAsync(this IPsaSession session, Order order, int line, CancellationToken cancellationToken) =>
        await session.Of<Demand>().FindAsync(Demands.IdOf(session.Tenant, DemandSource.Of(order.Id, line)), cancellationToken).ConfigureAwait(false) is null
        && await session.Of<StockedProduct>().FindAsync(new(order.Lines[line].Product!.Value.Value), cancellationToken).ConfigureAwait(false) is not null
        && (await session.NewDemandAsync(order, line, cancellationToken).ConfigureAwait(false)).IsOpen;
}
