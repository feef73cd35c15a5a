namespace Psa.Samples.Tests.Recomputed;

/// <summary>What one part is charged, period by period and day by day.</summary>
internal sealed class PartCharges(Facts facts, Customer customer, Contract contract, ContractPart part, IReadOnlyList<Used> usage)
{
    private readonly CycleTerms _cycle = contract.Cycles[0];

    private int Decimals => contract.Currency.MinorUnits;

    private ProrationBasisKind Basis => _cycle.Proration!.Basis.Kind;

    private bool IsUsage => part.QuantitySource.Kind == QuantitySourceKind.Usage;

    private bool IsInAdvance => _cycle.Timing == BillingTiming.InAdvance && PricingOn(contract.EffectiveFrom) is not CostPlusPricing;

    /// <summary>Gives what the part is charged through a date, less what an earlier system billed.</summary>
    internal Fraction Through(LocalDate through)
    {
        var sum = Fraction.Zero;
        foreach (var (start, end) in Periods.Of(_cycle.Cycle!, contract.EffectiveFrom, through))
        {
            var days = Days(start, end).Where(IsCovered).ToList();
            if (days.Count == 0)
            {
                continue;
            }

            if (IsUsage && (!IsInAdvance || days[^1] <= through))
            {
                sum += days[^1] <= through ? Used(days).Round(Decimals) : 0;
            }

            if ((!IsUsage || IsInAdvance) && (IsInAdvance ? days[0] : days[^1]) <= through)
            {
                if (Fixed(start, end, days) is not { } amount)
                {
                    return 0; // no price: the part is blocked
                }

                sum += amount.Round(Decimals);
            }
        }

        foreach (var billed in facts.Billed[part.Id.Value])
        {
            sum -= Fraction.Of(billed.Computed.Amount);
        }

        return sum;
    }

    private static IEnumerable<LocalDate> Days(LocalDate start, LocalDate end)
    {
        for (var day = start; day < end; day = day.PlusDays(1))
        {
            yield return day;
        }
    }

    private bool IsCovered(LocalDate day) =>
        day >= contract.EffectiveFrom
        && !(day < part.EffectiveFrom) && !(day < part.BillFrom) && !(day > part.LastDay) && !(day > contract.LastDay)
        && !(day <= customer.TrialLastDay) && !(day <= part.TrialLastDay)
        && !(day > contract.Termination?.LastDay)
        && !contract.Suspensions.Any(suspension => day >= suspension.From && !(day > suspension.LastDay));

    private Fraction? Fixed(LocalDate start, LocalDate end, List<LocalDate> days)
    {
        if (part.Kind == PartKind.OneOff)
        {
            return IsFirst(days) ? Amount(days[0], days[0]) : 0;
        }

        if (Basis == ProrationBasisKind.FullPeriod)
        {
            return Amount(days[0], days[0]);
        }

        var (sum, units) = (Fraction.Zero, Basis == ProrationBasisKind.Thirty360 ? 30 * _cycle.Cycle!.Count : Days(start, end).Count());
        foreach (var day in days)
        {
            if (Amount(day, days[0]) is not { } amount)
            {
                return null;
            }

            sum += amount * (Basis == ProrationBasisKind.Thirty360 ? Thirty360(day) : 1) / units;
        }

        return sum;
    }

    private bool IsFirst(List<LocalDate> days) => !Days(contract.EffectiveFrom, days[0]).Any(IsCovered);

    private static int Thirty360(LocalDate day)
    {
        var next = day.PlusDays(1);
        return (30 * ((12 * next.Year) + next.Month)) + Math.Min(next.Day, 30) - (30 * ((12 * day.Year) + day.Month)) - Math.Min(day.Day, 30);
    }

    // what a full period costs at the terms of a day
    private Fraction? Amount(LocalDate day, LocalDate firstDay)
    {
        if (PriceOn(day, firstDay) is not { } price)
        {
            return null;
        }

        var committed = QuantityOn(day);
        var quantity = Fraction.Of(Math.Max(committed, MinimumOn(day) ?? committed));
        var amount = Prices.Of(PricingOn(day), quantity, price, 0);
        return On(day, terms => terms.Discount)?.Percent is { } percent ? amount * (100 - Fraction.Of(percent.Value)) / 100 : amount;
    }

    private Fraction Used(List<LocalDate> days)
    {
        var readings = usage.Where(reading => days.Contains(reading.Date)).ToList();
        var least = MinimumOn(days[0]) is { } minimum ? Fraction.Of(minimum) : 0;
        var pricing = PricingOn(days[0]);
        var used = Sum(readings.GroupBy(reading => reading.Counter).Select(counter => Counted([.. counter.OrderBy(reading => reading.Start).Select(reading => reading.Quantity)])));
        var quantity = used > least ? used : least;
        var price = PriceOn(days[0], days[0]) ?? 0;
        var cost = Sum(readings.Select(reading => reading.Cost));
        if (!IsInAdvance)
        {
            return Prices.Of(pricing, quantity, price, cost);
        }

        // what was committed is billed in advance already, by the days of the period
        var committed = days.Aggregate(Fraction.Zero, (sum, day) => sum + Fraction.Of(QuantityOn(day))) / DaysOfPeriod(days[0]);
        return quantity > committed ? Prices.Of(pricing, quantity, price, cost) - Prices.Of(pricing, committed, price, cost) : 0;
    }

    // what one counter comes to
    private Fraction Counted(List<Fraction> readings) => part.QuantitySource.Aggregation switch
    {
        UsageAggregation.Sum => Sum(readings),
        UsageAggregation.Last => readings[^1],
        UsageAggregation.Maximum => readings.Aggregate((highest, one) => one > highest ? one : highest),
        UsageAggregation.Average => (Sum(readings) / readings.Count).Cut(15),
        var other => throw new NotSupportedException($"The worlds have no {other}."),
    };

    private static Fraction Sum(IEnumerable<Fraction> all) => all.Aggregate(Fraction.Zero, (sum, one) => sum + one);

    private int DaysOfPeriod(LocalDate day)
    {
        var (start, end) = Periods.Of(_cycle.Cycle!, contract.EffectiveFrom, day).Last();
        return Days(start, end).Count();
    }

    // of each aspect the last entry that states it and has come
    private T? On<T>(LocalDate day, Func<PartTerms, T?> aspect) => part.Terms
        .Where(terms => terms.Withdrawn is null && aspect(terms) is not null && (terms.EffectiveFrom <= day || terms == part.Terms[0]))
        .Select(aspect)
        .LastOrDefault();

    private decimal QuantityOn(LocalDate day) => On(day, terms => terms.Quantity) ?? 0m;

    private decimal? MinimumOn(LocalDate day) => On(day, terms => terms.MinimumQuantity);

    private PricingScheme PricingOn(LocalDate day) => On(day, terms => terms.Pricing)!;

    private Fraction? PriceOn(LocalDate day, LocalDate firstDay)
    {
        if (part.PriceBehaviour == PriceBehaviour.UseCurrent)
        {
            return facts.PriceOf(part.Product, contract.Currency, firstDay);
        }

        if (On(day, terms => terms.UnitPrice) is not { } agreed)
        {
            return PricingOn(day) is FlatPricing or PerUnitPricing ? null : 0;
        }

        if (agreed.Currency != contract.Currency)
        {
            return null;
        }

        var price = Fraction.Of(agreed.Amount);
        var agreedFrom = part.Terms.Last(terms => terms.UnitPrice is not null && (terms.EffectiveFrom <= day || terms == part.Terms[0])).EffectiveFrom;
        foreach (var escalation in contract.Escalations)
        {
            for (var step = escalation.From; step <= day; step = step.PlusMonths(escalation.EveryMonths))
            {
                price = step <= agreedFrom ? price : (price * (100 + Fraction.Of(escalation.Rate.Value)) / 100).Round(6);
            }
        }

        return price;
    }
}
