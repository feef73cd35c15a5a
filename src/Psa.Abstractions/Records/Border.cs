using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Psa.Records;

/// <summary>
/// Looks at what callers give, as a whole and before any rule: nothing missing, dates that exist, numbers that can be computed with, values that are defined, text without what
/// nobody sees. So a rule behind it never meets <see langword="null"/> where its types have none, and no calculation leaves its numbers.
/// What a run computes isn't looked at: it follows from what was.
/// </summary>
internal static class Border
{
    /// <summary>Refuses what can't be worked with, and <see langword="null"/>.</summary>
    /// <exception cref="ValidationFailedException"><c>value.missing</c>, <c>value.bad_date</c>, <c>value.out_of_range</c>, <c>value.unknown</c>, <c>value.bad_text</c>, <c>store.bad_text</c>.</exception>
    internal static void Check<T>([NotNull] T? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        CheckQuestion(value, name);
        CheckOptional(value, name);
    }

    /// <summary>Refuses what can't be worked with; <see langword="null"/> is nothing to look at.</summary>
    /// <exception cref="ValidationFailedException">As <see cref="Check"/>.</exception>
    internal static void CheckOptional<T>(T? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value is not null && BorderRules.Of(value.GetType(), name) is { } rule)
        {
            var problems = new List<Problem>();
            rule(value, BorderRules.IsWhole(value.GetType()) ? string.Empty : Named(name), problems);
            ValidationFailedException.ThrowIfAny(problems.ToValueList());
        }
    }

    /// <summary>Refuses <see langword="null"/> as what is asked for. Text that no record can have is nobody's: the answer is that there is none.</summary>
    /// <exception cref="ValidationFailedException"><c>value.missing</c>.</exception>
    internal static void CheckQuestion<T>([NotNull] T? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value is null)
        {
            throw new ValidationFailedException([BorderRules.Missing(Named(name))]);
        }
    }

    /// <summary>Lists what is wrong with a row of many, of which each reports for itself.</summary>
    internal static ValueList<Problem> Problems<T>(T row)
        where T : class
    {
        var problems = new List<Problem>();
        BorderRules.Of(row.GetType(), string.Empty)?.Invoke(row, string.Empty, problems);
        return problems.ToValueList();
    }

    private static string Named(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
