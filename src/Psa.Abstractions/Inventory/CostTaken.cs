namespace Psa.Inventory;

/// <summary>What taking goods out of a cost scope comes to.</summary>
/// <param name="Left">What is left there.</param>
/// <param name="Goods">What was taken, with its layers.</param>
internal sealed record CostTaken(CostPool Left, CostPool Goods);
