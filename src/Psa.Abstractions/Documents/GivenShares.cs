namespace Psa.Documents;

/// <summary>
/// Shares of discounts and taxes that are given: those of a credit note follow from what its invoice billed and earlier credit notes took, and the discounts of an order of a part of a quote from those of the quote.
/// </summary>
/// <param name="Discounts">What is taken off each line by the one discount of the document, of the line's sign; it holds tax where prices do.</param>
/// <param name="LineTaxes">The taxes of each line, by the components of its tax; <see langword="null"/> to compute them.</param>
/// <param name="ChargeTaxes">The taxes of each charge, by the components of its tax; <see langword="null"/> to compute them.</param>
internal sealed record GivenShares(ValueList<Money> Discounts, ValueList<ValueList<Money>>? LineTaxes = null, ValueList<ValueList<Money>>? ChargeTaxes = null);
