namespace Psa;

/// <summary>The input breaks rules; nothing has been changed. All that is wrong is listed, so that people mend it in one go. The code is that of the first problem.</summary>
public sealed class ValidationFailedException : PsaException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="problems">All that is wrong, at least one.</param>
    /// <param name="ids">The ids of the records concerned.</param>
    public ValidationFailedException(ValueList<Problem> problems, params ReadOnlySpan<Guid> ids)
        : base(CodeOf(problems), MessageOf(problems), ValueList.Create(ids))
    {
        Problems = problems;
        Fields = RefusedFields.Of(problems);
    }

    /// <summary>Gets all that is wrong, in the order of the input.</summary>
    public ValueList<Problem> Problems { get; }

    /// <summary>Refuses when something is wrong.</summary>
    /// <param name="problems">What a validation found.</param>
    /// <param name="ids">The ids of the records concerned.</param>
    /// <exception cref="ValidationFailedException">There is at least one problem.</exception>
    public static void ThrowIfAny(ValueList<Problem> problems, params ReadOnlySpan<Guid> ids)
    {
        if (!problems.IsEmpty)
        {
            throw new ValidationFailedException(problems, ids);
        }
    }

    private static string CodeOf(ValueList<Problem> problems) =>
        problems.IsEmpty ? throw new ArgumentException("There is no problem to report.", nameof(problems)) : problems[0].Code;

    private static string MessageOf(ValueList<Problem> problems)
    {
        var lines = new List<string>(problems.Count);
        foreach (var problem in problems)
        {
            lines.Add(problem.Where.Length == 0 ? problem.Message : $"{problem.Where}: {problem.Message}");
        }

        return string.Join('\n', lines);
    }
}
