using Psa.Catalog;

namespace Psa.Documents;

/// <summary>What of a discount's or charge's tax belongs to one tax group.</summary>
/// <param name="Category">The category of the group (BT-95, BT-102).</param>
/// <param name="Rate">The rate of the group (BT-96, BT-103).</param>
/// <param name="Tax">The tax.</param>
/// <param name="Component">The component's name, where the tax code has several; else <see langword="null"/>.</param>
public sealed record TaxPart(
    TaxCategory Category, Percent Rate, Money Tax, string? Component = null);
