namespace Psa.Catalog;

/// <summary>
/// What is taken off a line or a document: a percent of it, a fixed amount, or a fixed amount off each unit, with the reason that stands on the document.
/// It is never below zero and never takes more than there is: a discounted line is not negative. Off each unit is only said of a line, which has units.
/// </summary>
public sealed record Discount
{
    /// <summary>Creates a discount of any kind; <see cref="OfPercent"/>, <see cref="OfAmount"/> and <see cref="OfUnitAmount"/> read better.</summary>
    /// <param name="percent">0–100 %, or <see langword="null"/>.</param>
    /// <param name="amount">What is taken off as a whole, zero or more, or <see langword="null"/>.</param>
    /// <param name="reason">Why; may be empty.</param>
    /// <param name="unitAmount">What is taken off each unit, zero or more, or <see langword="null"/>.</param>
    /// <exception cref="RuleViolationException"><c>discount.percent_or_amount</c>: several or none are given; <c>discount.out_of_range</c>: below zero, or above 100 %.</exception>
    public Discount(Percent? percent = null, Money? amount = null, string reason = "", UnitPrice? unitAmount = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if ((percent.HasValue ? 1 : 0) + (amount.HasValue ? 1 : 0) + (unitAmount.HasValue ? 1 : 0) != 1)
        {
            throw new RuleViolationException(CatalogErrors.BadDiscount, "A discount is a percent, an amount or an amount off each unit: give one of the three.");
        }

        if (percent is { Value: < 0m or > 100m } || amount is { Sign: < 0 } || unitAmount is { Amount: < 0m })
        {
            throw new RuleViolationException(
                CatalogErrors.DiscountOutOfRange,
                $"A discount is at least zero and at most 100 %, not {(percent is { } p ? $"{p}" : amount is { } m ? $"{m}" : $"{unitAmount}")}: write a surcharge as a charge or a higher price.");
        }

        Percent = percent;
        Amount = amount;
        UnitAmount = unitAmount;
        Reason = reason;
    }

    /// <summary>Gets the discount that takes nothing: what ends another one.</summary>
    public static Discount None { get; } = OfPercent(Psa.Percent.Of(0m));

    /// <summary>Gets the percent that is taken off, or <see langword="null"/> when it is an amount.</summary>
    public Percent? Percent { get; }

    /// <summary>Gets the amount that is taken off as a whole, or <see langword="null"/> when it is something else.</summary>
    public Money? Amount { get; }

    /// <summary>Gets what is taken off each unit, with the decimals of a price, or <see langword="null"/> when it is something else.</summary>
    public UnitPrice? UnitAmount { get; }

    /// <summary>Gets why; empty when nobody said.</summary>
    public string Reason { get; }

    /// <summary>Gets whether it takes nothing, of whatever.</summary>
    internal bool TakesNothing => Percent is { Value: 0m } || Amount is { IsZero: true } || UnitAmount is { Amount: 0m };

    /// <summary>Gets the currency of what is taken off, or <see langword="null"/> for a percent.</summary>
    internal Currency? Currency => Amount?.Currency ?? UnitAmount?.Currency;

    /// <summary>Makes a discount of a percent.</summary>
    /// <param name="percent">0–100 %.</param>
    /// <param name="reason">Why; stands on the document.</param>
    /// <returns>The discount.</returns>
    /// <exception cref="RuleViolationException"><c>discount.out_of_range</c>.</exception>
    [Pure]
    public static Discount OfPercent(Percent percent, string reason = "") => new(percent, null, reason);

    /// <summary>Makes a discount of an amount: 11 at 100 less 10 is 1090.</summary>
    /// <param name="amount">Zero or more.</param>
    /// <param name="reason">Why; stands on the document.</param>
    /// <returns>The discount.</returns>
    /// <exception cref="RuleViolationException"><c>discount.out_of_range</c>.</exception>
    [Pure]
    public static Discount OfAmount(Money amount, string reason = "") => new(null, amount, reason);

    /// <summary>Makes a discount of an amount off each unit of a line: 11 at 100 less 10 each is 990.</summary>
    /// <param name="amount">Zero or more, up to 12 decimals.</param>
    /// <param name="reason">Why; stands on the document.</param>
    /// <returns>The discount.</returns>
    /// <exception cref="RuleViolationException"><c>discount.out_of_range</c>.</exception>
    [Pure]
    public static Discount OfUnitAmount(UnitPrice amount, string reason = "") => new(null, null, reason, amount);

    /// <summary>Writes it culture-free, as <c>10 %</c>, <c>5.00 EUR</c> or <c>1 × 0.25 EUR</c> for what is off each unit, with its reason.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        (Percent is { } percent ? percent.ToString() : Amount is { } amount ? amount.ToString() : $"1 × {UnitAmount}") + (Reason.Length == 0 ? string.Empty : $" ({Reason})");
}
