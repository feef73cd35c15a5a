using Psa.Quotes;

namespace Psa.Orders;

/// <summary>What a device takes along to work offline: each document with its version, on which it bases what it does.</summary>
/// <param name="Quotes">The drafts, the active and the won quotes.</param>
/// <param name="Orders">The active and the submitted orders.</param>
public sealed record DeviceExport(ValueList<Quote> Quotes, ValueList<Order> Orders);
