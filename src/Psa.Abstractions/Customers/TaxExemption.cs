using Psa.Catalog;

namespace Psa.Customers;

/// <summary>Why a customer is billed without tax.</summary>
/// <param name="Category">The EN 16931 category that applies: exempt, reverse charge, intra-community, export or outside scope.</param>
/// <param name="Reason">The reason, as the law wants it printed.</param>
public sealed record TaxExemption(TaxCategory Category, string Reason);
