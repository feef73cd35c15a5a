namespace Psa.Records;

/// <summary>Looks at a value that was given, and adds what is wrong with it.</summary>
/// <param name="value">The value.</param>
/// <param name="where">Its place; empty for the whole of what was given.</param>
/// <param name="problems">What was found.</param>
internal delegate void BorderRule(object value, string where, List<Problem> problems);
