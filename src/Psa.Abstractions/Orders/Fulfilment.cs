using NodaTime;

namespace Psa.Orders;

/// <summary>That something of an order was delivered, as somebody told.</summary>
/// <param name="Line">The place of the line in the order, from 0.</param>
/// <param name="Quantity">How much, of the line's sign; of the other sign where a telling was wrong and is taken back.</param>
/// <param name="Date">The day.</param>
/// <param name="By">Who told.</param>
public sealed record Fulfilment(int Line, decimal Quantity, LocalDate Date, string By);
