using System.Text;

namespace Psa.EntityFrameworkCore;

/// <summary>A statement that gives rows, with its values.</summary>
internal sealed class Question
{
    private readonly StringBuilder _text = new(512);
    private readonly SqlDialect _sql;

    internal Question(SqlDialect sql, string start)
    {
        _sql = sql;
        _text.Append(start);
    }

    /// <summary>Gets the values, in the order of their numbers from 1: each with its format, a list with that of its elements.</summary>
    internal List<(ValueFormat Format, object Value, bool IsList)> Values { get; } = [];

    /// <summary>Gets the statement.</summary>
    internal string Text => field ??= _text.ToString();

    internal Question Add(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Adds a value, and gives what stands for it in the statement.</summary>
    internal string Value(ValueFormat format, object value, bool isList = false)
    {
        Values.Add((format, value, isList));
        return FormattableString.Invariant($"{_sql.Marker}{Values.Count}");
    }
}
