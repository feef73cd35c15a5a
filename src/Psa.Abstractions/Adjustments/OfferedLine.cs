using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>A line that is offered for selection.</summary>
/// <param name="Selected">What selects it.</param>
/// <param name="Line">The line, with the catalog's price where it has none.</param>
/// <param name="Buyer">Who bears its difference when all that is offered is selected. What was performed goes to who was invoiced the customer's selected lines, where that is one: another selection may have another.</param>
/// <param name="TaxCode">The tax code under which it counts.</param>
/// <param name="IsPriced">Whether it has a price, and can be taxed: one without is priced, or what its tax lacks is mended, or it is deselected first.</param>
/// <param name="Tax">Why it can't be taxed, or <see langword="null"/>.</param>
public sealed record OfferedLine(SelectedLine Selected, AdjustmentLine Line, Id<Customer> Buyer, string TaxCode, bool IsPriced = true, Problem? Tax = null);
