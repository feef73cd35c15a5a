using Psa.Charges;

namespace Psa.Runs;

/// <summary>Adds up what each cause makes of a difference.</summary>
internal sealed class UsageGaps
{
    private readonly SortedDictionary<UsageGapCause, (decimal Quantity, Money? Money)> _gaps = [];
    private UsageGapCause? _blocked;
    private Obstacle? _obstacle;

    internal void Add(UsageGapCause cause, decimal quantity)
    {
        if (quantity != 0m)
        {
            var gap = _gaps.GetValueOrDefault(cause);
            _gaps[cause] = (gap.Quantity + quantity, gap.Money);
        }
    }

    internal void Add(UsageGapCause cause, Money money)
    {
        if (!money.IsZero)
        {
            var gap = _gaps.GetValueOrDefault(cause);
            _gaps[cause] = (gap.Quantity, gap.Money + money ?? money);
        }
    }

    /// <summary>Adds what is in the way, which is said whatever it comes to.</summary>
    internal void Block(UsageGapCause cause, decimal quantity, Obstacle obstacle)
    {
        var gap = _gaps.GetValueOrDefault(cause);
        _gaps[cause] = (gap.Quantity + quantity, gap.Money);
        (_blocked, _obstacle) = (cause, obstacle);
    }

    /// <summary>Lists them in the order of causes. Where all money is known, a cause without any has none to say.</summary>
    internal ValueList<UsageGap> ToList(bool isMoneyKnown)
    {
        var list = ValueList<UsageGap>.Empty;
        foreach (var (cause, (quantity, money)) in _gaps)
        {
            if (quantity != 0m || money is { IsZero: false } || cause == _blocked)
            {
                var said = cause == _blocked ? _obstacle : null;
                list = list.Add(new(cause, quantity, isMoneyKnown || said is null ? money : null, said?.Code, said?.Message));
            }
        }

        return list;
    }
}
