using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Inventory;

/// <summary>Where the approval of what is to be bought for a demand stands. It is of what all unordered demands of its document and product come to; when that rises, it is asked for anew.</summary>
/// <param name="Levels">How many people are to approve it.</param>
/// <param name="Quantity">Of how much it is, in the base unit.</param>
/// <param name="Cost">Of which cost it is, in the valuation currency; <see langword="null"/> where nobody knows, or who reads it doesn't view costs.</param>
/// <param name="Given">Who approved it, in the order of time: each another person, and none of those who asked for the goods.</param>
[method: JsonConstructor]
public sealed record DemandApproval(int Levels, decimal Quantity, Money? Cost = null, ValueList<ApprovalGiven> Given = default)
{
    /// <summary>Gets of how much it is, in the base unit.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);

    /// <summary>Gets when it was asked for.</summary>
    public required Instant AskedAt { get; init => field = value.ToMicroseconds(); }

    /// <summary>Gets whether an order at a higher price than the product's vendor has is what it is for: then it is of what that comes to.</summary>
    public bool IsOfOrder { get; init; }

    /// <summary>Gets what of it vendors have: so much less of it is left. What they won't bring after all is left again.</summary>
    public ValueList<ApprovedOrder> Ordered { get; init; }

    /// <summary>Gets whether somebody is still to approve it.</summary>
    internal bool IsMissing => Given.Count < Levels;
}
