using Psa.Catalog;

namespace Psa.Documents;

/// <summary>
/// Says which tax each line of a document has. The library's own answers from the tax table; a host that asks a tax service registers its own.
/// It decides categories and rates only: amounts are always computed by the one computation of totals, so that what is displayed adds up.
/// </summary>
public interface ITaxCalculator
{
    /// <summary>Gives the tax of each line.</summary>
    /// <param name="request">The document's parties, tax point and lines.</param>
    /// <param name="cancellationToken">Ends the wait for a service.</param>
    /// <returns>One tax a line, in the order of the lines.</returns>
    /// <exception cref="RuleViolationException"><c>tax.unknown_code</c>, <c>tax.no_rate</c>, <c>tax.no_default</c>, or the code of the host's own refusal.</exception>
    ValueTask<ValueList<AppliedTax>> FindTaxesAsync(TaxRequest request, CancellationToken cancellationToken = default);
}
