namespace Psa.Catalog;

/// <summary>Which price lists are assigned to a customer or contract (R-LIST), by the law of dated entries.</summary>
internal static class PriceListAssignments
{
    /// <summary>Adds an assignment.</summary>
    /// <param name="assignments">Those there are.</param>
    /// <param name="added">The new one; may be back-dated, and reaches what isn't billed yet.</param>
    /// <param name="owner">Whose they are.</param>
    /// <returns>The assignments with it; the same ones when they say so already.</returns>
    /// <exception cref="RuleViolationException"><c>price_list.bad_assignment</c>: it is withdrawn from the beginning, or has the id of another.</exception>
    internal static ValueList<PriceListAssignment> Assigning(this ValueList<PriceListAssignment> assignments, PriceListAssignment added, Guid owner) =>
        DatedEntries.With(assignments, added, CatalogErrors.BadAssignment, owner);

    /// <summary>Withdraws an assignment: then it is as if it had never been.</summary>
    /// <exception cref="EntityNotFoundException">There is none of the id.</exception>
    internal static ValueList<PriceListAssignment> Withdrawing(this ValueList<PriceListAssignment> assignments, Id<PriceListAssignment> id, Withdrawal withdrawal) =>
        DatedEntries.Without(assignments, id.Value, withdrawal);

    /// <summary>Refuses to assign a list that could never be obeyed.</summary>
    /// <param name="list">The list.</param>
    /// <param name="currency">The only currency that is asked for, or <see langword="null"/> for any.</param>
    /// <exception cref="RuleViolationException"><c>price.inactive_list</c>; <c>price.currency_mismatch</c>.</exception>
    internal static void RequireAssignable(this PriceList list, Currency? currency)
    {
        if (!list.IsActive)
        {
            throw new RuleViolationException(CatalogErrors.InactivePriceList, $"The price list '{list.Name}' is switched off: switch it on, or assign another.", list.Id.Value);
        }

        if (currency is { } wanted && list.Currency != wanted)
        {
            throw new RuleViolationException(CatalogErrors.CurrencyMismatch, $"The prices of '{list.Name}' are in {list.Currency}, the contract is in {wanted}: assign a list of that currency.", list.Id.Value);
        }
    }
}
