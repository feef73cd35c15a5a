namespace Psa.Catalog;

/// <summary>
/// How a price of a list is rounded (R-ENDS). A positive price never becomes zero or less by it: then the next step up holds. A price of zero stays zero.
/// </summary>
public sealed record PriceRounding
{
    /// <summary>Makes a policy.</summary>
    /// <param name="direction">Where a price between two steps goes.</param>
    /// <param name="step">Which prices stand.</param>
    /// <param name="amount">The amount of the step, above zero, with up to 12 decimals, in the list's currency.</param>
    /// <exception cref="RuleViolationException"><c>price_list.bad_rounding</c>; <c>money.too_many_decimals</c>.</exception>
    public PriceRounding(RoundingDirection direction, PriceStep step, decimal amount)
    {
        if (amount <= 0m || !Enum.IsDefined(direction) || !Enum.IsDefined(step))
        {
            throw new RuleViolationException(CatalogErrors.BadPriceRounding, FormattableString.Invariant($"Prices can't be rounded to {amount}: give an amount above zero."));
        }

        (Direction, Step, Amount) = (direction, step, Decimals.Require(amount, Decimals.OfPrices, "amount of the rounding"));
    }

    /// <summary>Gets where a price between two steps goes.</summary>
    public RoundingDirection Direction { get; }

    /// <summary>Gets which prices stand.</summary>
    public PriceStep Step { get; }

    /// <summary>Gets the amount of the step, in the list's currency.</summary>
    public decimal Amount { get; }
}
