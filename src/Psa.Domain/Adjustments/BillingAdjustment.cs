using System.Globalization;
using System.Linq;
using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>Compares what was billed with what was performed (R-ADJ), by buyer, currency and tax code, less what earlier adjustments took into account.</summary>
public static class BillingAdjustment
{
    /// <summary>Gives the id of what was taken into account of a line: two adjustments of one line meet there.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="pane">The pane.</param>
    /// <param name="line">The line.</param>
    /// <returns>The id.</returns>
    [Pure]
    public static Id<ConsideredLine> IdOf(TenantId tenant, AdjustmentPane pane, AdjustmentLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return DerivedId.Create<ConsideredLine>(tenant, "considered line", ((int)pane).ToString(CultureInfo.InvariantCulture), line.Source, line.Id);
    }

    /// <summary>Gives the lines that are offered: those of which something wasn't taken into account yet. What was taken of a line that is no longer there is offered as nothing now.</summary>
    /// <param name="left">The lines that were billed.</param>
    /// <param name="right">The lines that were performed.</param>
    /// <param name="catalog">What they don't say themselves.</param>
    /// <param name="considered">What earlier adjustments took into account of them, and of others of their customers.</param>
    /// <param name="period">The period.</param>
    /// <returns>The lines that are offered; which of them are selected decides about the differences.</returns>
    [Pure]
    public static AdjustmentComparison Offer(
        IReadOnlyList<AdjustmentLine> left, IReadOnlyList<AdjustmentLine> right, AdjustmentCatalog catalog, IReadOnlyCollection<ConsideredLine> considered, DatePeriod period)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(considered);
        var all = Lines([.. left, .. Gone(AdjustmentPane.Billed, left, considered)], [.. right, .. Gone(AdjustmentPane.Performed, right, considered)], catalog, considered, period, isOffer: true, out var unpriced);
        return new(all.Where(static line => !line.Difference.IsZero).ToValueList(), [], unpriced.ToValueList());
    }

    /// <summary>Compares the selected lines of both panes.</summary>
    /// <param name="left">The lines that were billed.</param>
    /// <param name="right">The lines that were performed.</param>
    /// <param name="catalog">What they don't say themselves.</param>
    /// <param name="considered">What earlier adjustments took into account of them.</param>
    /// <param name="period">The period: of a left line with days of its own counts what of these is in it; of all others the date decides.</param>
    /// <returns>The differences. Lines without a price come to nothing, and are named.</returns>
    /// <exception cref="RuleViolationException"><c>adjustment.currencies</c>.</exception>
    [Pure]
    public static AdjustmentComparison Compare(
        IReadOnlyList<AdjustmentLine> left, IReadOnlyList<AdjustmentLine> right, AdjustmentCatalog catalog, IReadOnlyCollection<ConsideredLine> considered, DatePeriod period)
    {
        var lines = Lines(left, right, catalog, considered, period, isOffer: false, out var unpriced);
        return new(lines.ToValueList(), AdjustmentSums.Of(lines, catalog), unpriced.ToValueList());
    }

    private static List<ComparedLine> Lines(
        IReadOnlyList<AdjustmentLine> left,
        IReadOnlyList<AdjustmentLine> right,
        AdjustmentCatalog catalog,
        IReadOnlyCollection<ConsideredLine> considered,
        DatePeriod period,
        bool isOffer,
        out List<UnpricedLine> unpriced)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(considered);
        var unknown = unpriced = [];
        var taken = considered.ToDictionary(static line => (line.Pane, line.Line.Source, line.Line.Id));
        var lines = new List<ComparedLine>(left.Count + right.Count);
        var buyers = new Dictionary<Id<Customer>, HashSet<Id<Customer>>>();
        foreach (var line in left)
        {
            var known = taken.GetValueOrDefault((AdjustmentPane.Billed, line.Source, line.Id));
            var buyer = line.Buyer ?? known?.Buyer ?? catalog.PayerOf(line.Customer);
            var before = lines.Count;
            Add(AdjustmentPane.Billed, line, buyer, known);

            // what isn't offered can't be selected, and says nothing about who pays
            if (!isOffer || lines.Skip(before).Any(static one => !one.Difference.IsZero))
            {
                (buyers.TryGetValue(line.Customer, out var own) ? own : buyers[line.Customer] = []).Add(buyer);
            }
        }

        foreach (var line in right)
        {
            var known = taken.GetValueOrDefault((AdjustmentPane.Performed, line.Source, line.Id));

            // who bore what was taken of it bears what changes of it
            var buyer = known is { Values.IsEmpty: false } ? known.Buyer : buyers.GetValueOrDefault(line.Customer) is { Count: 1 } one ? one.First() : known?.Buyer ?? catalog.PayerOf(line.Customer);
            Add(AdjustmentPane.Performed, line, buyer, known);
        }

        return lines;

        void Add(AdjustmentPane pane, AdjustmentLine line, Id<Customer> buyer, ConsideredLine? known)
        {
            line = Kept(line, known, catalog);
            var code = line.TaxCode ?? CodeOf(known) ?? catalog.TaxCodeOf(line);
            var untaxed = line.TaxCode is null && CodeOf(known) is not null ? null : catalog.TaxProblemOf(line);
            var isPriced = TryValue(pane, line, code, catalog, period, out var now);
            var change = isPriced ? (known?.Values ?? []).Towards(now, line.Date, period) : [];

            // where nothing of it changes, nobody asks for its tax
            if (!isPriced || (untaxed is not null && !change.IsEmpty))
            {
                unknown.Add(new(pane, line with { Buyer = buyer }, untaxed));
                return;
            }

            var (before, into) = (known?.Values ?? [], known is { Adjustments.IsEmpty: false } ? known.Into : null);
            var groups = change.AsEnumerable().GroupBy(static value => (value.TaxCode, value.Value.Currency)).ToList();
            foreach (var group in groups)
            {
                var difference = group.Sum(group.Key.Currency).Shown();
                lines.Add(new(pane, line, buyer, group.Key.TaxCode, difference, group.ToValueList(), before, into, into is not null && known!.Rate?.Currency == group.Key.Currency ? known.Rate.Rate : null));
            }

            if (groups.Count == 0)
            {
                lines.Add(new(pane, line, buyer, code, ExactAmount.Zero(now?.Value.Currency ?? line.Price?.Currency ?? line.Net?.Currency ?? default), []));
            }
        }
    }

    // what was priced when it was taken keeps its price where the catalog has none any more
    private static AdjustmentLine Kept(AdjustmentLine line, ConsideredLine? known, AdjustmentCatalog catalog) =>
        line is { Net: null, Price: null } && known is { Values.IsEmpty: false, Line.Price: { } kept } && catalog.PriceOf(line) is null ? line with { Price = kept } : line;

    // a code that a line doesn't say itself stays the one under which it was taken
    private static string? CodeOf(ConsideredLine? known) => known is { Values: { IsEmpty: false } values } ? values[0].TaxCode : null;

    private static IEnumerable<AdjustmentLine> Gone(AdjustmentPane pane, IReadOnlyList<AdjustmentLine> there, IReadOnlyCollection<ConsideredLine> considered)
    {
        var known = there.Select(static line => (line.Source, line.Id)).ToHashSet();
        foreach (var line in considered)
        {
            if (line.Pane == pane && !line.Values.IsEmpty && !known.Contains((line.Line.Source, line.Line.Id)))
            {
                yield return line.Line with { Quantity = 0m, Price = null, Net = Money.Zero(line.Values[0].Value.Currency), TaxCode = line.Values[0].TaxCode };
            }
        }
    }

    /// <summary>Gives what a line comes to in a period: a net is money, and quantity × price is exact on the right, rounded on the left and where it is split over days.</summary>
    /// <returns>Whether it has a price.</returns>
    internal static bool TryValue(AdjustmentPane pane, AdjustmentLine line, string code, AdjustmentCatalog catalog, DatePeriod period, out ConsideredValue? value)
    {
        value = null;
        ExactQuotient exact;
        if (line.Net is { } net)
        {
            exact = ExactQuotient.Of(ExactAmount.Of(net));
        }
        else if ((line.Price ?? catalog.PriceOf(line)) is { } price && line.PriceQuantity is null or > 0m)
        {
            exact = ExactQuotient.Of(price.Times(line.Quantity), line.PriceQuantity ?? 1m);
        }
        else
        {
            return false;
        }

        if (pane == AdjustmentPane.Billed || line.Period is not null)
        {
            exact = ExactQuotient.Of(ExactAmount.Of(exact.Round(catalog.Rounding)));
        }

        if (!exact.IsZero)
        {
            value = line.Period is not { } own ? period.Contains(line.Date) ? new(code, exact.Value, Divisor: exact.Divisor.IsOne ? null : (decimal)exact.Divisor) : null
                : own.Intersect(period) is { } days ? new(code, exact.Value, own, days)
                : null;
        }

        return true;
    }
}
