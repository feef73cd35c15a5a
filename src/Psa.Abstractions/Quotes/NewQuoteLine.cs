using Psa.Documents;

namespace Psa.Quotes;

/// <summary>One line that somebody writes on a quote.</summary>
public sealed record NewQuoteLine
{
    /// <summary>Gets the line itself.</summary>
    public required NewDocumentLine Line { get; init; }

    /// <summary>Gets whether it is part of the quote, or for the customer to choose.</summary>
    public LineChoice Choice { get; init; }

    /// <summary>Gets whether an optional or alternative line is chosen as long as nobody chooses otherwise; what is included always is.</summary>
    public bool IsChosen { get; init; }

    /// <summary>Gets the group of an alternative: any text, equal for those of which one is chosen; <see langword="null"/> for all else.</summary>
    public string? Group { get; init => field = TextEnds.Trim(value); }

    /// <summary>Gets how it recurs, or <see langword="null"/> for what is sold once.</summary>
    public RecurringTerms? Recurring { get; init; }
}
