using NodaTime;

namespace Psa.Storage;

/// <summary>Makes what a filter asks of columns: what it leaves open asks for nothing.</summary>
internal static class Conditions
{
    /// <summary>Asks for a value, when there is one.</summary>
    internal static void AddIs<T, TValue>(this List<Condition<T>> where, Column<T> column, TValue? value)
        where TValue : struct
    {
        if (value is { } wanted)
        {
            where.Add(column.Is(wanted));
        }
    }

    /// <summary>Asks for a status, when there is one.</summary>
    internal static void AddIs<T>(this List<Condition<T>> where, Column<T> column, object? status)
    {
        if (status is not null)
        {
            where.Add(column.Is(status));
        }
    }

    /// <summary>Asks for text as people compare it. Nothing equals empty text, which is a field that isn't filled in.</summary>
    internal static void AddText<T>(this List<Condition<T>> where, Column<T> fold, string? text)
    {
        if (text is not null)
        {
            where.Add(text.Length == 0 ? fold.IsOneOf<string>([]) : fold.Is(TextFold.Of(text)));
        }
    }

    /// <summary>Asks for text somewhere in a text.</summary>
    internal static void AddContains<T>(this List<Condition<T>> where, Column<T> fold, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            where.Add(fold.Contains(TextFold.Of(text)));
        }
    }

    /// <summary>Asks for a range of days, both included.</summary>
    internal static void AddBetween<T>(this List<Condition<T>> where, Column<T> column, LocalDate? first, LocalDate? last)
    {
        if (first is { } from)
        {
            where.Add(column.From(from));
        }

        if (last is { } through)
        {
            where.Add(column.Through(through));
        }
    }
}
