namespace Psa.Inventory;

/// <summary>What of stock is assigned to demands, and what is on order for them (R-DEMAND).</summary>
internal static class DemandClaims
{
    /// <summary>Orders demands by who asked first.</summary>
    internal static IComparer<Demand> ByAsking { get; } = Comparer<Demand>.Create(static (one, other) => one.AskedAt == other.AskedAt ? one.Id.CompareTo(other.Id) : one.AskedAt.CompareTo(other.AskedAt));

    /// <summary>Gives how much is neither delivered nor there for it; nothing of what needs no procurement.</summary>
    internal static decimal Lacking(this Demand demand) => demand.NeedsNoProcurement ? 0m : Math.Max(0m, demand.Open() - demand.Assigned());

    /// <summary>Gives how much comes straight to its customer.</summary>
    internal static decimal Direct(this Demand demand)
    {
        var direct = 0m;
        foreach (var own in demand.Allocations)
        {
            direct += own.IsDropShip ? own.Quantity : 0m;
        }

        return direct;
    }

    /// <summary>Gives how much of free stock is assigned to it by itself: what it lacks and doesn't come straight to its customer, unless it is held.</summary>
    internal static decimal ToAssign(this Demand demand) => demand.HoldNote is null ? demand.Lacking() - demand.Direct() : 0m;

    /// <summary>Gives how much is to be ordered for it: what it lacks and isn't on order, unless it is held or waits for approval.</summary>
    internal static decimal ToOrder(this Demand demand) => demand.HoldNote is null && !demand.IsUnapproved ? demand.Lacking() - demand.Allocated() : 0m;

    /// <summary>Refuses more than is to be ordered.</summary>
    /// <exception cref="RuleViolationException"><c>demand.exceeds_needed</c>.</exception>
    internal static void RequireToOrder(this Demand demand, decimal quantity)
    {
        if (quantity <= 0m || quantity > demand.ToOrder())
        {
            var why = demand.HoldNote is not null ? "it is held: free it first"
                : demand.IsUnapproved ? "what it would cost is to be approved first, and is asked for"
                : $"{Figures.Quantity(demand.ToOrder())} are, which aren't there or on order";
            throw new RuleViolationException(InventoryErrors.ExceedsNeeded, $"{Figures.Quantity(quantity)} aren't to be ordered for it: {why}.", demand.Id.Value);
        }
    }

    /// <summary>Refuses more than it lacks.</summary>
    /// <exception cref="RuleViolationException"><c>demand.exceeds_needed</c>.</exception>
    internal static void RequireLacking(this Demand demand, decimal quantity)
    {
        if (quantity > demand.Lacking())
        {
            throw new RuleViolationException(InventoryErrors.ExceedsNeeded, $"{Figures.Quantity(quantity)} aren't needed: it lacks {Figures.Quantity(demand.Lacking())}.", demand.Id.Value);
        }
    }

    /// <summary>Gives how much is assigned to it at a location.</summary>
    internal static decimal AssignedAt(this Demand demand, Id<StockLocation> location)
    {
        foreach (var own in demand.Assignments)
        {
            if (own.Location == location)
            {
                return own.Quantity;
            }
        }

        return 0m;
    }

    /// <summary>Assigns goods at a location; below zero, takes them off.</summary>
    internal static Demand WithAssigned(this Demand demand, Id<StockLocation> location, decimal quantity)
    {
        var left = new List<StockPick>(demand.Assignments);
        var place = left.FindIndex(own => own.Location == location);
        if (place < 0)
        {
            left.Add(new(location, quantity));
        }
        else
        {
            left[place] = left[place] with { Quantity = left[place].Quantity + quantity };
        }

        left.RemoveAll(static own => own.Quantity == 0m);
        return demand with { Assignments = left.ToValueList() };
    }

    /// <summary>Gives how much of a line of an order is for it.</summary>
    internal static decimal AllocatedOf(this Demand demand, Guid order, int line)
    {
        foreach (var own in demand.Allocations)
        {
            if (own.Order == order && own.Line == line)
            {
                return own.Quantity;
            }
        }

        return 0m;
    }

    /// <summary>Says how much of a line of an order is for it.</summary>
    /// <param name="demand">The demand.</param>
    /// <param name="order">The order.</param>
    /// <param name="line">Which of its lines, from 0.</param>
    /// <param name="quantity">How much didn't come yet.</param>
    /// <param name="isDropShip">Whether a line that is new to it goes straight to the customer.</param>
    /// <param name="isDraft">Whether the vendor doesn't have a line that is new to it yet.</param>
    internal static Demand WithAllocated(this Demand demand, Guid order, int line, decimal quantity, bool isDropShip = false, bool isDraft = false)
    {
        var left = new List<StockAllocation>(demand.Allocations);
        var place = left.FindIndex(own => own.Order == order && own.Line == line);
        if (place < 0)
        {
            left.Add(new(order, line, quantity, isDropShip, isDraft));
        }
        else
        {
            left[place] = left[place] with { Quantity = quantity };
        }

        left.RemoveAll(static own => own.Quantity == 0m);
        return demand with { Allocations = left.ToValueList() };
    }

    /// <summary>Takes all off that an order has for it.</summary>
    internal static Demand WithoutOrder(this Demand demand, Guid order)
    {
        var left = new List<StockAllocation>(demand.Allocations);
        left.RemoveAll(own => own.Order == order);
        return left.Count == demand.Allocations.Count ? demand : demand with { Allocations = left.ToValueList() };
    }

    /// <summary>Says that the vendor has an order.</summary>
    internal static Demand Submitted(this Demand demand, Guid order)
    {
        var own = new List<StockAllocation>(demand.Allocations);
        for (var i = 0; i < own.Count; i++)
        {
            own[i] = own[i].Order == order ? own[i] with { IsDraft = false } : own[i];
        }

        return demand with { Allocations = own.ToValueList() };
    }

    /// <summary>Gives to stock what is on order for it beyond what it lacks: of what was ordered last first, and of what comes straight to its customer only then.</summary>
    internal static Demand Trimmed(this Demand demand)
    {
        var excess = demand.Allocated() - demand.Lacking();
        foreach (var isDropShip in (bool[])[false, true])
        {
            for (var i = demand.Allocations.Count - 1; i >= 0 && excess > 0m; i--)
            {
                var own = demand.Allocations[i];
                var taken = own.IsDropShip == isDropShip ? Math.Min(own.Quantity, excess) : 0m;
                demand = demand.WithAllocated(own.Order, own.Line, own.Quantity - taken);
                excess -= taken;
            }
        }

        return demand;
    }

    /// <summary>Says how much of what came or is left of a line each demand gets of what is for it, in the order in which they asked (R-DEMAND).</summary>
    /// <param name="allocated">What is for each, in its unit, with the size of that; who asked first is first.</param>
    /// <param name="quantity">How much there is, in the base unit.</param>
    /// <param name="isSerialized">Whether only whole units can be given.</param>
    /// <returns>What each gets, in its unit, as far as it can be said in that.</returns>
    internal static decimal[] Share(IReadOnlyList<(decimal Allocated, decimal Unit)> allocated, decimal quantity, bool isSerialized)
    {
        var (shares, left) = (new decimal[allocated.Count], quantity);
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = Math.Min(allocated[i].Allocated, InUnits(left, allocated[i].Unit, isSerialized));
            left -= shares[i] * allocated[i].Unit;
        }

        return shares;
    }

    /// <summary>
    /// Gives how much of a quantity in the base unit can be given in a unit: the most that is a number of that, and no finer part of the base unit than the quantity itself. Of 7 pieces, 6 are half a box of 12.
    /// </summary>
    /// <param name="quantity">The quantity, in the base unit, zero or above.</param>
    /// <param name="unit">How many of the base unit one of the unit is.</param>
    /// <param name="isSerialized">Whether only whole ones of the base unit can be given.</param>
    /// <returns>How much, in the unit.</returns>
    internal static decimal InUnits(decimal quantity, decimal unit, bool isSerialized)
    {
        var given = Decimals.Trimmed(isSerialized ? decimal.Truncate(quantity) : quantity);
        if (unit == 1m)
        {
            return given;
        }

        var step = Undivided(unit);
        for (var decimals = given.Scale; decimals > 0; decimals--)
        {
            step /= 10m;
        }

        var exact = decimal.Floor(given / step) * step / unit;
        return Decimals.Fits(exact, Decimals.OfQuantities) ? Decimals.Trimmed(exact) : decimal.Truncate(given / unit);
    }

    // what of a number no power of ten is divided by: its multiples alone, divided by the number, end
    private static decimal Undivided(decimal unit)
    {
        while (decimal.Truncate(unit) != unit)
        {
            unit *= 10m;
        }

        foreach (var prime in (decimal[])[2m, 5m])
        {
            while (unit % prime == 0m)
            {
                unit /= prime;
            }
        }

        return unit;
    }
}
