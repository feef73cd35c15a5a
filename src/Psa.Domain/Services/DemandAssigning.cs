using Psa.Inventory;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Assigns free stock to demands and frees it again, in the book of what moves the goods.</summary>
internal static class DemandAssigning
{
    /// <summary>Assigns what is free of a product in warehouses, and at a charge's own location, to the demands that lack it, in the order in which they were asked for, unless that is done by hand. Who changes a demand stages it before.</summary>
    internal static async Task AssignFreeAsync(this Step step, StockBooks.OpenBook open, CancellationToken cancellationToken)
    {
        if (open.Settings.AssignsByHand || !await step.HasProcurementAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var lacking = await step.LackingAsync(open, cancellationToken).ConfigureAwait(false);
        if (lacking.Count == 0)
        {
            return;
        }

        await step.AddBalancesAsync(open, cancellationToken).ConfigureAwait(false);
        foreach (var demand in lacking)
        {
            var unit = await step.InBaseUnitAsync(demand.Product, demand.Unit, 1m, cancellationToken).ConfigureAwait(false);
            var shares = new List<StockShare>();
            foreach (var location in await step.GivingAsync(open, demand, cancellationToken).ConfigureAwait(false))
            {
                shares.Add(new(location, DemandClaims.InUnits(open.Book.Available(new(location)), unit, open.Read.IsSerialized) * unit));
            }

            var after = demand;
            foreach (var (location, quantity) in StockAssignment.Assign(demand.ToAssign() * unit, shares.ToValueList(), open.Read.IsSerialized).Shares)
            {
                after = await step.ReserveAsync(open, after, new(location, quantity / unit), id: null, cancellationToken).ConfigureAwait(false);
            }

            if (after != demand)
            {
                step.Stage(after, demand);
            }
        }
    }

    /// <summary>Reads all balances of a product into a book that has some of them, as an earlier book of the step left them.</summary>
    internal static async Task AddBalancesAsync(this IPsaSession session, StockBooks.OpenBook open, CancellationToken cancellationToken)
    {
        await foreach (var balance in session.Of<StockBalance>().QueryAsync(StockBalanceRecords.OfProduct(open.Read.Product), cancellationToken).ConfigureAwait(false))
        {
            await session.AddBalanceAsync(open, balance.Place(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Assigns goods of a location to a demand.</summary>
    /// <exception cref="RuleViolationException"><c>stock.insufficient</c>, <c>stock.bad_quantity</c>, <c>unit.not_exact</c>.</exception>
    internal static async Task<Demand> ReserveAsync(this Step step, StockBooks.OpenBook open, Demand demand, StockPick goods, Id<StockMove>? id, CancellationToken cancellationToken)
    {
        await step.ClaimAsync(open, demand, StockMoveKind.Reserve, goods.Location, goods.Quantity, id, cancellationToken).ConfigureAwait(false);
        return demand.WithAssigned(goods.Location, goods.Quantity);
    }

    /// <summary>Frees what is assigned to a demand where goods are taken for it, so that they can be.</summary>
    internal static async Task<Demand> ReleaseAtAsync(this Step step, StockBooks.OpenBook open, Demand demand, StockPick taken, CancellationToken cancellationToken)
    {
        var quantity = Math.Min(demand.AssignedAt(taken.Location), taken.Quantity);
        return quantity > 0m ? await step.ReleaseAsync(open, demand, taken.Location, quantity, cancellationToken).ConfigureAwait(false) : demand;
    }

    /// <summary>Frees what is assigned to a demand beyond what it needs still, what was assigned last first.</summary>
    internal static async Task<Demand> ReleaseExcessAsync(this Step step, StockBooks.OpenBook open, Demand demand, CancellationToken cancellationToken)
    {
        while (demand.Assigned() - Math.Max(0m, demand.Open()) is > 0m and var excess)
        {
            var last = demand.Assignments[^1];
            demand = await step.ReleaseAsync(open, demand, last.Location, Math.Min(excess, last.Quantity), cancellationToken).ConfigureAwait(false);
        }

        return demand;
    }

    private static async Task<Demand> ReleaseAsync(this Step step, StockBooks.OpenBook open, Demand demand, Id<StockLocation> location, decimal quantity, CancellationToken cancellationToken)
    {
        await step.AddBalanceAsync(open, new(location), cancellationToken).ConfigureAwait(false);

        // what is assigned to it is reserved there: where it isn't, somebody took it between the two reads
        if (open.Book.At(new(location)) is var balance && balance.Reserved < await step.InBaseUnitAsync(demand.Product, demand.Unit, quantity, cancellationToken).ConfigureAwait(false))
        {
            throw new ConcurrencyConflictException(nameof(StockBalance), balance.Id.Value, balance.Version, balance.Version);
        }

        await step.ClaimAsync(open, demand, StockMoveKind.Release, location, quantity, id: null, cancellationToken).ConfigureAwait(false);
        return demand.WithAssigned(location, -quantity);
    }

    private static async Task ClaimAsync(this Step step, StockBooks.OpenBook open, Demand demand, StockMoveKind kind, Id<StockLocation> location, decimal quantity, Id<StockMove>? id, CancellationToken cancellationToken) =>
        open.Book.Post(open.New(step, kind) with
        {
            Id = id.OrEmpty(),
            From = open.Require(location).Id,
            Quantity = await step.InBaseUnitAsync(demand.Product, demand.Unit, quantity, cancellationToken).ConfigureAwait(false),
            Document = demand.Id.Value,
        });

    // as the step leaves them: those that it changed, and those that queries see
    private static async Task<List<Demand>> LackingAsync(this Step step, StockBooks.OpenBook open, CancellationToken cancellationToken)
    {
        var ids = new SortedSet<Id<Demand>>(step.Demands);
        await foreach (var demand in step.Of<Demand>().QueryAsync(DemandRecords.OpenOfProduct(open.Read.Product), cancellationToken).ConfigureAwait(false))
        {
            ids.Add(demand.Id);
        }

        var lacking = new List<Demand>();
        foreach (var id in ids)
        {
            if (await step.Of<Demand>().RequireAsync(id, cancellationToken).ConfigureAwait(false) is var demand && demand.Product == open.Read.Product && demand.ToAssign() > 0m)
            {
                lacking.Add(demand);
            }
        }

        lacking.Sort(DemandClaims.ByAsking);
        return lacking;
    }

    /// <summary>Gives from where goods are taken for a demand: the charge's own location first, then where the product comes to, then all warehouses.</summary>
    internal static async Task<List<Id<StockLocation>>> GivingAsync(this IPsaSession session, StockBooks.OpenBook open, Demand demand, CancellationToken cancellationToken)
    {
        var own = demand.Source.Charge is { } charge ? (await session.Of<StockCharge>().FindAsync(charge, cancellationToken).ConfigureAwait(false))?.Location : null;
        var warehouses = new SortedSet<Id<StockLocation>>();
        foreach (var location in open.Locations.Values)
        {
            if (location.Kind == LocationKind.Warehouse)
            {
                warehouses.Add(location.Id);
            }
        }

        var giving = new List<Id<StockLocation>>();
        foreach (var location in (Id<StockLocation>?[])[own, open.Read.DefaultLocation, open.Default()?.Id, .. warehouses])
        {
            if (location is { } id && !giving.Contains(id) && (id == own || warehouses.Contains(id)))
            {
                giving.Add(id);
            }
        }

        return giving;
    }
}
