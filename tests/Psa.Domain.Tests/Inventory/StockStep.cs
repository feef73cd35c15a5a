namespace Psa.Domain.Tests.Inventory;

/// <summary>A step of a history of stock.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Quantity">With how much.</param>
/// <param name="From">From which of the places.</param>
/// <param name="To">To which.</param>
/// <param name="Which">To which of those receipts, deliveries or transfers that there are.</param>
/// <param name="Cents">For how much.</param>
/// <param name="IsPicked">Whether it takes what was picked.</param>
internal readonly record struct StockStep(StockStepKind Kind, int Quantity, int From, int To, int Which, int Cents, bool IsPicked);
