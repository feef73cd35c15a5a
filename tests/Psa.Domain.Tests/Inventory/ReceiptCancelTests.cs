using Psa.Inventory;
using static Psa.Domain.Tests.Inventory.Shelf;

namespace Psa.Domain.Tests.Inventory;

/// <summary>Receipts that are taken back (R-CANCEL).</summary>
public sealed class ReceiptCancelTests
{
    [Theory]
    [Trait("vector", "cancel-receipt-average-after-issue")]
    [Trait("vector", "cancel-receipt-fifo-after-issue")]
    [InlineData(nameof(CostMethod.Average), 1500, -500)]
    [InlineData(nameof(CostMethod.Fifo), 2000, 0)]
    public void Stock_loses_the_cost_of_the_receipt(string method, int lost, int correction)
    {
        var (shelf, second) = Issued(method);

        var move = shelf.Cancel(second, 10m);

        Assert.Equal((lost, correction), (move.Value.Amount, move.Difference.Amount));
        Assert.Equal((0m, 0m), shelf.At(A));
        Assert.Equal(correction, shelf.Book.Product.Ledger!.Corrections.Amount);
        shelf.PlayAgain();
    }

    [Fact]
    [Trait("vector", "cancel-receipt-lifo-after-issue")]
    public void What_was_issued_of_it_is_not_taken_back()
    {
        var (shelf, second) = Issued(nameof(CostMethod.Lifo));

        Assert.Equal(InventoryErrors.IssuedOn, Assert.Throws<RuleViolationException>(() => shelf.Cancel(second, 10m)).Code);
    }

    [Fact]
    public void A_receipt_is_canceled_in_part()
    {
        var shelf = new Shelf(CostMethod.Fifo);
        var receipt = shelf.Receive(10m, 100m);
        shelf.Deliver(2m);

        Assert.Equal(200m, shelf.Cancel(receipt, 2m).Value.Amount);
        Assert.Equal((6m, 600m), shelf.At(A));
    }

    [Fact]
    [Trait("vector", "vendor-return-average")]
    public void Goods_go_back_at_the_receipts_cost()
    {
        var shelf = new Shelf(CostMethod.Average);
        var first = shelf.Receive(10m, 100m);
        shelf.Receive(5m, 110m);

        var move = shelf.Post(StockMoveKind.ReturnToVendor, draft => draft with { Origin = first.Sequence, From = A, Quantity = 5m });

        Assert.Equal((500m, 0m), (move.Value.Amount, move.Difference.Amount));
        Assert.Equal((10m, 1050m), shelf.At(A));
    }

    [Theory]
    [InlineData(nameof(CostMethod.Fifo))]
    [InlineData(nameof(CostMethod.Average))]
    public void Landed_cost_goes_with_its_receipt(string method)
    {
        Assert.True(CostMethod.TryParse(method, out var known));
        var shelf = new Shelf(known);
        var receipt = shelf.Receive(10m, 10m);
        shelf.Land(receipt, 15m);

        var move = shelf.Cancel(receipt, 10m);

        Assert.Equal((115m, 15m), (move.Value.Amount, move.Difference.Amount));
    }

    [Fact]
    public void By_a_standard_cost_the_difference_is_variance()
    {
        var shelf = new Shelf(CostMethod.Standard, standard: 9m);
        var receipt = shelf.Receive(10m, 10m);

        var move = shelf.Cancel(receipt, 4m);

        Assert.Equal((36m, -4m, 6m), (move.Value.Amount, move.Difference.Amount, shelf.Book.Product.Ledger!.Variance.Amount));
    }

    [Fact]
    public void Parts_of_a_receipt_are_canceled_by_a_running_total()
    {
        var shelf = new Shelf(CostMethod.Average);
        var receipt = shelf.Worth(3m, 100m);

        Assert.Equal([33.33m, 33.34m, 33.33m], new[] { shelf.Cancel(receipt, 1m), shelf.Cancel(receipt, 1m), shelf.Cancel(receipt, 1m) }.Select(move => move.Value.Amount));
        Assert.Equal(InventoryErrors.ExceedsReceived, Assert.Throws<RuleViolationException>(() => shelf.Cancel(receipt, 1m)).Code);
    }

    private static (Shelf Shelf, StockMove Second) Issued(string method)
    {
        Assert.True(CostMethod.TryParse(method, out var known));
        var shelf = new Shelf(known);
        shelf.Receive(10m, 100m);
        var second = shelf.Receive(10m, 200m);
        shelf.Deliver(10m);
        return (shelf, second);
    }
}
