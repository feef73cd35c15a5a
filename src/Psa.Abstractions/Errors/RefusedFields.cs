namespace Psa;

/// <summary>Notes on a refusal which fields of what was given it is about.</summary>
internal static class RefusedFields
{
    internal static T At<T>(this T refusal, params ReadOnlySpan<string> fields)
        where T : PsaException
    {
        refusal.Fields = ValueList.Create(fields);
        return refusal;
    }

    /// <summary>Gives the fields of problems, each once, in their order; what concerns the whole of the input has none.</summary>
    internal static ValueList<string> Of(ValueList<Problem> problems)
    {
        var fields = new List<string>(problems.Count);
        foreach (var problem in problems)
        {
            if (problem.Where.Length > 0 && !fields.Contains(problem.Where))
            {
                fields.Add(problem.Where);
            }
        }

        return fields.ToValueList();
    }

    /// <summary>Gives the field that a path of JSON leads to: <c>Address.City</c> for <c>$.address.city</c>.</summary>
    internal static ValueList<string> OfPath(string? path)
    {
        if (path is not ['$', '.', .. { Length: > 0 } names])
        {
            return [];
        }

        var parts = names.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = parts[i].Length == 0 ? parts[i] : char.ToUpperInvariant(parts[i][0]) + parts[i][1..];
        }

        return [string.Join('.', parts)];
    }
}
