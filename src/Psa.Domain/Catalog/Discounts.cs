namespace Psa.Catalog;

/// <summary>What discounts take off.</summary>
internal static class Discounts
{
    /// <summary>What to do about a discount off each unit where there are none.</summary>
    internal const string NeedsLine = "A discount off each unit belongs to a line: take a percent or an amount here, or write it on the lines.";

    /// <summary>
    /// Gives what a discount takes off an amount, not rounded: the percent of it, or the fixed amount but never more than there is.
    /// It has the sign of the amount, so that a line given back gives back its discount too.
    /// </summary>
    /// <param name="discount">The discount.</param>
    /// <param name="amount">What it is taken off.</param>
    /// <returns>The discount, between zero and the amount.</returns>
    /// <exception cref="CurrencyMismatchException">A fixed discount is of another currency.</exception>
    /// <exception cref="RuleViolationException"><c>discount.needs_line</c>: it is off each unit, and an amount has none.</exception>
    public static ExactAmount Of(this Discount discount, ExactAmount amount)
    {
        ArgumentNullException.ThrowIfNull(discount);
        if (discount.Percent is { } percent)
        {
            return amount.Times(percent);
        }

        var full = ExactAmount.Of(discount.RequireWhole().Amount.GetValueOrDefault());
        if (amount.Sign < 0)
        {
            return -full < amount ? amount : -full;
        }

        return full > amount ? amount : full;
    }

    /// <summary>Refuses a discount off each unit where there are no units.</summary>
    /// <exception cref="RuleViolationException"><c>discount.needs_line</c>.</exception>
    public static Discount RequireWhole(this Discount discount) =>
        discount.UnitAmount is null ? discount : throw new RuleViolationException(CatalogErrors.DiscountNeedsLine, NeedsLine);

    /// <summary>Takes a discount off an amount, not rounded: never past zero.</summary>
    /// <param name="amount">The amount, of any sign.</param>
    /// <param name="discount">The discount, or <see langword="null"/> for none.</param>
    /// <returns>What is left.</returns>
    /// <exception cref="CurrencyMismatchException">A fixed discount is of another currency.</exception>
    public static ExactAmount Less(this ExactAmount amount, Discount? discount) =>
        discount is null ? amount : amount - discount.Of(amount);
}
