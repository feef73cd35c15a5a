namespace Psa.Catalog;

/// <summary>
/// What is taken off a price, a line or a document: a percent of it or a fixed amount, with the reason that stands on the document.
/// It is never below zero and never takes more than there is: a discounted line is not negative.
/// </summary>
public sealed record Discount
{
    /// <summary>Creates a discount of either kind; <see cref="OfPercent"/> and <see cref="OfAmount"/> read better.</summary>
    /// <param name="percent">0–100 %, or <see langword="null"/> for an amount.</param>
    /// <param name="amount">Zero or more, or <see langword="null"/> for a percent.</param>
    /// <param name="reason">Why; may be empty.</param>
    /// <exception cref="RuleViolationException"><c>discount.percent_or_amount</c>: both or neither are given; <c>discount.out_of_range</c>: below zero, or above 100 %.</exception>
    public Discount(Percent? percent = null, Money? amount = null, string reason = "")
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (percent.HasValue == amount.HasValue)
        {
            throw new RuleViolationException(CatalogErrors.BadDiscount, "A discount is either a percent or an amount: give one of the two.");
        }

        if (percent is { Value: < 0m or > 100m } || amount is { Sign: < 0 })
        {
            throw new RuleViolationException(
                CatalogErrors.DiscountOutOfRange,
                $"A discount is at least zero and at most 100 %, not {(percent is { } p ? $"{p}" : $"{amount}")}: write a surcharge as a charge or a higher price.");
        }

        Percent = percent;
        Amount = amount;
        Reason = reason;
    }

    /// <summary>Gets the discount that takes nothing: what ends another one.</summary>
    public static Discount None { get; } = OfPercent(Psa.Percent.Of(0m));

    /// <summary>Gets the percent that is taken off, or <see langword="null"/> when it is an amount.</summary>
    public Percent? Percent { get; }

    /// <summary>Gets the amount that is taken off, or <see langword="null"/> when it is a percent.</summary>
    public Money? Amount { get; }

    /// <summary>Gets why; empty when nobody said.</summary>
    public string Reason { get; }

    /// <summary>Gets whether it takes nothing, of whatever.</summary>
    internal bool TakesNothing => Percent is { Value: 0m } || Amount is { IsZero: true };

    /// <summary>Makes a discount of a percent.</summary>
    /// <param name="percent">0–100 %.</param>
    /// <param name="reason">Why; stands on the document.</param>
    /// <returns>The discount.</returns>
    /// <exception cref="RuleViolationException"><c>discount.out_of_range</c>.</exception>
    [Pure]
    public static Discount OfPercent(Percent percent, string reason = "") => new(percent, null, reason);

    /// <summary>Makes a discount of an amount.</summary>
    /// <param name="amount">Zero or more.</param>
    /// <param name="reason">Why; stands on the document.</param>
    /// <returns>The discount.</returns>
    /// <exception cref="RuleViolationException"><c>discount.out_of_range</c>.</exception>
    [Pure]
    public static Discount OfAmount(Money amount, string reason = "") => new(null, amount, reason);

    /// <summary>Writes it culture-free, as <c>10 %</c> or <c>5.00 EUR</c>, with its reason.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        (Percent is { } percent ? percent.ToString() : Amount.ToString()) + (Reason.Length == 0 ? string.Empty : $" ({Reason})");
}
