using Psa.Catalog;

namespace Psa.Documents;

/// <summary>The charges of what is offered or ordered.</summary>
internal static class OfferedCharges
{
    /// <summary>Refuses charges below zero: they would be discounts that nobody approves.</summary>
    /// <exception cref="ValidationFailedException"><c>price.negative</c>, each with its place.</exception>
    internal static void RequireNotNegative(ValueList<NewDocumentCharge> charges)
    {
        var problems = new List<Problem>();
        for (var i = 0; i < charges.Count; i++)
        {
            if (charges[i].Amount.Sign < 0)
            {
                problems.Add(new(CatalogErrors.NegativePrice, $"The charge {charges[i].Amount} is below zero: use a discount.", FormattableString.Invariant($"Charges[{i}].{nameof(NewDocumentCharge.Amount)}")));
            }
        }

        ValidationFailedException.ThrowIfAny(problems.ToValueList());
    }
}
