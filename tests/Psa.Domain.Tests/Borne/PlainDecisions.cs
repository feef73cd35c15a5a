namespace Psa.Domain.Tests.Borne;

/// <summary>An item of a period, in minor units.</summary>
/// <param name="Computed">What expected was more or less than what was billed before.</param>
/// <param name="Ruled">The net that the rule gave it.</param>
/// <param name="Net">Its net now.</param>
internal sealed record PlainItem(long Computed, long Ruled, long Net)
{
    public bool IsCanceled { get; init; }

    public bool IsReleased { get; init; }

    public long Credited { get; init; }

    /// <summary>Gets what the customer still bears of it.</summary>
    public long Borne => IsCanceled ? 0 : Net - Credited;

    /// <summary>Gets what was waived of it.</summary>
    public long Waiver => Ruled - Borne;
}

/// <summary>R-DECIDED, by its words.</summary>
internal static class PlainDecisions
{
    /// <summary>Gives what the next item of a period is computed at and what it nets; <see langword="null"/> when there is none.</summary>
    internal static (long Computed, long Net)? Next(IReadOnlyList<PlainItem> items, long expected)
    {
        var unreleased = items.Where(item => !item.IsReleased).ToList();
        var (billed, borne, target) = (unreleased.Sum(item => item.Computed), unreleased.Sum(item => item.Borne), Target(items, expected));
        return expected == billed && borne == target ? null : (expected - billed, target - borne);
    }

    /// <summary>Gives what the customer is to bear of a period.</summary>
    internal static long Target(IReadOnlyList<PlainItem> items, long expected)
    {
        var target = expected;
        var billed = 0L; // before the item
        foreach (var item in items.Where(item => !item.IsReleased))
        {
            var waived = Counted(item, billed, expected);
            billed += item.Computed;
            if (expected == 0)
            {
                // only what was decided while nothing was expected
                target -= billed == 0 ? waived : 0;
            }
            else
            {
                target -= waived;
                target = expected > 0 ? Math.Max(target, 0) : Math.Min(target, 0);
            }
        }

        return target;
    }

    // a waiver counts as far as expected has taken the step of its item from what was billed before it
    private static long Counted(PlainItem item, long before, long expected)
    {
        var step = Math.Abs(item.Computed);
        var taken = Math.Clamp(item.Computed < 0 ? before - expected : expected - before, 0, step);
        return taken == step ? item.Waiver : Math.Sign(item.Waiver) * Math.Min(Math.Abs(item.Waiver), taken);
    }
}
