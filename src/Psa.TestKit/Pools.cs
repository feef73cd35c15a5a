using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Ardalis.SmartEnum;
using NodaTime;
using Psa.Access;

namespace Psa.TestKit;

/// <summary>
/// Few values of each type by which records are found: many records have the same, so that what comes next in an index decides, and what a query asks for is there,
/// not there, just within its bounds or just outside.
/// </summary>
/// <param name="seed">The same seed gives the same values.</param>
/// <param name="record">The kind of record: of its own ids there are many.</param>
/// <param name="names">The properties that get these values.</param>
internal sealed class Pools(int seed, Type record, IReadOnlySet<string> names)
{
    private const int Foreign = 5;

    // letters and cases, accents that are one character or two, blanks, numbers, the last characters of the basic plane and those beyond it
    internal static readonly string[] Texts =
    [
        "", "a", "A", "b", "B", "ä", "a\u0308", "Ä", "ss", "ß", "i", "I", "İ", "ı", " a", "a ", "a  ", "10", "9", "%", "_", "'", "a\nb", "\uE000", "\uFF5E", "\uFFFD", "\U0001F4B6", "\U0010FFFF",
        "a\U0001F4B6", "a\uFF5E",
    ];

    private static readonly LocalDate Day = new(2026, 2, 28);
    private static readonly Instant Moment = Instant.FromUtc(2026, 2, 28, 23, 59, 59);
    private static readonly Guid[] Guids = [.. MakeGuids()];

    private static readonly Dictionary<Type, object[]> Values = new()
    {
        [typeof(string)] = Texts,
        [typeof(int)] = [-1, 0, 1, 2, 9, 10, int.MaxValue],
        [typeof(long)] = [-1L, 0L, 1L, 2L, 9L, 10L, long.MaxValue],
        [typeof(bool)] = [false, true],
        [typeof(UserId)] = [UserId.Of("a"), UserId.Of("A"), UserId.Of("b")],
        [typeof(Currency)] = [Currency.EUR, Currency.USD],
        [typeof(LocalDate)] = [Day, Day.PlusDays(1), Day.PlusDays(2), Day.PlusDays(-27), Day.PlusYears(-30), Day.PlusYears(100)],
        [typeof(Instant)] = [Moment, Moment + Duration.FromNanoseconds(1_000), Moment + Duration.FromSeconds(1), Moment + Duration.FromSeconds(60), Instant.FromUnixTimeTicks(-10)],
        [typeof(Guid)] = [.. Guids.Take(Foreign).Cast<object>()],
    };

    private static readonly ConcurrentDictionary<Type, object[]> Members = new();

    private readonly Random _random = new(seed);

    internal IReadOnlySet<string> Names => names;

    /// <summary>Gets all members of an enumeration, or of a SmartEnum, a status, in their order.</summary>
    internal static IReadOnlyList<object> AllOf(Type type) => Members.GetOrAdd(
        type, static type => [.. (type.IsEnum ? Enum.GetValues(type) : (IEnumerable)type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).Cast<object>()]);

    internal static bool IsSmartEnum(Type type) =>
        type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition().Name.StartsWith(nameof(SmartEnum<>), StringComparison.Ordinal);

    internal int Next(int below) => _random.Next(below);

    /// <summary>Gives an id for a record.</summary>
    internal Id<T> Id<T>() => new(Pick(Guids));

    /// <summary>Gives a value that a record can have.</summary>
    internal object Key(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum || IsSmartEnum(type))
        {
            return Pick(AllOf(type));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
        {
            return Activator.CreateInstance(type, Guids[Next(type.GenericTypeArguments[0] == record ? Guids.Length : Foreign)])!;
        }

        return Values.TryGetValue(type, out var values)
            ? Pick(values)
            : throw new NotSupportedException($"Records are found by a {type.Name}: say in {nameof(Pools)} which values to try.");
    }

    /// <summary>Gives what a query can be asked with: mostly what records have, and what lies beyond.</summary>
    internal object? Argument(Type type)
    {
        if (type.IsGenericType)
        {
            var (open, inner) = (type.GetGenericTypeDefinition(), type.GenericTypeArguments[0]);
            if (open == typeof(Nullable<>))
            {
                return Next(3) == 0 ? null : Argument(inner);
            }

            if (open == typeof(IReadOnlyCollection<>))
            {
                return List(inner);
            }

            if (open == typeof(IdRange<>))
            {
                var ends = typeof(Id<>).MakeGenericType(inner);
                return Next(3) == 0
                    ? Activator.CreateInstance(type, Activator.CreateInstance(ends), Activator.CreateInstance(ends, Guid.AllBitsSet))
                    : Activator.CreateInstance(type, Argument(ends), Argument(ends));
            }
        }

        return Next(8) == 0 && Beyond(type) is { } beyond ? beyond : Key(type);
    }

    private object? Beyond(Type type) =>
        type switch
        {
            _ when type == typeof(string) => "nobody's",
            _ when type == typeof(LocalDate) => Next(2) == 0 ? LocalDate.MinIsoValue : LocalDate.MaxIsoValue,
            _ when type == typeof(Instant) => Next(2) == 0 ? Instant.MinValue : Instant.MaxValue,
            _ when type == typeof(Guid) => Guid.AllBitsSet,
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>) => Activator.CreateInstance(type),
            _ => null,
        };

    private static IEnumerable<Guid> MakeGuids()
    {
        var random = new Random(0);
        for (var n = 0; n < 60; n++)
        {
            // many begin alike: every byte decides their order once
            var bytes = new byte[16];
            random.NextBytes(bytes);
            bytes.AsSpan(0, n % 16).Fill((byte)(n % 3 == 0 ? 0xFF : 0x01));
            yield return new(bytes, bigEndian: true);
        }
    }

    private Array List(Type element)
    {
        var values = Array.CreateInstance(element, Next(6) == 0 ? 1000 : Next(5));
        for (var i = 0; i < values.Length; i++)
        {
            values.SetValue(Argument(element), i);
        }

        return values;
    }

    private T Pick<T>(IReadOnlyList<T> values) => values[Next(values.Count)];
}
