namespace Psa.Documents;

/// <summary>A charge on a whole document that somebody writes: freight, packing.</summary>
/// <param name="Amount">The charge, of any sign, but on quotes and orders zero or more; without or with tax, as the prices of the document.</param>
/// <param name="Reason">What it is for; stands on the document.</param>
/// <param name="TaxCode">Its own tax code, or <see langword="null"/> to spread it over the tax groups of the lines, as ancillary supplies are taxed.</param>
public sealed record NewDocumentCharge(Money Amount, string Reason, string? TaxCode = null);
