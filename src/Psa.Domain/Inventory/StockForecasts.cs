using NodaTime;

namespace Psa.Inventory;

/// <summary>Says what will be in stock (R-FORECAST).</summary>
public static class StockForecasts
{
    /// <summary>Adds to what is on hand what is due by a day: from today on, since what is overdue may never come.</summary>
    /// <param name="onHand">What is on hand today.</param>
    /// <param name="today">Today.</param>
    /// <param name="day">The day, today or later.</param>
    /// <param name="planned">What is on order, and what is needed.</param>
    /// <returns>What will be there, and what isn't counted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The day is past: its stock is what its moves came to.</exception>
    [Pure]
    public static StockForecast On(decimal onHand, LocalDate today, LocalDate day, ValueList<PlannedStock> planned)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, today);
        var (quantity, uncounted) = (onHand, new List<PlannedStock>());
        foreach (var one in planned)
        {
            if (one.DueOn is not { } due || due < today)
            {
                uncounted.Add(one);
            }
            else if (due <= day)
            {
                quantity += one.Quantity;
            }
        }

        return new(day, quantity, uncounted.ToValueList());
    }
}
