namespace Psa.Numbering;

/// <summary>Numbers given out, and the series after it. Both are stored with the documents in one commit, so that nothing is lost or given twice.</summary>
/// <param name="Numbers">The numbers, ascending.</param>
/// <param name="Series">The series, moved on.</param>
internal sealed record NumberAllocation(ValueList<string> Numbers, NumberSeries Series);
