using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.Inventory;

/// <summary>How a customer's device comes out, and what goes in for it.</summary>
/// <param name="To">Where the one that comes out goes: a location of what came back, a warehouse or a van.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsDisposed">Whether it is thrown away there at once.</param>
/// <param name="Replacement">The product of the one that goes in; <see langword="null"/> for none.</param>
/// <param name="From">Where the one that goes in is.</param>
/// <param name="Serial">The serial of the one that goes in.</param>
[method: JsonConstructor]
public sealed record DeviceSwap(
    Id<StockLocation> To,
    string Reason,
    bool IsDisposed = false,
    Id<Product>? Replacement = null,
    Id<StockLocation>? From = null,
    string? Serial = null);
