using Psa.Inventory;
using static Psa.Domain.Tests.Inventory.Shelf;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Where needed goods are taken from, and how much is ordered (R-ASSIGN, R-REORDER).</summary>
public sealed class StockAssignmentTests
{
    [Fact]
    public void Each_location_gives_what_it_has()
    {
        var assigned = StockAssignment.Assign(8m, [new(A, 3m), new(B, 0m), new(Van, 10m)]);

        Assert.Equal([new StockShare(A, 3m), new(Van, 5m)], assigned.Shares);
        Assert.Equal(0m, assigned.Missing);
    }

    [Fact]
    public void What_no_location_has_is_missing() => Assert.Equal(3.5m, StockAssignment.Assign(8m, [new(A, 3m), new(B, 1.5m)]).Missing);

    [Fact]
    public void Serials_are_taken_whole()
    {
        Assert.Equal(new AssignedStock([new(A, 2m)], 1m), StockAssignment.Assign(3m, [new(A, 2.5m)], isSerialized: true));
        Assert.Equal(InventoryErrors.BadQuantity, Assert.Throws<RuleViolationException>(() => StockAssignment.Assign(1.5m, [], isSerialized: true)).Code);
        Assert.Equal(InventoryErrors.BadQuantity, Assert.Throws<RuleViolationException>(() => StockAssignment.Assign(-1m, [])).Code);
    }

    [Theory]
    [Trait("vector", "reorder-plain")]
    [Trait("vector", "reorder-allocated")]
    [InlineData(1, 0, 0, 0, 2, 5, 4)]
    [InlineData(0, 0, 10, 10, 2, 5, 5)]
    [InlineData(0, 1, 1, 0, 2, 5, 0)]
    [InlineData(0, 1, 0, 0, 2, 5, 4)]
    public void What_is_missing_up_to_the_maximum_is_suggested(int available, int inTransit, int onOrder, int allocated, int minimum, int maximum, int suggested) =>
        Assert.Equal(suggested, Reordering.Suggest(available, inTransit, onOrder, allocated, minimum, maximum));

    [Theory]
    [InlineData(4, 15)]
    [InlineData(6, 7)]
    [InlineData(1, 10)]
    public void What_is_due_by_the_day_is_counted_and_what_is_overdue_stands_beside(int day, int expected)
    {
        var (order, need, late, undated) = (new PlannedStock(5m, new(2025, 5, 3), default), new PlannedStock(-8m, new(2025, 5, 5), default), new PlannedStock(4m, new(2025, 4, 20), default), new PlannedStock(9m, null, default));

        var forecast = StockForecasts.On(10m, new(2025, 5, 1), new(2025, 5, day), [order, need, late, undated]);

        Assert.Equal((expected, [late, undated]), (forecast.Quantity, forecast.Uncounted));
        Assert.Throws<ArgumentOutOfRangeException>(() => StockForecasts.On(10m, new(2025, 5, 1), new(2025, 4, 30), []));
    }
}
