using Psa.Numbering;
using Psa.Sellers;

namespace Psa.Services;

/// <summary>Takes numbers of a series beside which people give numbers by hand.</summary>
internal static class FreeNumbers
{
    /// <summary>Takes the next numbers of a series, by the day of the step; those that are taken are passed over.</summary>
    /// <param name="step">The step.</param>
    /// <param name="series">The series.</param>
    /// <param name="entity">Whose it is.</param>
    /// <param name="count">How many.</param>
    /// <param name="isTaken">Tells whether something has a number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal static async Task<ValueList<string>> TakeFreeAsync(
        this Step step, NumberSeries series, BillingEntity entity, int count, Func<string, Task<bool>> isTaken, CancellationToken cancellationToken)
    {
        var (today, numbers) = (await step.TodayAsync(cancellationToken).ConfigureAwait(false), new List<string>(count));
        while (numbers.Count < count)
        {
            var allocation = series.Allocate(entity, today, 1);
            series = allocation.Series;
            if (!await isTaken(allocation.Numbers[0]).ConfigureAwait(false))
            {
                numbers.Add(allocation.Numbers[0]);
            }
        }

        step.Of<NumberSeries>().Update(series);
        return numbers.ToValueList();
    }
}
