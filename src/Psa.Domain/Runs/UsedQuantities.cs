using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>How much was used in a period, by the part's own aggregation: on all days on which it reads the counter, and on ever fewer of them, down to those that it bills.</summary>
internal readonly struct UsedQuantities
{
    internal UsedQuantities(PartFacts facts, DatePeriod days, BillingContext context)
    {
        var (contract, part) = (facts.Contract, facts.Part);
        var end = OpenDates.Earlier(days.EndExclusive, OpenDates.Earlier(contract.EndExclusive(), part.LastDay?.PlusDays(1)))!.Value;
        var start = LocalDate.Max(days.Start, Later(contract.EffectiveFrom, part.EffectiveFrom));
        var paid = Later(Later(start, facts.TrialLastDay?.PlusDays(1)), part.TrialLastDay?.PlusDays(1));
        var coverage = PartCoverage.Of(contract, part, facts.TrialLastDay);
        var runs = new DatePeriod[coverage.MaxRuns];
        var covered = runs.AsSpan(0, contract.Status.IsBilled ? coverage.Within(days, runs) : 0);
        var units = facts.Timeline.On(covered.IsEmpty ? start : covered[0].Start).Pricing.TakesCost ? null : UsageUnits.Of(facts, context);
        All = Total(facts, Between(start, end), units, out var total);
        WithoutTrial = Total(facts, Between(paid, end), units, out _);
        SinceBillFrom = Total(facts, Between(Later(paid, part.BillFrom), end), units, out _);
        Covered = Total(facts, covered, units, out _);
        Unit = total.OtherUnit is null ? total.Unit : null;
        Cost = CostOf(facts, start, end);
    }

    /// <summary>Gets what was used in all.</summary>
    internal decimal All { get; }

    /// <summary>Gets what was used after the trial.</summary>
    internal decimal WithoutTrial { get; }

    /// <summary>Gets what was used of that since the part is billed.</summary>
    internal decimal SinceBillFrom { get; }

    /// <summary>Gets what was used of that on days that are billed.</summary>
    internal decimal Covered { get; }

    internal string? Unit { get; }

    internal ValueList<ExactAmount> Cost { get; }

    /// <summary>Gives the quantity that a charge is for: of an overage what lies above what was committed, of what was committed its share of the period.</summary>
    internal static decimal Charged(ChargeBasis? basis, ChargeKind kind)
    {
        if (basis is null || basis.Terms.IsEmpty || basis.Pieces.IsEmpty)
        {
            return 0m;
        }

        if (kind == ChargeKind.Overage)
        {
            return basis.Terms[0].Quantity - (basis.Terms[0].Committed ?? 0m);
        }

        var sum = 0m;
        foreach (var piece in basis.Pieces)
        {
            var quantity = basis.Terms[piece.Terms].Quantity;
            if (piece.Units == basis.Units)
            {
                return quantity;
            }

            sum += quantity * piece.Units;
        }

        return decimal.Round(sum / basis.Units, Decimals.OfQuantities, MidpointRounding.ToZero);
    }

    private static decimal Total(PartFacts facts, ReadOnlySpan<DatePeriod> days, UsageUnits? units, out Usages.UsageTotal total)
    {
        try
        {
            total = Usages.Total(facts.Usage, days, facts.Part.QuantitySource.Aggregation, units);
            return total.Quantity;
        }
        catch (RuleViolationException)
        {
            // what can't be added up is in the way of the charge, which says so
            total = default;
            return 0m;
        }
    }

    private static ValueList<ExactAmount> CostOf(PartFacts facts, LocalDate start, LocalDate end)
    {
        var sums = new SortedDictionary<Currency, ExactAmount>();
        for (var i = 0; i < facts.Usage.Count; i++)
        {
            if (facts.Usage[i] is { Cost: { } cost } record && record.Date >= start && record.Date < end)
            {
                sums[cost.Currency] = sums.TryGetValue(cost.Currency, out var sum) ? sum + cost : cost;
            }
        }

        return [.. sums.Values];
    }

    private static DatePeriod[] Between(LocalDate start, LocalDate end) => DatePeriod.TryCreate(start, end) is { } days ? [days] : [];

    private static LocalDate Later(LocalDate date, LocalDate? other) => other > date ? other.Value : date;
}
