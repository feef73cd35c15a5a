
namespace Psa.Charges;

/// <summary>What a minimum and a maximum make of a charge.</summary>
/// <param name="Charge">What is billed now.</param>
/// <param name="TrueUp">What the minimum adds; zero or positive.</param>
/// <param name="Discount">What the maximum takes off; zero or positive.</param>
public readonly record struct CommitmentResult(Money Charge, Money TrueUp, Money Discount);
