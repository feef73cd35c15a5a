using NodaTime;
using Psa.Access;
using Psa.Storage;

namespace Psa.Records;

/// <summary>The rules of values that are one piece: a date, a number, an amount, a text.</summary>
internal static class BorderValues
{
    private static readonly Dictionary<Type, BorderRule> ByType = new()
    {
        [typeof(LocalDate)] = static (value, where, problems) => Date((LocalDate)value, where, problems),
        [typeof(DatePeriod)] = static (value, where, problems) => Days((DatePeriod)value, where, problems),
        [typeof(Instant)] = static (value, where, problems) => Moment((Instant)value, where, problems),
        [typeof(decimal)] = static (value, where, problems) => Number((decimal)value, Bounds.Number, where, problems),
        [typeof(int)] = static (value, where, problems) => Number((int)value, Bounds.Count, where, problems),
        [typeof(long)] = static (value, where, problems) => Number((long)value, Bounds.Counter, where, problems),
        [typeof(Percent)] = static (value, where, problems) => Number(((Percent)value).Value, Bounds.Percent, where, problems),
        [typeof(Money)] = static (value, where, problems) => Amount((Money)value, ((Money)value).MinorUnits, Bounds.MinorUnits, where, problems),
        [typeof(UnitPrice)] = static (value, where, problems) => Amount((UnitPrice)value, ((UnitPrice)value).Amount, Bounds.Number, where, problems),
        [typeof(UserId)] = static (value, where, problems) => Text(((UserId)value).Value, where, problems),
    };

    /// <summary>Gets the rule of a type; <see langword="null"/> when it has parts, or nothing can be wrong with it.</summary>
    internal static BorderRule? Of(Type type) =>
        ByType.TryGetValue(type, out var rule) ? rule : typeof(IMayBeUnset).IsAssignableFrom(type) ? Set : null;

    /// <summary>The rule of all text: what every store can keep.</summary>
    internal static void Text(object value, string where, List<Problem> problems)
    {
        if (StoredText.IsBad((string)value))
        {
            problems.Add(new(StoreErrors.BadText, "It has the character U+0000 or half a character, which no store can keep: remove it.", where));
        }
    }

    /// <summary>The rule of text by which something is found.</summary>
    internal static void Identifier(object value, string where, List<Problem> problems)
    {
        if (StoredText.IsBad((string)value))
        {
            Text(value, where, problems);
        }
        else if (Identifiers.InvisibleIn((string)value) is { } invisible)
        {
            problems.Add(new(MoneyErrors.BadText, $"It has the character {invisible}, which nobody sees: remove it, or two that look alike are two.", where));
        }
        else if (!TextEnds.IsTrimmed((string)value) && !string.IsNullOrWhiteSpace((string)value))
        {
            // a blank one is missing: that the rules say better
            problems.Add(new(MoneyErrors.BadText, "It begins or ends with a space or the like: remove it, or two that look alike are two.", where));
        }
    }

    /// <summary>The rule of enumerations.</summary>
    internal static void Named(object value, string where, List<Problem> problems)
    {
        if (!Enum.IsDefined(value.GetType(), value))
        {
            problems.Add(new(MoneyErrors.Unknown, $"{value} is no {value.GetType().Name}: use one of {string.Join(", ", Enum.GetNames(value.GetType()))}.", where));
        }
    }

    private static void Set(object value, string where, List<Problem> problems)
    {
        if (((IMayBeUnset)value).IsUnset)
        {
            problems.Add(BorderRules.Missing(where));
        }
    }

    private static void Amount(IMayBeUnset value, decimal amount, decimal most, string where, List<Problem> problems)
    {
        Set(value, where, problems);
        Number(amount, most, where, problems);
    }

    private static void Number(decimal value, decimal most, string where, List<Problem> problems)
    {
        if (value < -most || value > most)
        {
            problems.Add(new(MoneyErrors.OutOfRange, FormattableString.Invariant($"{value} is out of range: use at most {most:#,0}, of either sign."), where));
        }
    }

    private static void Days(DatePeriod period, string where, List<Problem> problems)
    {
        if (period == default)
        {
            problems.Add(BorderRules.Missing(where));
            return;
        }

        Date(period.Start, where, problems);
        Date(period.LastDay, where, problems);
    }

    private static void Date(LocalDate date, string where, List<Problem> problems)
    {
        if (!Bounds.Holds(date))
        {
            var advice = date.Calendar == CalendarSystem.Iso && date > Bounds.LastDay ? " For what has no end, leave the end open." : string.Empty;
            problems.Add(new(MoneyErrors.BadDate, $"{date:R} can't be used: dates are from {Bounds.FirstDay:R} to {Bounds.LastDay:R}, in the ISO calendar.{advice}", where));
        }
    }

    private static void Moment(Instant moment, string where, List<Problem> problems)
    {
        if (!Bounds.Holds(moment))
        {
            problems.Add(new(MoneyErrors.BadDate, $"{moment} can't be used: moments are from {Bounds.FirstDay:R} to {Bounds.LastDay:R}.", where));
        }
    }
}
