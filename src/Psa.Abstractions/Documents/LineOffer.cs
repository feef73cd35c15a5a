namespace Psa.Documents;

/// <summary>How a line of a quote is offered.</summary>
/// <param name="Choice">Whether it is part of the quote, or for the customer to choose.</param>
/// <param name="IsChosen">Whether it is chosen; what is included always is.</param>
/// <param name="Group">The group of an alternative: any text, equal for those of which one is chosen; <see langword="null"/> for all else.</param>
/// <param name="Recurring">How it recurs, or <see langword="null"/> for what is sold once.</param>
public sealed record LineOffer(LineChoice Choice, bool IsChosen, string? Group = null, RecurringTerms? Recurring = null)
{
    /// <summary>Gets what is part of a quote and sold once: what a line says that says nothing else.</summary>
    internal static LineOffer Usual { get; } = new(LineChoice.Included, IsChosen: true);
}
