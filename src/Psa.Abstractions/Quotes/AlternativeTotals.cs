namespace Psa.Quotes;

/// <summary>What a quote would come to if an alternative were chosen, and all else stayed as it is.</summary>
/// <param name="Line">The place of the alternative in <see cref="Documents.Document.Lines"/>, from 0.</param>
/// <param name="Group">The group of which it would be the chosen one.</param>
/// <param name="Totals">The totals, or <see langword="null"/> where they can't be told.</param>
/// <param name="Error">The code of why not: the discounts or charges on the whole quote don't fit what would be chosen.</param>
public sealed record AlternativeTotals(int Line, string Group, QuoteTotals? Totals, string? Error);
