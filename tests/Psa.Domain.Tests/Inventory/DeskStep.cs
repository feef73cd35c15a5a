namespace Psa.Domain.Tests.Inventory;

/// <summary>A step of a history of a warehouse whose goods are sold.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Quantity">With how much.</param>
/// <param name="From">From which of the places.</param>
/// <param name="To">To which.</param>
/// <param name="Which">To which of those charges, receipts, deliveries or transfers that there are.</param>
/// <param name="Cents">For how much.</param>
internal readonly record struct DeskStep(DeskStepKind Kind, int Quantity, int From, int To, int Which, int Cents);
