using Psa.Numbering;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>Gives orders their numbers.</summary>
internal static class OrderNumbers
{
    /// <summary>Takes the next number of the seller's series of orders, by the day of the step.</summary>
    /// <exception cref="RuleViolationException"><c>numbering.no_series</c>, <c>numbering.not_confirmed</c>.</exception>
    internal static async Task<string> OrderNumberAsync(this Step step, BillingEntity entity, CancellationToken cancellationToken)
    {
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        var series = (await step.SeriesAsync(entity.Id, cancellationToken).ConfigureAwait(false)).Confirmed(NumberPurpose.Order, entity, today, 1)!;

        // as the step left it, which may have taken numbers before
        var allocation = (await step.Of<NumberSeries>().RequireAsync(series.Id, cancellationToken).ConfigureAwait(false)).Allocate(entity, today, 1);
        step.Of<NumberSeries>().Update(allocation.Series);
        return allocation.Numbers[0];
    }
}
