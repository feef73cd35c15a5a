using System.Linq;
using Psa.Sellers;

namespace Psa.Adjustments;

/// <summary>Keeps what adjustments took into account of each line.</summary>
internal static class ConsideredLines
{
    /// <summary>Gives the records as a comparison leaves them.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="lines">The compared lines.</param>
    /// <param name="known">The records so far.</param>
    /// <param name="adjustment">The adjustment that takes them.</param>
    /// <param name="entity">Who adjusts.</param>
    /// <param name="rates">The rates by which other currencies are converted.</param>
    /// <returns>Those that are new or changed.</returns>
    internal static List<ConsideredLine> Take(
        TenantId tenant,
        IReadOnlyCollection<ComparedLine> lines,
        IReadOnlyDictionary<Id<ConsideredLine>, ConsideredLine> known,
        Id<Adjustment> adjustment,
        Id<BillingEntity> entity,
        IReadOnlyDictionary<Currency, decimal> rates)
    {
        var (taken, billed) = (new List<ConsideredLine>(), ComparedLines.BilledIn(lines));
        foreach (var own in lines.Where(static line => !line.Taken.IsEmpty).GroupBy(line => BillingAdjustment.IdOf(tenant, line.Pane, line.Line)))
        {
            var last = own.Last();
            var values = own.Aggregate(known.GetValueOrDefault(own.Key)?.Values ?? [], static (values, line) => values.Plus(line.Taken));
            var record = known.TryGetValue(own.Key, out var before)
                ? before with { Line = last.Line, Customer = last.Line.Customer, Buyer = last.Buyer, Values = values, Adjustments = before.Adjustments.Add(adjustment) }
                : new()
                {
                    Id = own.Key,
                    Tenant = tenant,
                    Pane = last.Pane,
                    Line = last.Line,
                    Customer = last.Line.Customer,
                    BillingEntity = entity,
                    Buyer = last.Buyer,
                    Values = values,
                    Adjustments = [adjustment],
                };

            // in which currency it counts it counts for good
            var converted = own.FirstOrDefault(line => line.CountsIn(billed) != line.Difference.Currency);
            taken.Add(converted is null ? record : record with { Into = converted.CountsIn(billed), Rate = new(converted.Difference.Currency, converted.RateOf(billed, rates)!.Value) });
        }

        return taken;
    }

    /// <summary>Gives a record as it is once an adjustment is taken back: what later ones took of its line stays, as the difference it was.</summary>
    internal static ConsideredLine TakeBack(this ConsideredLine line, IEnumerable<ConsideredValue> taken) => line with { Values = line.Values.Less(taken.ToValueList()) };

    /// <summary>
    /// Gives what is to be added to what was taken of lines of an adjustment, so that what a credit note would have credited is offered again: as if they billed so much more than was taken, or were performed with so much less.
    /// What it credits of a line goes to that; what it credits of others to the first of its tax code.
    /// </summary>
    /// <param name="adjustment">The adjustment.</param>
    /// <param name="document">The document of it.</param>
    /// <param name="nets">What the credit note credits of lines of an invoice, without tax.</param>
    internal static IEnumerable<(ComparedLine Line, ConsideredValue Change)> OfferAgain(Adjustment adjustment, AdjustmentDocument document, IReadOnlyCollection<(Id<Invoices.Invoice> Invoice, int Line, Money Net)> nets)
    {
        for (var i = 0; i < document.Credited.Count; i++)
        {
            var (code, rest) = (document.TaxCodes[i], document.Credited[i]);
            var lines = AdjustmentRules.LinesOf(adjustment, new(document.Buyer, [code], rest)).Where(static line => !line.Taken.IsEmpty).ToList();
            foreach (var (invoice, place, net) in nets)
            {
                if (lines.Find(line => line.Pane == AdjustmentPane.Billed && line.Line.Invoice == invoice && line.Line.Place == place) is { } own)
                {
                    rest -= net;
                    yield return (own, Change(own, code, net));
                }
            }

            if (!rest.IsZero)
            {
                var first = lines.Find(static line => line.Pane == AdjustmentPane.Billed) ?? lines[0];
                yield return (first, Change(first, code, rest));
            }
        }
    }

    /// <summary>Gives what of its differences the credit notes of an adjustment don't credit, or charge back: cents of prices with tax, which stay offered.</summary>
    internal static IEnumerable<AdjustmentDocument> Missed(Adjustment adjustment)
    {
        foreach (var difference in adjustment.Differences.AsEnumerable().Where(difference => difference.Amount.Sign < 0 || adjustment.Documents.AsEnumerable().Any(document => IsCredited(document, difference))))
        {
            var rest = adjustment.Rounded.AsEnumerable()
                .Where(rounding => rounding.Buyer == difference.Buyer && rounding.TaxCode == difference.TaxCode && rounding.Amount.Currency == difference.Amount.Currency)
                .Aggregate(-difference.Amount, static (rest, rounding) => rest - rounding.Amount);
            foreach (var document in adjustment.Documents.AsEnumerable().Where(document => document.Buyer == difference.Buyer && document.Net.Currency == rest.Currency))
            {
                for (var i = 0; i < document.Credited.Count; i++)
                {
                    rest -= document.TaxCodes[i] == difference.TaxCode ? document.Credited[i] : Money.Zero(rest.Currency);
                }

                for (var i = 0; i < document.Charged.Count; i++)
                {
                    rest += document.TaxCodes[i] == difference.TaxCode ? document.Charged[i] : Money.Zero(rest.Currency);
                }
            }

            if (!rest.IsZero)
            {
                yield return new(difference.Buyer, [difference.TaxCode], rest, Credited: [rest]);
            }
        }
    }

    private static bool IsCredited(AdjustmentDocument document, AdjustmentDifference difference) =>
        !document.Credited.IsEmpty && document.Buyer == difference.Buyer && document.Net.Currency == difference.Amount.Currency && document.TaxCodes.AsEnumerable().Contains(difference.TaxCode, StringComparer.Ordinal);

    // on the days that were taken of the line, so that it is offered whenever these are looked at
    private static ConsideredValue Change(ComparedLine line, string code, Money amount)
    {
        var (exact, times) = (ExactAmount.Of(amount), line.Pane == AdjustmentPane.Billed ? -1 : 1);
        return line.Taken[0].Days is { } days ? new(code, exact, days, days, times) : new(code, exact.Times(times));
    }
}
