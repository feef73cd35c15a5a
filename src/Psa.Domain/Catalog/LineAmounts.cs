namespace Psa.Catalog;

/// <summary>The one formula of a line (R-LINE).</summary>
internal static class LineAmounts
{
    /// <summary>Gives quantity × (price − volume discount), not rounded: the base of the line's discounts.</summary>
    /// <param name="quantity">How many units, of any sign.</param>
    /// <param name="price">The price of one.</param>
    /// <param name="volumeDiscount">What the quantity takes off each unit's price; never past zero. <see langword="null"/> for nothing.</param>
    /// <returns>The exact amount.</returns>
    /// <exception cref="CurrencyMismatchException">The volume discount is of another currency.</exception>
    public static ExactAmount Base(decimal quantity, UnitPrice price, UnitPrice? volumeDiscount = null) =>
        volumeDiscount is null ? price.Times(quantity) : Each(price, volumeDiscount).Times(quantity);

    /// <summary>Gives what a line comes to after its discounts, not rounded.</summary>
    /// <param name="quantity">How many units, of any sign: a negative line gives back what the positive one took, its discount too.</param>
    /// <param name="price">The price of one.</param>
    /// <param name="discount">The manual discount, off the line or off each unit as it says, or <see langword="null"/>; it never takes more than there is.</param>
    /// <param name="volumeDiscount">What the quantity takes off each unit's price, or <see langword="null"/>.</param>
    /// <returns>The exact amount, for example as <c>A</c> of a proration.</returns>
    /// <exception cref="CurrencyMismatchException">A discount is of another currency.</exception>
    public static ExactAmount Exact(decimal quantity, UnitPrice price, Discount? discount = null, UnitPrice? volumeDiscount = null) =>
        discount?.UnitAmount is { } each ? Less(Each(price, volumeDiscount), each).Times(quantity) : Base(quantity, price, volumeDiscount).Less(discount);

    /// <summary>
    /// Gives a line's net, rounded once: round(quantity × (unit price − volume discount) − discount). Price 100, quantity 11, volume discount 5, discount 10:
    /// base 1045, off the line 1035, off each unit 935.
    /// </summary>
    /// <param name="quantity">How many units, of any sign; up to 15 decimals.</param>
    /// <param name="price">The price of one.</param>
    /// <param name="rounding">How to round.</param>
    /// <param name="discount">The manual discount, or <see langword="null"/>.</param>
    /// <param name="volumeDiscount">What the quantity takes off each unit's price, or <see langword="null"/>.</param>
    /// <returns>The net.</returns>
    /// <exception cref="CurrencyMismatchException">A discount is of another currency.</exception>
    /// <exception cref="RuleViolationException"><c>money.too_many_decimals</c>, <c>money.overflow</c>.</exception>
    public static Money Net(decimal quantity, UnitPrice price, Rounding rounding, Discount? discount = null, UnitPrice? volumeDiscount = null) =>
        Exact(Decimals.Quantity(quantity), price, discount, volumeDiscount).Round(rounding);

    /// <summary>Tells whether a manual discount takes more than the line has: off each unit, more than its price less the volume discount.</summary>
    /// <param name="discount">The discount, or <see langword="null"/>.</param>
    /// <param name="quantity">How many units, of any sign.</param>
    /// <param name="price">The price of one.</param>
    /// <param name="volumeDiscount">What the quantity takes off each unit's price, or <see langword="null"/>.</param>
    /// <returns>Whether it does; a percent never does.</returns>
    /// <exception cref="CurrencyMismatchException">A discount is of another currency.</exception>
    public static bool Exceeds(this Discount? discount, decimal quantity, UnitPrice price, UnitPrice? volumeDiscount) =>
        discount?.Amount is { } amount ? ExactAmount.Of(amount) > Base(Math.Abs(quantity), price, volumeDiscount)
        : discount?.UnitAmount is { } each && each.Times(1m) > Each(price, volumeDiscount);

    private static ExactAmount Each(UnitPrice price, UnitPrice? volumeDiscount) => volumeDiscount is { } off ? Less(price.Times(1m), off) : price.Times(1m);

    // what is taken off above the price makes the unit free, not paid for
    private static ExactAmount Less(ExactAmount price, UnitPrice off)
    {
        var less = off.Times(1m);
        var left = price.Sign < 0 ? price + less : price - less;
        return price.Sign == 0 || left.Sign == -price.Sign ? ExactAmount.Zero(price.Currency) : left;
    }
}
