using System.Linq;

namespace Psa.Adjustments;

/// <summary>Says of compared lines what they come to and what of that was taken into account before.</summary>
internal static class ComparedLines
{
    /// <summary>Tells whether an earlier adjustment took a line, and it isn't there any more.</summary>
    internal static bool IsGone(this AdjustmentLine line) => line is { Quantity: 0m, Price: null, Net.IsZero: true };

    /// <summary>Gives the currency of what was billed; <see langword="null"/> where only what was performed is compared.</summary>
    internal static Currency? BilledIn(IEnumerable<ComparedLine> lines) =>
        lines.Where(static line => line.Pane == AdjustmentPane.Billed).Select(static line => line.Difference.Currency).Distinct().ToList() is [var one] ? one : null;

    /// <summary>Gives the currency in which the difference of a line counts: that into which it was converted before, else that of what was billed, else its own.</summary>
    internal static Currency CountsIn(this ComparedLine line, Currency? billed) => line.Into ?? billed ?? line.Difference.Currency;

    /// <summary>Gives the rate by which the difference of a line is converted: the one given, else that of before; <see langword="null"/> where there is none.</summary>
    internal static decimal? RateOf(this ComparedLine line, Currency? billed, IReadOnlyDictionary<Currency, decimal> rates)
    {
        var into = line.CountsIn(billed);
        return into == line.Difference.Currency ? 1m
            : into == (billed ?? into) && rates.TryGetValue(line.Difference.Currency, out var given) ? given
            : line.Rate;
    }

    /// <summary>Tells whether what is taken of a line is what it comes to, by what is stored of it, less what was taken of it before.</summary>
    internal static bool FollowsFromBasis(this ComparedLine compared, Adjustment adjustment)
    {
        var (line, period) = (compared.Line, AdjustmentRules.PeriodOf(adjustment.Content));
        var code = line.TaxCode ?? (compared.Before.IsEmpty ? compared.TaxCode : compared.Before[0].TaxCode);
        if (!BillingAdjustment.TryValue(compared.Pane, line, code, new() { Rounding = adjustment.Rounding }, period, out var now))
        {
            return false;
        }

        var currency = compared.Difference.Currency;
        var taken = compared.Before.Towards(now, line.Date, period).AsEnumerable().Where(value => value.TaxCode == compared.TaxCode && value.Value.Currency == currency).ToValueList();
        return taken == compared.Taken && taken.AsEnumerable().Sum(currency).Shown() == compared.Difference;
    }

    /// <summary>Gives what a line comes to in the adjusted days under its tax code, and what was taken of that before: the one less the other is its difference. Nothing where it doesn't say its price itself.</summary>
    internal static (ExactAmount Now, ExactAmount Before)? Parts(this ComparedLine compared, Adjustment adjustment)
    {
        var line = compared.Line;
        if (!BillingAdjustment.TryValue(compared.Pane, line, compared.TaxCode, new() { Rounding = adjustment.Rounding }, AdjustmentRules.PeriodOf(adjustment.Content), out var value))
        {
            return null;
        }

        // what was taken under another code or in another currency is taken back, and now it is nothing under that
        var currency = compared.Difference.Currency;
        var isNow = value is not null && (line.TaxCode is null || line.TaxCode == compared.TaxCode) && value.Value.Currency == currency;
        var now = isNow ? value!.All() : ExactQuotient.Zero(currency);
        return (now.Shown(), (now + compared.Taken.AsEnumerable().Sum(currency).Times(-1)).Shown());
    }
}
