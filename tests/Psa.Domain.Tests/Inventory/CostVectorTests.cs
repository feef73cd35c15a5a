using Psa.Inventory;
using static Psa.Domain.Tests.Inventory.Shelf;

namespace Psa.Domain.Tests.Inventory;

/// <summary>What goods cost that leave, by each method (R-COST, R-TRANSFER, R-LANDED, R-RETURN).</summary>
public sealed class CostVectorTests
{
    public static TheoryData<string, string, string, string> Costs => new()
    {
        { nameof(CostMethod.Average), "660.00", "615.00", "615.00" },
        { nameof(CostMethod.Fifo), "600.00", "660.00", "630.00" },
        { nameof(CostMethod.Lifo), "750.00", "540.00", "600.00" },
        { nameof(CostMethod.Standard), "630.00", "630.00", "630.00" },
    };

    [Theory]
    [Trait("vector", "cost-average")]
    [Trait("vector", "cost-fifo")]
    [Trait("vector", "cost-lifo")]
    [Trait("vector", "cost-standard")]
    [MemberData(nameof(Costs))]
    public void An_issue_costs_what_its_method_says(string method, string first, string second, string closing)
    {
        Assert.True(CostMethod.TryParse(method, out var known));
        var shelf = new Shelf(known, standard: known == CostMethod.Standard ? 105m : null);
        shelf.Receive(10m, 100m);
        shelf.Receive(5m, 130m);
        var one = shelf.Delivery(6m).Value;
        shelf.Receive(3m, 80m);
        var other = shelf.Delivery(6m).Value;

        Assert.Equal((first, second, closing), (one.AmountText(), other.AmountText(), shelf.Book.ValueInStock().AmountText()));
        Assert.Equal(0m, shelf.Book.Product.Ledger!.Variance.Amount); // 1890.00 received for 18, which is 105.00 each
        shelf.PlayAgain();
    }

    [Fact]
    [Trait("vector", "cost-thirds")]
    public void The_last_takes_the_rest()
    {
        var shelf = new Shelf(CostMethod.Average);
        shelf.Worth(3m, 100m);

        Assert.Equal([33.33m, 33.34m, 33.33m], new[] { shelf.Deliver(1m), shelf.Deliver(1m), shelf.Deliver(1m) });
        Assert.Equal((0m, 0m), shelf.At(A));
    }

    [Theory]
    [Trait("vector", "fifo-across-locations")]
    [InlineData(CostScope.Location, 650)]
    [InlineData(CostScope.All, 500)]
    public void The_scope_says_which_receipts_are_looked_at(CostScope scope, int cost)
    {
        var shelf = new Shelf(CostMethod.Fifo, scope);
        shelf.Receive(5m, 100m, A);
        shelf.Receive(5m, 130m, B);

        Assert.Equal(cost, shelf.Deliver(5m, B));
        Assert.Equal((5m, 0m), (shelf.At(A).Quantity, shelf.At(B).Quantity));
    }

    [Fact]
    [Trait("vector", "transfer-average-two-locations")]
    public void A_transfer_is_an_issue_and_a_receipt_of_one_value()
    {
        var shelf = new Shelf(CostMethod.Average);
        shelf.Receive(2m, 100m, A);
        shelf.Receive(1m, 130m, A);
        shelf.Receive(1m, 80m, B);

        Assert.Equal(110m, shelf.Carry(1m, A, B).Value.Amount);
        Assert.Equal(((2m, 220m), (2m, 190m)), (shelf.At(A), shelf.At(B)));
    }

    [Fact]
    [Trait("vector", "transfer-fifo-then-issue")]
    public void Layers_keep_their_place_in_the_order()
    {
        var shelf = new Shelf(CostMethod.Fifo);
        shelf.Receive(10m, 100m);
        shelf.Receive(10m, 200m);

        Assert.Equal(500m, shelf.Carry(5m, A, B).Value.Amount);
        Assert.Equal(1500m, shelf.Deliver(10m));
        Assert.Equal((1000m, 500m), (shelf.At(A).Value, shelf.At(B).Value));

        // what comes back is older than what stayed
        shelf.Carry(5m, B, A);
        Assert.Equal(500m, shelf.Deliver(5m));
        shelf.PlayAgain();
    }

    [Fact]
    public void By_a_standard_cost_each_end_of_a_transfer_keeps_its_own_rounding()
    {
        var shelf = new Shelf(CostMethod.Standard, standard: 0.335m);
        shelf.Worth(2m, 0.67m);

        var move = shelf.Carry(1m, A, B);

        Assert.Equal((0.33m, -0.01m, 0.34m, 0.34m), (move.Value.Amount, move.Difference.Amount, shelf.At(A).Value, shelf.At(B).Value));
        Assert.Equal(-0.01m, shelf.Book.Product.Ledger!.Variance.Amount);
    }

    [Fact]
    public void Within_all_locations_a_transfer_changes_no_value()
    {
        var shelf = new Shelf(CostMethod.Standard, CostScope.All, standard: 0.335m);
        shelf.Worth(2m, 0.67m);

        Assert.Equal((0m, 0m), (shelf.Carry(1m, A, B).Value.Amount, shelf.Book.Product.Ledger!.Variance.Amount));
        Assert.Equal((2m, 0.67m), shelf.At(null));
    }

    [Fact]
    [Trait("vector", "landed-by-value")]
    public void Landed_cost_is_spread_by_value() =>
        Assert.Equal([15m, 7.5m, 2.5m], LandedCosts.Spread(Euro(25m), [(Euro(200m), 1m), (Euro(100m), 7m), (Euro(33.33m), 2m)]).Select(share => share.Amount));

    [Fact]
    [Trait("vector", "landed-zero-values")]
    public void Landed_cost_of_free_goods_is_spread_by_quantity() =>
        Assert.Equal([4m, 6m], LandedCosts.Spread(Euro(10m), [(Euro(0m), 2m), (Euro(0m), 3m)]).Select(share => share.Amount));

    [Fact]
    public void Landed_cost_over_nothing_is_refused() =>
        Assert.Equal(MoneyErrors.BadWeights, Assert.Throws<RuleViolationException>(() => LandedCosts.Spread(Euro(10m), [(Euro(0m), 0m)])).Code);

    [Fact]
    [Trait("vector", "landed-13-units")]
    public void Landed_cost_leaves_with_the_goods_to_the_cent()
    {
        var shelf = new Shelf(CostMethod.Average);
        shelf.Land(shelf.Receive(13m, 10m), 15m);
        List<decimal> costs = [.. Enumerable.Range(0, 13).Select(_ => shelf.Deliver(1m))];

        Assert.Equal(145m, costs.Sum());
        Assert.Equal(Enumerable.Range(1, 13).Select(n => n is 4 or 6 or 8 or 10 or 12 ? 11.16m : 11.15m), costs);
    }

    [Fact]
    [Trait("vector", "landed-after-sale-fifo")]
    public void To_stock_goes_the_share_that_is_still_there()
    {
        var shelf = new Shelf(CostMethod.Fifo);
        var receipt = shelf.Receive(10m, 100m);
        shelf.Deliver(6m);

        Assert.Equal(30m, shelf.Land(receipt, 50m).Difference.Amount);
        Assert.Equal((4m, 420m), shelf.At(A));
        Assert.Equal(30m, shelf.Book.Product.Ledger!.Corrections.Amount);
    }

    [Fact]
    [Trait("vector", "landed-after-sale-average")]
    public void Of_mixed_goods_the_share_is_what_issues_left()
    {
        var shelf = new Shelf(CostMethod.Average);
        var receipt = shelf.Receive(5m, 10m);
        shelf.Receive(5m, 12m);
        shelf.Deliver(1m);

        Assert.Equal(1m, shelf.Land(receipt, 10m).Difference.Amount);
        Assert.Equal((9m, 108m), shelf.At(A));
    }

    [Theory]
    [InlineData(CostScope.Location)]
    [InlineData(CostScope.All)]
    public void A_transfer_takes_its_share_of_landed_cost_along(CostScope scope)
    {
        var shelf = new Shelf(CostMethod.Average, scope);
        var receipt = shelf.Receive(10m, 10m);
        shelf.Carry(5m, A, B);
        shelf.Land(receipt, 10m);

        Assert.Equal(scope == CostScope.All ? [110m] : [55m, 55m], (scope == CostScope.All ? [shelf.At(null)] : new[] { shelf.At(A), shelf.At(B) }).Select(at => at.Value));
    }

    [Fact]
    [Trait("vector", "landed-negative-average")]
    public void A_rebate_on_goods_that_are_gone_is_a_correction()
    {
        var shelf = new Shelf(CostMethod.Average);
        var receipt = shelf.Receive(10m, 10m);
        shelf.Deliver(10m);
        shelf.Receive(10m, 1m);

        Assert.Equal(-50m, shelf.Land(receipt, -50m).Difference.Amount);
        Assert.Equal((10m, 10m), shelf.At(A));
    }

    [Fact]
    [Trait("vector", "landed-negative-fifo")]
    public void A_rebate_takes_the_share_that_is_still_there()
    {
        var shelf = new Shelf(CostMethod.Fifo);
        var receipt = shelf.Receive(10m, 2m);
        shelf.Deliver(6m);

        Assert.Equal(-9m, shelf.Land(receipt, -15m).Difference.Amount);
        Assert.Equal((4m, 2m), shelf.At(A));
    }

    [Theory]
    [InlineData(nameof(CostMethod.Average))]
    [InlineData(nameof(CostMethod.Fifo))]
    public void A_rebate_never_makes_stock_worth_less_than_nothing(string method)
    {
        Assert.True(CostMethod.TryParse(method, out var known));
        var shelf = new Shelf(known);

        Assert.Equal(-30m, shelf.Land(shelf.Receive(10m, 2m), -50m).Difference.Amount);
        Assert.Equal((10m, 0m), shelf.At(A));
    }

    [Fact]
    public void By_a_standard_cost_landed_cost_is_variance()
    {
        var shelf = new Shelf(CostMethod.Standard, standard: 10m);
        shelf.Land(shelf.Receive(10m, 10m), 7m);

        Assert.Equal((100m, 7m, 0m), (shelf.At(A).Value, shelf.Book.Product.Ledger!.Variance.Amount, shelf.Book.Product.Ledger.Corrections.Amount));
    }

    [Fact]
    [Trait("vector", "vendor-bill-differs")]
    public void The_difference_of_a_vendors_invoice_is_landed_cost()
    {
        var shelf = new Shelf(CostMethod.Fifo);
        var receipt = shelf.Receive(10m, 10m);
        shelf.Deliver(4m);

        Assert.Equal((2m, 63m), (shelf.Land(receipt, 5m).Difference.Amount, shelf.At(A).Value));
    }

    [Fact]
    [Trait("vector", "return-of-two-layers")]
    public void Goods_come_back_at_the_cost_of_their_delivery()
    {
        var shelf = new Shelf(CostMethod.Fifo);
        shelf.Receive(5m, 10m);
        shelf.Receive(1m, 25m);
        var delivery = shelf.Delivery(6m);

        Assert.Equal((75m, 25m, 50m), (delivery.Value.Amount, shelf.Back(delivery, 2m).Value.Amount, shelf.Back(delivery, 4m).Value.Amount));
        Assert.Equal(InventoryErrors.ExceedsDelivered, Assert.Throws<RuleViolationException>(() => shelf.Back(delivery, 1m)).Code);
        Assert.Equal(((6m, 75m), 0m), (shelf.At(Shelf.Returns), shelf.Book.Available(new(Shelf.Returns))));
        Assert.Equal(InventoryErrors.Insufficient, Assert.Throws<RuleViolationException>(() => shelf.Deliver(1m, Shelf.Returns)).Code);
        shelf.Post(StockMoveKind.Restock, move => move with { From = Shelf.Returns, To = A, Quantity = 5m });
        Assert.Equal(25m + 50m * 3m / 4m, shelf.Deliver(5m));
        shelf.PlayAgain();
    }

    [Fact]
    [Trait("vector", "standard-revaluation")]
    public void A_new_standard_cost_is_a_revaluation()
    {
        var shelf = new Shelf(CostMethod.Standard, standard: 100m);
        shelf.Receive(10m, 100m);

        Assert.Equal(50m, shelf.Post(StockMoveKind.Revaluation, move => move with { Standard = UnitPrice.Of(105m, Currency.EUR) }).Value.Amount);
        Assert.Equal((10m, 1050m), shelf.At(A));
        shelf.PlayAgain();
    }

    [Fact]
    public void A_serial_comes_back_at_its_own_cost()
    {
        var shelf = new Shelf(CostMethod.Actual, isSerialized: true);
        shelf.Receive(1m, 10m, serials: "one");
        shelf.Receive(1m, 25m, serials: "two");
        var delivery = shelf.Delivery(2m, serials: ["ONE", "two"]);

        Assert.Equal(35m, delivery.Value.Amount);
        Assert.Equal(25m, shelf.Back(delivery, 1m, serials: "two").Value.Amount);
        Assert.Equal(InventoryErrors.BadSerials, Refused(() => shelf.Back(delivery, 1m, serials: "two")));
        Assert.Equal(InventoryErrors.SerialDuplicate, Refused(() => shelf.Receive(1m, 1m, serials: "One")));
        Assert.Equal(InventoryErrors.BadSerials, Refused(() => shelf.Receive(2m, 1m, serials: "three")));
        Assert.Equal(InventoryErrors.BadSerials, Refused(() => shelf.Receive(2m, 1m, serials: ["x", "X"])));
        Assert.Equal(InventoryErrors.BadSerials, Refused(() => shelf.Receive(1m, 1m, serials: " ")));
        Assert.Equal(InventoryErrors.BadSerials, Refused(() => shelf.Receive(1m, 1m, serials: "x\u200By")));
        Assert.Equal(["x"], shelf.Receive(1m, 1m, serials: " x ").Serials);
        shelf.PlayAgain();
    }

    [Fact]
    public void An_amount_in_another_currency_is_converted_by_its_rate()
    {
        var shelf = new Shelf(CostMethod.Fifo);
        var move = shelf.Post(StockMoveKind.Receive, draft => draft with { To = A, Quantity = 3m, Given = Money.Of(10m, Currency.USD), Rate = 0.9155m });

        Assert.Equal(9.16m, move.Value.Amount);
        Assert.Equal(InventoryErrors.BadValue, Refused(() => shelf.Post(StockMoveKind.Receive, draft => draft with { To = A, Quantity = 3m, Given = Money.Of(10m, Currency.USD) })));
        Assert.Equal(InventoryErrors.BadValue, Refused(() => shelf.Post(StockMoveKind.Receive, draft => draft with { To = A, Quantity = 3m, Given = Euro(10m), Rate = 2m })));
        shelf.PlayAgain();
    }

    [Fact]
    public void Found_goods_are_worth_what_lies_there_says()
    {
        var shelf = new Shelf(CostMethod.Fifo);
        Assert.Equal(InventoryErrors.CostNeeded, Refused(() => Found(shelf, 1m, null)));
        Found(shelf, 1m, 7m);
        shelf.Receive(3m, 10m);

        Assert.Equal(20m, Found(shelf, 2m, null).Value.Amount);
        Assert.Equal(InventoryErrors.CostKnown, Refused(() => Found(shelf, 1m, 7m)));
        Assert.Equal(27m, shelf.Book.Product.Ledger!.Gains.Amount);

        static StockMove Found(Shelf shelf, decimal quantity, decimal? value) =>
            shelf.Post(StockMoveKind.Adjust, move => move with { To = A, Quantity = quantity, Given = value is { } said ? Euro(said) : null });
    }

    private static string Refused(Action act) => Assert.Throws<RuleViolationException>(act).Code;
}
