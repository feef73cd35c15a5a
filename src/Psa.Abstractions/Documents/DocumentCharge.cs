using Psa.Catalog;
using Psa.Sellers;

namespace Psa.Documents;

/// <summary>What a document charges beyond its lines: freight, packing, a small-order fee.</summary>
/// <param name="Amount">The charge, of any sign; without or with tax, as the document's <see cref="PriceMode"/> says.</param>
/// <param name="Reason">What it is for; stands on the document.</param>
/// <param name="Tax">
/// Its own tax (an untaxed category for freight that isn't taxed), or <see langword="null"/> to spread it over the tax groups of the lines, as ancillary supplies are taxed.
/// </param>
public sealed record DocumentCharge(Money Amount, string Reason, AppliedTax? Tax = null);
