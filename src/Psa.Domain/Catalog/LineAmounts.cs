namespace Psa.Catalog;

/// <summary>The one formula of a line.</summary>
internal static class LineAmounts
{
    /// <summary>Gives quantity × (price − volume discount), not rounded: the base of the line's discounts.</summary>
    /// <param name="quantity">How many units, of any sign.</param>
    /// <param name="price">The price of one.</param>
    /// <param name="volumeDiscount">What the quantity takes off each unit's price; never past zero. <see langword="null"/> for nothing.</param>
    /// <returns>The exact amount.</returns>
    /// <exception cref="CurrencyMismatchException">The volume discount is of another currency.</exception>
    public static ExactAmount Base(decimal quantity, UnitPrice price, UnitPrice? volumeDiscount = null) =>
        volumeDiscount is null ? price.Times(quantity) : PerUnit(price, volumeDiscount).Times(quantity);

    /// <summary>Gives what a line comes to after its discounts, not rounded.</summary>
    /// <param name="quantity">How many units, of any sign: a negative line gives back what the positive one took, its discount too.</param>
    /// <param name="price">The price of one.</param>
    /// <param name="discount">The manual discount, or <see langword="null"/>; it never takes more than there is.</param>
    /// <param name="mode">Whether the discount is off the line or off each unit; the same for a percent.</param>
    /// <param name="volumeDiscount">What the quantity takes off each unit's price, or <see langword="null"/>.</param>
    /// <returns>The exact amount, for example as <c>A</c> of a proration.</returns>
    /// <exception cref="CurrencyMismatchException">A discount is of another currency.</exception>
    public static ExactAmount Exact(
        decimal quantity, UnitPrice price, Discount? discount = null, DiscountMode mode = DiscountMode.Line, UnitPrice? volumeDiscount = null)
    {
        return mode switch
        {
            DiscountMode.Line => Base(quantity, price, volumeDiscount).Less(discount),
            DiscountMode.PerUnit => PerUnit(price, volumeDiscount).Less(discount).Times(quantity),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such discount mode."),
        };
    }

    /// <summary>
    /// Gives a line's net, rounded once: round(quantity × unit price − discount). Price 100, quantity 11, volume discount 5, discount 10:
    /// base 1045, off the line 1035, off each unit 935.
    /// </summary>
    /// <param name="quantity">How many units, of any sign; up to 15 decimals.</param>
    /// <param name="price">The price of one.</param>
    /// <param name="rounding">How to round.</param>
    /// <param name="discount">The manual discount, or <see langword="null"/>.</param>
    /// <param name="mode">Whether the discount is off the line or off each unit.</param>
    /// <param name="volumeDiscount">What the quantity takes off each unit's price, or <see langword="null"/>.</param>
    /// <returns>The net.</returns>
    /// <exception cref="CurrencyMismatchException">A discount is of another currency.</exception>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>, <c>money.overflow</c>.</exception>
    public static Money Net(
        decimal quantity,
        UnitPrice price,
        Rounding rounding,
        Discount? discount = null,
        DiscountMode mode = DiscountMode.Line,
        UnitPrice? volumeDiscount = null) =>
        Exact(Decimals.Quantity(quantity), price, discount, mode, volumeDiscount).Round(rounding);

    private static ExactAmount PerUnit(UnitPrice price, UnitPrice? volumeDiscount)
    {
        var full = price.Times(1m);
        if (volumeDiscount is not { } volume)
        {
            return full;
        }

        var off = volume.Times(1m);
        var left = full.Sign < 0 ? full + off : full - off;

        // a volume discount above the price makes the unit free, not paid for
        return left.Sign == -full.Sign ? ExactAmount.Zero(full.Currency) : left;
    }
}
