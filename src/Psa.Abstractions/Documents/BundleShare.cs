using System.Text.Json.Serialization;

namespace Psa.Documents;

/// <summary>What the share of a bundle's component is made of: its weight among the components is <paramref name="Quantity"/> × <paramref name="Price"/>, whatever the bundle costs.</summary>
/// <param name="Quantity">How much of the component one bundle holds, up to 15 decimals.</param>
/// <param name="Price">The price of one unit that the catalog had of the component by itself when the bundle was priced, or <see langword="null"/> where it had none: it weighs nothing then.</param>
[method: JsonConstructor]
public sealed record BundleShare(decimal Quantity, UnitPrice? Price = null)
{
    /// <summary>Gets how much of the component one bundle holds.</summary>
    public decimal Quantity { get; init => field = Decimals.Trimmed(value); } = Decimals.Trimmed(Quantity);
}
