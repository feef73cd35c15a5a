namespace Psa.Documents;

/// <summary>A line of the appendix: it was grouped with others and isn't shown among the groups.</summary>
/// <param name="Group">The place of its group, from 0.</param>
/// <param name="Line">The line, or a note of the line before it.</param>
/// <param name="Totals">What it comes to.</param>
public sealed record GroupedLine(int Group, DocumentLine Line, LineTotals Totals);
