namespace Psa.Orders;

/// <summary>State and status codes by which Dynamics 365 Sales keeps orders, for import and export. There a state is set by somebody, here it follows from quantities: an imported one says where an order stood, and moves nothing.</summary>
public static class DynamicsOrderCodes
{
    private const int Active = 0;
    private const int Submitted = 1;
    private const int Canceled = 2;
    private const int Fulfilled = 3;
    private const int Invoiced = 4;

    private const int New = 1;
    private const int Pending = 2;
    private const int OnHold = 690_970_000;
    private const int InProgress = 3;
    private const int NoMoney = 4;
    private const int Complete = 100_001;
    private const int Partial = 100_002;
    private const int InvoicedOfInvoiced = 100_003;

    /// <summary>Gives the codes of an order.</summary>
    /// <param name="order">The order.</param>
    /// <returns>
    /// State code and status code: Active (0, New 1); Canceled (2, No Money 4); Invoiced (4, 100003) when all of it is invoiced; Fulfilled (3, Complete 100001) when all of it is fulfilled, and else Submitted (1, In Progress 3).
    /// </returns>
    [Pure]
    public static (int State, int Status) Of(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Status == OrderStatus.Active ? (Active, New)
            : order.Status == OrderStatus.Canceled ? (Canceled, NoMoney)
            : order.InvoicingProgress == OrderProgress.Full ? (Invoiced, InvoicedOfInvoiced)
            : order.FulfilmentProgress == OrderProgress.Full ? (Fulfilled, Complete)
            : (Submitted, InProgress);
    }

    /// <summary>Gives the status of an order that codes stand for.</summary>
    /// <param name="state">The state code.</param>
    /// <param name="status">The status code.</param>
    /// <returns>The status: Fulfilled is Submitted, since something is to be invoiced still, and Invoiced is Closed; <see langword="null"/> for codes that Dynamics hasn't together.</returns>
    [Pure]
    public static OrderStatus? StatusOf(int state, int status) => (state, status) switch
    {
        (Active, New or Pending or OnHold) => OrderStatus.Active,
        (Submitted, InProgress) or (Fulfilled, Complete or Partial) => OrderStatus.Submitted,
        (Invoiced, InvoicedOfInvoiced) => OrderStatus.Closed,
        (Canceled, NoMoney) => OrderStatus.Canceled,
        _ => null,
    };
}
