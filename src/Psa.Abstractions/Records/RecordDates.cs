using NodaTime;

namespace Psa.Records;

/// <summary>
/// Refuses dates and moments that not every database can keep: those before year 1 or after 9999, and dates of another calendar. Only those that have a column of their own are
/// looked at; inside of a record they are text everywhere. What callers give is held to narrower bounds: see <see cref="Border"/>.
/// </summary>
internal static class RecordDates<T>
    where T : class
{
    private static readonly (string Name, Func<object, object?> Get)[] Dates = Find();

    internal static void Check(T record, Guid id)
    {
        foreach (var (name, get) in Dates)
        {
            if (get(record) is { } value && !RecordDates.IsStorable(value))
            {
                throw new InvalidDataPsaException(
                    MoneyErrors.BadDate, $"{typeof(T).Name} {id} has {value} as {name}, which not every store can keep: use a date of the ISO calendar from year 1 to 9999, or leave an open end open.");
            }
        }
    }

    private static (string Name, Func<object, object?> Get)[] Find()
    {
        var dates = new List<(string Name, Func<object, object?> Get)>();
        foreach (var property in PsaJsonContext.Default.GetTypeInfo(typeof(T))?.Properties ?? [])
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (property.Get is { } get && (type == typeof(LocalDate) || type == typeof(Instant)))
            {
                dates.Add((property.Name, get));
            }
        }

        return [.. dates];
    }
}

/// <summary>Which dates and moments every database can keep.</summary>
internal static class RecordDates
{
    private static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);

    internal static bool IsStorable(object value) => value switch
    {
        LocalDate date => IsStorable(date),
        Instant moment => moment >= First,
        _ => true,
    };

    internal static bool IsStorable(LocalDate date) => date.Calendar == CalendarSystem.Iso && date.Year >= 1;
}
