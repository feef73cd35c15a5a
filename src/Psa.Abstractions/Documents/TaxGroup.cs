using Psa.Catalog;

namespace Psa.Documents;

/// <summary>
/// What of a document is taxed alike: a row of the VAT breakdown of EN 16931 (BG-23), one a category and rate; of tax codes with several components one a component,
/// so that a net stands in several.
/// </summary>
/// <param name="Category">The category (BT-118).</param>
/// <param name="Rate">The rate (BT-119).</param>
/// <param name="Taxable">What is taxed, without tax, after discounts and charges (BT-116).</param>
/// <param name="Tax">The tax (BT-117).</param>
/// <param name="ExemptionReason">Why no tax is charged (BT-120), of several different reasons all; or <see langword="null"/>.</param>
/// <param name="ExemptionCode">The code of that reason (BT-121) when all lines of the group have the same, or <see langword="null"/>.</param>
/// <param name="Component">The component's name, where the tax code has several; else <see langword="null"/>.</param>
public sealed record TaxGroup(
    TaxCategory Category,
    Percent Rate,
    Money Taxable,
    Money Tax,
    string? ExemptionReason = null,
    string? ExemptionCode = null,
    string? Component = null);
