namespace Psa.Documents;

/// <summary>What a document shows of its lines.</summary>
/// <param name="Groups">The groups, in the order of their first lines: their nets add up to the line total.</param>
/// <param name="Appendix">The lines of all groups that stand for several, group by group; empty when nothing was grouped.</param>
public sealed record ShownLines(ValueList<LineGroup> Groups, ValueList<GroupedLine> Appendix);
