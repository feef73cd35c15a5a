using System.Text.Json.Serialization;
using Psa.Catalog;

namespace Psa.Sellers;

/// <summary>Which quotes need somebody's approval before they are activated: those of which any of this is true.</summary>
public sealed record ApprovalPolicy
{
    /// <summary>Gets whether all do.</summary>
    public bool Always { get; init; }

    /// <summary>Gets the totals with tax above which a quote does, one a currency.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Money> TotalAbove { get; init; }

    /// <summary>Gets the discount above which a quote does, 0–100 %: what all its discounts together take off its list prices.</summary>
    public Percent? DiscountAbove { get; init; }

    /// <summary>Gets the margin below which a quote does: of what it comes to without tax, what is left after the costs that are known.</summary>
    public Percent? MarginBelow { get; init; }

    /// <summary>Gets the products of which none is quoted without approval.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Id<Product>> Products { get; init; }
}
