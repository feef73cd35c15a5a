using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Psa.Contracts;

namespace Psa.SalesItems;

/// <summary>Says in words how a charge came about (spec 5, "Explanation"), from the data kept with it and nothing else.</summary>
public static class Explanations
{
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu");

    /// <summary>Explains a sales item, a sentence a line.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The explanation in plain English; for an item without basis, its lines.</returns>
    public static string Explain(this SalesItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var text = new StringBuilder();
        if (item.BilledBefore is { } before)
        {
            ExplainCorrection(item, before, text);
        }
        else if (item.Basis is { } basis)
        {
            ExplainBasis(item, basis, text);
        }
        else
        {
            foreach (var line in item.Lines)
            {
                text.AppendLine(line.IsNote ? line.Text : Invariant($"{line.Text}: {line.Quantity:0.###############} × {line.UnitPrice} = {line.Net}."));
            }
        }

        if (item.Override is { } decision)
        {
            text.AppendLine(Invariant($"{decision.By} set the net to {item.Net} instead of the computed {item.Computed}: {decision.Reason}."));
        }

        if (item.CancelReason is { } reason)
        {
            text.AppendLine(Invariant($"Canceled: {reason}"));
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Compares a charge with that of another period of the same part, usually the one before: what changed and why.</summary>
    /// <param name="item">The charge.</param>
    /// <param name="previous">The other charge.</param>
    /// <returns>One sentence a difference; one that says so when there is none.</returns>
    /// <exception cref="ArgumentException">The items are not of one source.</exception>
    public static string CompareWith(this SalesItem item, SalesItem previous)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(previous);
        if (item.SourceId != previous.SourceId)
        {
            throw new ArgumentException("Only charges of one source can be compared.", nameof(previous));
        }

        var text = new StringBuilder();
        text.AppendLine(Invariant($"{Period(item)}: {item.Net}; {Period(previous)}: {previous.Net}; difference {item.Net - previous.Net}."));
        if (item.Basis is { } now && previous.Basis is { } then)
        {
            Differences(now, then, text);
        }

        return text.ToString().TrimEnd();
    }

    private static void ExplainCorrection(SalesItem item, Money before, StringBuilder text)
    {
        var due = item.Basis?.Net ?? Money.Zero(item.Currency);
        text.AppendLine(Invariant($"Correction of {Period(item)}: {due} is due, {before} was billed, so {item.Computed} is {(item.Computed.Sign < 0 ? "credited" : "billed")}."));
        if (item.PreviousBasis is { } old)
        {
            text.Append("Billed before: ");
            ExplainBasis(item, old, text);
        }

        text.Append("Due now: ");
        if (item.Basis is { } basis)
        {
            ExplainBasis(item, basis, text);
        }
        else
        {
            text.AppendLine("nothing, since no day of the period is charged any more.");
        }
    }

    private static void ExplainBasis(SalesItem item, ChargeBasis basis, StringBuilder text)
    {
        foreach (var piece in basis.Pieces)
        {
            var terms = basis.Terms[piece.Terms];
            text.Append(Invariant($"{Days(piece.Days)}: "));
            ExplainTerms(terms, basis.Net.Currency, text);
            if (piece.Units != basis.Units || basis.Pieces.Count > 1)
            {
                text.Append(Invariant($", {Share(piece, basis)}"));
            }

            text.AppendLine(Invariant($": {piece.Net}."));
        }

        if (item.Charge == ChargeKind.Overage)
        {
            text.AppendLine("Billed after the period, since it was used beyond what is billed in advance.");
        }

        if (basis.Pieces.Count > 1)
        {
            text.AppendLine(Invariant($"Together {basis.Net}: the running total is rounded ({Name(basis.Rounding)}) once at the end of each piece, so the pieces add up to the whole."));
        }
    }

    private static void ExplainTerms(ChargeTerms terms, Currency currency, StringBuilder text)
    {
        text.Append(Invariant($"{terms.Quantity:0.###############}{Name(terms.QuantityOrigin)}"));
        if (terms.Committed is { } committed)
        {
            text.Append(Invariant($" less {committed:0.###############} committed"));
        }

        if (terms.UnitPrice is { } price)
        {
            text.Append(Invariant($" at {price}"));
        }

        text.Append(Origin(terms.PriceOrigin));
        ExplainScheme(terms, currency, text);
        if (terms.Discount is { } discount)
        {
            text.Append(Invariant($", less a discount of {discount}"));
        }
    }

    private static void ExplainScheme(ChargeTerms terms, Currency currency, StringBuilder text)
    {
        if (terms is { Pricing: CostPlusPricing plus, Cost: { } cost })
        {
            text.Append(Invariant($": the vendor's {cost} and a margin of {plus.Margin}"));
            return;
        }

        var breakdown = terms.Pricing.BreakDown(terms.Quantity, terms.UnitPrice ?? UnitPrice.Of(0m, currency));
        if (terms.Pricing is GraduatedPricing or VolumePricing or PackagePricing or IncludedPricing)
        {
            foreach (var tier in breakdown.Tiers)
            {
                text.Append(Invariant($"; tier {tier.Tier}: {tier.Count:0.###############} × {tier.Price:0.############}{(tier.FlatFee == 0m ? string.Empty : Invariant($" + {tier.FlatFee:0.############}"))}"));
            }
        }

        if (!breakdown.RaisedByMinimum.IsZero)
        {
            text.Append(Invariant($", raised to the minimum of {terms.Pricing.Minimum} {currency}"));
        }

        if (!breakdown.LoweredByMaximum.IsZero)
        {
            text.Append(Invariant($", lowered to the maximum of {terms.Pricing.Maximum} {currency}"));
        }
    }

    private static void Differences(ChargeBasis now, ChargeBasis then, StringBuilder text)
    {
        var (a, b) = (now.Terms[now.Terms.Count - 1], then.Terms[then.Terms.Count - 1]);
        var before = text.Length;
        if (a.Quantity != b.Quantity)
        {
            text.AppendLine(Invariant($"The quantity is {a.Quantity:0.###############} instead of {b.Quantity:0.###############}{Name(a.QuantityOrigin)}."));
        }

        if (a.UnitPrice != b.UnitPrice)
        {
            text.AppendLine(Invariant($"The price is {a.UnitPrice} instead of {b.UnitPrice}{Origin(a.PriceOrigin)}."));
        }

        if (a.Cost != b.Cost)
        {
            text.AppendLine(Invariant($"The vendor's cost is {a.Cost} instead of {b.Cost}."));
        }

        if (a.Pricing != b.Pricing)
        {
            text.AppendLine("The pricing scheme is another.");
        }

        if (a.Discount != b.Discount)
        {
            text.AppendLine(Invariant($"The discount is {a.Discount?.ToString() ?? "none"} instead of {b.Discount?.ToString() ?? "none"}."));
        }

        if (Charged(now) != now.Units || Charged(then) != then.Units)
        {
            text.AppendLine(Invariant($"{Charged(now)} of {now.Units} units are charged instead of {Charged(then)} of {then.Units}."));
        }

        if (text.Length == before)
        {
            text.AppendLine("Nothing changed but the period.");
        }
    }

    private static long Charged(ChargeBasis basis)
    {
        var units = 0L;
        foreach (var piece in basis.Pieces)
        {
            units += piece.Units;
        }

        return units;
    }

    private static string Share(ChargePiece piece, ChargeBasis basis) => basis.Proration.Basis.Kind switch
    {
        ProrationBasisKind.FullPeriod => "charged whole",
        ProrationBasisKind.Waive => piece.Units == 0 ? "waived, since not all days are covered" : "charged whole",
        ProrationBasisKind.ActualDays => Invariant($"{piece.Units} of the {basis.Units} days of {Days(basis.Period)}"),
        _ => Invariant($"{ProrationFraction.Of(piece.Units, basis.Units)} of {Days(basis.Period)} by {basis.Proration.Basis}"),
    };

    private static string Origin(PriceOrigin origin)
    {
        var note = origin.Note is { } reason ? Invariant($", {reason}") : string.Empty;
        return origin.Kind switch
        {
            PriceOriginKind.Locked => Invariant($" (agreed from {On(origin.From)}{note})"),
            PriceOriginKind.Catalog => Invariant($" (price list {origin.Name}, from {On(origin.From)})"),
            PriceOriginKind.Scheme => Invariant($" (tariff agreed from {On(origin.From)})"),
            PriceOriginKind.Cost => " (cost passed on)",
            PriceOriginKind.Override => Invariant($" (set by {origin.Name}{note})"),
            _ => string.Empty,
        };
    }

    private static string Name(QuantityOrigin origin) => origin switch
    {
        QuantityOrigin.Usage => " used",
        QuantityOrigin.Minimum => " (the minimum)",
        QuantityOrigin.Time => " of approved time",
        _ => string.Empty,
    };

    private static string Name(Rounding rounding) => rounding switch
    {
        Rounding.HalfUp => "half up",
        Rounding.HalfEven => "half to even",
        Rounding.Up => "up",
        _ => "down",
    };

    private static string Period(SalesItem item) => item.Period is { } period ? Days(period) : On(item.BillingDate);

    private static string Days(DatePeriod period) =>
        period.Length == 1 ? On(period.Start) : Invariant($"{On(period.Start)} to {On(period.LastDay)}");

    private static string On(LocalDate? date) => date is { } value ? Date.Format(value) : "its start";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
