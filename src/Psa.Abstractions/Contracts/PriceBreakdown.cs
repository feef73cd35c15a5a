namespace Psa.Contracts;

/// <summary>How a scheme came to its amount: what explanations show.</summary>
/// <param name="Tiers">What each used tier contributes, in order; other schemes have one entry.</param>
/// <param name="Subtotal">The sum before minimum and maximum.</param>
/// <param name="Amount">The amount of a full period.</param>
internal sealed record PriceBreakdown(ValueList<TierCharge> Tiers, ExactAmount Subtotal, ExactAmount Amount)
{
    /// <summary>Gets what a minimum adds; zero when it doesn't bite.</summary>
    public ExactAmount RaisedByMinimum => Amount > Subtotal ? Amount - Subtotal : ExactAmount.Zero(Amount.Currency);

    /// <summary>Gets what a maximum takes off, as a positive amount; zero when it doesn't bite.</summary>
    public ExactAmount LoweredByMaximum => Amount < Subtotal ? Subtotal - Amount : ExactAmount.Zero(Amount.Currency);
}
