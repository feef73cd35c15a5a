namespace Psa.Inventory;

/// <summary>What a demand is after goods were delivered.</summary>
/// <param name="Demand">The demand.</param>
/// <param name="Warnings">What speaks against the payer's credit, and didn't stop it.</param>
public sealed record DemandDelivery(Demand Demand, ValueList<Problem> Warnings);
