using Psa.Domain.Tests.Quotes;
using Psa.Orders;

namespace Psa.Domain.Tests.Orders;

public sealed class DynamicsOrderCodesTests
{
    [Theory]
    [InlineData("Active", 0, 0, 0, 1)]
    [InlineData("Submitted", 0, 0, 1, 3)]
    [InlineData("Submitted", 1, 0, 1, 3)]
    [InlineData("Submitted", 2, 0, 3, 100_001)]
    [InlineData("Submitted", 2, 1, 3, 100_001)]
    [InlineData("Submitted", 0, 2, 4, 100_003)]
    [InlineData("Closed", 2, 2, 4, 100_003)]
    [InlineData("Canceled", 0, 0, 2, 4)]
    public void What_became_of_an_order_has_codes(string name, int shipped, int invoiced, int state, int code)
    {
        Assert.True(OrderStatus.TryParse(name, out var status));
        var quote = AWonQuote.Of([AWonQuote.Line(2m, 100m)]);
        var order = AWonQuote.Order(quote, QuoteOrders.Cut(quote, [], [])) with { Status = status };
        order = status == OrderStatus.Active ? order : order with { Quantities = [new(shipped, status == OrderStatus.Canceled ? 2m : 0m, invoiced)] };

        Assert.Equal((state, code), DynamicsOrderCodes.Of(order));
    }

    [Theory]
    [InlineData(0, 1, "Active")]
    [InlineData(0, 2, "Active")]
    [InlineData(0, 690_970_000, "Active")]
    [InlineData(1, 3, "Submitted")]
    [InlineData(3, 100_001, "Submitted")]
    [InlineData(3, 100_002, "Submitted")]
    [InlineData(4, 100_003, "Closed")]
    [InlineData(2, 4, "Canceled")]
    [InlineData(0, 3, null)]
    [InlineData(1, 1, null)]
    [InlineData(2, 100_001, null)]
    [InlineData(3, 100_003, null)]
    [InlineData(4, 100_001, null)]
    [InlineData(5, 1, null)]
    public void Codes_are_read(int state, int code, string? status) => Assert.Equal(status, DynamicsOrderCodes.StatusOf(state, code)?.Name);
}
