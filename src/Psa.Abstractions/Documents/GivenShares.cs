namespace Psa.Documents;

/// <summary>Shares of discounts and taxes that are given: those of a credit note follow from what its invoice billed and earlier credit notes took.</summary>
/// <param name="Discounts">What is taken off each line by the one discount of the document, of the line's sign; it holds tax where prices do.</param>
/// <param name="LineTaxes">The taxes of each line, by the components of its tax.</param>
/// <param name="ChargeTaxes">The taxes of each charge, by the components of its tax.</param>
internal sealed record GivenShares(ValueList<Money> Discounts, ValueList<ValueList<Money>> LineTaxes, ValueList<ValueList<Money>> ChargeTaxes);
