using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>A line that is offered for selection.</summary>
/// <param name="Selected">What selects it.</param>
/// <param name="Line">The line, with the catalog's price where it has none.</param>
/// <param name="Buyer">Who would bear its difference.</param>
/// <param name="TaxCode">The tax code under which it counts.</param>
/// <param name="IsPriced">Whether it has a price: one without is priced or deselected first.</param>
public sealed record OfferedLine(SelectedLine Selected, AdjustmentLine Line, Id<Customer> Buyer, string TaxCode, bool IsPriced = true);
