using System.Text.Json.Serialization;
using Psa.Procurement;

namespace Psa.Returns;

/// <summary>What a vendor answers about goods that went back.</summary>
/// <param name="Outcome">What it did.</param>
/// <param name="Credit">What it credited, where it did; zero or above.</param>
/// <param name="Rate">By what the credit is multiplied to be in the valuation currency; <see langword="null"/> when it is.</param>
/// <param name="Order">The purchase order on whose line others are to come, where it replaces them and there is one.</param>
/// <param name="Line">The place of that line, from 0.</param>
[method: JsonConstructor]
public sealed record VendorAnswer(VendorOutcome Outcome, Money? Credit = null, decimal? Rate = null, Id<PurchaseOrder>? Order = null, int Line = 0)
{
    /// <summary>Gets by what the credit is multiplied to be in the valuation currency; <see langword="null"/> when it is.</summary>
    public decimal? Rate { get; init => field = value is { } said ? Decimals.Trimmed(said) : null; } = Rate is { } given ? Decimals.Trimmed(given) : null;
}
