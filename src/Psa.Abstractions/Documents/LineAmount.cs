using Psa.Catalog;
using Psa.Sellers;

namespace Psa.Documents;

/// <summary>What the totals need to know of a line.</summary>
/// <param name="Amount">What the line comes to after its own discounts, rounded; of any sign; without or with tax, as the document's <see cref="PriceMode"/> says.</param>
/// <param name="Tax">Its tax.</param>
internal readonly record struct LineAmount(Money Amount, AppliedTax Tax);
