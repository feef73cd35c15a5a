using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Psa.Charges;
using Psa.Contracts;

namespace Psa.SalesItems;

/// <summary>How explanations write days, origins and names: culture-free. <see cref="Figures"/> writes quantities and amounts.</summary>
internal static class Wording
{
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu");

    internal static void Line(this StringBuilder text, FormattableString sentence) => text.Append(Invariant(sentence)).Append('\n');

    internal static void Put(this StringBuilder text, FormattableString words) => text.Append(Invariant(words));

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    internal static string Sentence(string reason) => reason.EndsWith('.') ? reason : reason + ".";

    internal static string Days(DatePeriod period) => period.Length == 1 ? On(period.Start) : $"{On(period.Start)} to {On(period.LastDay)}";

    internal static string On(LocalDate? date) => date is { } value ? Date.Format(value) : "its start";

    internal static string Origin(PriceOrigin origin)
    {
        var note = origin.Note is { } reason ? $", {reason}" : string.Empty;
        return origin.Kind switch
        {
            PriceOriginKind.Locked => $"{Agreed(origin.Rises)}agreed from {On(origin.From)}{note}{Rises(origin.Rises)}",
            PriceOriginKind.Catalog => $"price list {origin.Name}, from {On(origin.From)}",
            PriceOriginKind.Scheme => $"tariff agreed from {On(origin.From)}{Rises(origin.Rises)}",
            _ => "the vendor's cost, passed on",
        };
    }

    // the price as agreed, beside the one that is billed
    private static string Agreed(ValueList<PriceRise> rises)
    {
        foreach (var rise in rises)
        {
            if (rise.Price is { } price)
            {
                return $"{Figures.Price(price)} ";
            }
        }

        return string.Empty;
    }

    private static string Rises(ValueList<PriceRise> rises)
    {
        var text = new StringBuilder();
        foreach (var rise in rises)
        {
            // beside a risen price, the scheme has prices of its own
            var isBeside = rise.Price is null && rises.Count > 1;
            text.Append(isBeside ? "; its further prices risen" : ", risen");
            foreach (var steps in rise.Steps)
            {
                text.Append(steps == rise.Steps[0] ? " by " : ", by ").Append(Steps(steps));
            }
        }

        return text.ToString();
    }

    private static string Steps(PriceSteps steps) => steps.Count == 1
        ? $"{steps.Rate} on {On(steps.First)}"
        : Invariant($"{steps.Rate} {steps.Count} times from {On(steps.First)} to {On(steps.Last)}");

    internal static string Origin(QuantityOrigin origin) => origin switch
    {
        QuantityOrigin.Usage => "used",
        QuantityOrigin.Minimum => "the minimum",
        _ => "agreed",
    };

    internal static string Name(Rounding rounding) => rounding switch
    {
        Rounding.HalfUp => "half up",
        Rounding.HalfEven => "half to even",
        Rounding.Up => "up",
        _ => "down",
    };

    internal static string Name(ProrationBasis basis) => basis.Kind switch
    {
        ProrationBasisKind.Thirty360 => "months of 30 days",
        ProrationBasisKind.MonthsThenDays => "whole months, then days",
        ProrationBasisKind.FixedDaysAMonth => Invariant($"{basis.Days} days a month"),
        ProrationBasisKind.FixedDaysAYear => Invariant($"{basis.Days} days a year"),
        _ => "calendar days",
    };
}
