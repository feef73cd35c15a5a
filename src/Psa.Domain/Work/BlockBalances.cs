using NodaTime;
using Psa.Contracts;

namespace Psa.Work;

/// <summary>How lots of hours are consumed and given back, and what is left of them on a day (R-BLOCK).</summary>
internal static class BlockBalances
{
    private const decimal Exhausted = 100m;

    /// <summary>Gives the id of a lot's balance: two who first take of it meet.</summary>
    internal static Id<BlockBalance> IdOf(TenantId tenant, Id<ContractPart> part, LocalDate periodStart) => DerivedId.Create<BlockBalance>(periodStart, tenant, "block", part.ToString());

    /// <summary>Gives the balance of a lot of which nothing was consumed.</summary>
    internal static BlockBalance New(TenantId tenant, Id<ContractPart> part, LocalDate periodStart) =>
        new() { Id = IdOf(tenant, part, periodStart), Tenant = tenant, Part = part, PeriodStart = periodStart };

    /// <summary>Sums what was consumed.</summary>
    internal static decimal Consumed(this BlockBalance balance)
    {
        var consumed = 0m;
        foreach (var use in balance.Uses)
        {
            consumed += use.Minutes;
        }

        return consumed;
    }

    /// <summary>
    /// Gives how much work of a day can take: in the period all that nobody consumed, so first of what expired, then of what was carried and not used; after it what was carried and not used.
    /// </summary>
    internal static decimal Available(this Lot lot, BlockBalance balance, LocalDate day)
    {
        if (!lot.IsValidOn(day))
        {
            return 0m;
        }

        var (inside, after) = lot.Sums(balance, LocalDate.MaxIsoValue);
        var unused = lot.Minutes - inside;
        return Math.Max((day <= lot.LastDay ? unused : Math.Min(lot.CarryOver, unused)) - after, 0m);
    }

    /// <summary>Takes of a lot.</summary>
    internal static BlockBalance Take(this BlockBalance balance, BlockUse use) => balance with { Uses = balance.Uses.Add(use) };

    /// <summary>Gives back what an entry took of a lot, the last first.</summary>
    internal static BlockBalance GiveBack(this BlockBalance balance, Id<TimeEntry> entry, decimal minutes)
    {
        List<BlockUse> uses = [.. balance.Uses];
        var rest = minutes;
        for (var i = uses.Count - 1; i >= 0 && rest > 0m; i--)
        {
            if (uses[i].Entry != entry)
            {
                continue;
            }

            var back = Math.Min(rest, uses[i].Minutes);
            rest -= back;
            if (back == uses[i].Minutes)
            {
                uses.RemoveAt(i);
            }
            else
            {
                uses[i] = uses[i] with { Minutes = uses[i].Minutes - back };
            }
        }

        return balance with { Uses = uses.ToValueList() };
    }

    /// <summary>Lets another entry have what one took: the lot loses nothing by it.</summary>
    internal static BlockBalance Hand(this BlockBalance balance, Id<TimeEntry> from, Id<TimeEntry> to)
    {
        var uses = new List<BlockUse>(balance.Uses.Count);
        foreach (var use in balance.Uses)
        {
            uses.Add(use.Entry == from ? use with { Entry = to } : use);
        }

        return balance with { Uses = uses.ToValueList() };
    }

    /// <summary>Gives what there is of a lot on a day, by the worked dates. A lot that no item bills has what was consumed of it.</summary>
    internal static LotState On(this Lot lot, BlockBalance balance, LocalDate day)
    {
        if (day < lot.FirstDay)
        {
            return default;
        }

        var bought = lot.Bought(balance);
        var (inside, after) = lot.Sums(balance, day);
        var unused = bought - inside - after;
        var remaining = day <= lot.LastDay ? unused
            : day <= lot.CarriedThrough ? Math.Clamp(lot.CarryOver - after, 0m, unused)
            : 0m;
        return new(bought, inside + after, remaining, unused - remaining);
    }

    /// <summary>Gives what became of a lot from a day to another.</summary>
    internal static BlockStatement Between(this Lot lot, BlockBalance balance, LocalDate from, LocalDate through)
    {
        var (before, now) = (lot.On(balance, from.PlusDays(-1)), lot.On(balance, through));
        return new(
            lot.Part,
            lot.PeriodStart,
            lot.FirstDay,
            lot.LastDay,
            lot.CarriedThrough,
            before.Remaining,
            now.Bought - before.Bought,
            now.Consumed - before.Consumed,
            now.Expired - before.Expired,
            now.Remaining);
    }

    /// <summary>Gives the thresholds that what is consumed reaches; as before where no item bills the lot.</summary>
    internal static ValueList<int> Reached(this Lot lot, BlockBalance balance)
    {
        if (lot.Minutes == 0)
        {
            return balance.Reached;
        }

        var (reached, percent) = (new List<int>(), balance.Consumed() * Exhausted);
        foreach (var threshold in lot.Thresholds)
        {
            if (percent >= threshold * lot.Bought(balance))
            {
                reached.Add(threshold);
            }
        }

        return reached.ToValueList();
    }

    // a stub that was cut afterwards has at least what was consumed of it
    private static decimal Bought(this Lot lot, BlockBalance balance) => Math.Max(lot.Minutes, balance.Consumed());

    // what a lot gave before somebody told that it ends earlier counts on the last day that it has now, so that nothing expires twice
    private static (decimal Inside, decimal After) Sums(this Lot lot, BlockBalance balance, LocalDate through)
    {
        var (inside, after) = (0m, 0m);
        foreach (var use in balance.Uses)
        {
            if (LocalDate.Min(use.WorkedOn, use.IsCarried ? lot.CarriedThrough : lot.LastDay) <= through)
            {
                (inside, after) = use.IsCarried ? (inside, after + use.Minutes) : (inside + use.Minutes, after);
            }
        }

        return (inside, after);
    }
}
