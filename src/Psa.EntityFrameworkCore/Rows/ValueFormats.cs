using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ardalis.SmartEnum;
using NodaTime;
using Psa.Access;

namespace Psa.EntityFrameworkCore;

/// <summary>How the values of each type are kept; what isn't a plain value becomes JSON. Nothing here is compiled at run time, since a process that bills once would pay for it.</summary>
internal static class ValueFormats
{
    // none is the empty text
    private static readonly ValueFormat<Currency> Currencies = Words(static currency => currency.Code, static code => code.Length == 0 ? default : Currency.FromCode(code));

    private static readonly ConcurrentDictionary<Type, ValueFormat> Known = new(
        new Dictionary<Type, ValueFormat>
        {
            [typeof(string)] = Plain(StoredType.Text, static (row, place, value) => row.Put(place, value), static (row, place) => row.GetText(place)),
            [typeof(long)] = Plain(StoredType.Long, static (row, place, value) => row.Put(place, value), static (row, place) => row.GetLong(place)),
            [typeof(int)] = Plain(StoredType.Int, static (row, place, value) => row.Put(place, value), static (row, place) => row.GetInt(place)),
            [typeof(bool)] = Plain(StoredType.Bool, static (row, place, value) => row.Put(place, value), static (row, place) => row.GetBool(place)),
            [typeof(decimal)] = Plain(StoredType.Decimal, static (row, place, value) => row.Put(place, value), static (row, place) => row.GetDecimal(place)),
            [typeof(Guid)] = Plain(StoredType.Guid, static (row, place, value) => row.Put(place, value), static (row, place) => row.GetGuid(place)),
            [typeof(TenantId)] = Plain(StoredType.Guid, static (row, place, value) => row.Put(place, value.Value), static (row, place) => new TenantId(row.GetGuid(place))),
            [typeof(LocalDate)] = Plain(StoredType.Date, static (row, place, value) => row.Put(place, value), static (row, place) => row.GetDate(place)),
            [typeof(Instant)] = Plain(StoredType.Moment, static (row, place, value) => row.Put(place, value), static (row, place) => row.GetMoment(place)),
            [typeof(Currency)] = Currencies,
            [typeof(Money)] = new ValueFormat<Money>(
                [new("_minor_units", StoredType.Long), new("_currency", StoredType.Text)],
                static (row, place, value) =>
                {
                    row.Put(place, value.MinorUnits);
                    Currencies.Put(row, place + 1, value.Currency);
                },
                static (row, place) => Money.FromMinorUnits(row.GetLong(place), Currencies.Get(row, place + 1))),
            [typeof(PaymentTerms)] = Words(static terms => terms.ToString(), static text => PaymentTerms.Parse(text)),

            // nobody is the empty text
            [typeof(UserId)] = Words(static user => user.ToString(), static text => text.Length == 0 ? default : UserId.Of(text)),
        });

    /// <summary>Gives the format of a property's type.</summary>
    internal static ValueFormat Of(Type type) => Known.GetOrAdd(type, static wanted =>
        wanted switch
        {
            _ when Nullable.GetUnderlyingType(wanted) is { } present => Make(nameof(Optional), present),
            _ when wanted.IsEnum => Make(nameof(Enumeration), wanted),
            _ when wanted.IsGenericType && wanted.GetGenericTypeDefinition() == typeof(Id<>) => Make(nameof(Id), wanted.GenericTypeArguments[0]),
            _ when wanted.BaseType is { } smart && IsStatus(smart) => Make(nameof(Status), wanted),
            _ => Make(nameof(Json), wanted),
        });

    private static bool IsStatus(Type type) => type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(SmartEnum<>) || (type.BaseType is { } parent && IsStatus(parent)));

    private static ValueFormat Make(string name, Type type) =>
        typeof(ValueFormats).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).CreateDelegate<Func<ValueFormat>>()();

    private static ValueFormat<T> Plain<T>(StoredType type, Action<IRowWriter, int, T> put, Func<IRowReader, int, T> get) => new([new(string.Empty, type)], put, get);

    private static ValueFormat<string> Plain(StoredType type, Action<IRowWriter, int, string> put, Func<IRowReader, int, string> get) => Plain<string>(type, put, get);

    // of such texts there are few, and each row has some: what one means is remembered
    private static ValueFormat<T> Words<T>(Func<T, string> write, Func<string, T> read)
    {
        var known = new KnownWords<T>(utf8 => read(Encoding.UTF8.GetString(utf8)));
        return Plain(StoredType.Text, (row, place, value) => row.Put(place, write(value)), (row, place) => known.Read(row.GetUtf8(place)));
    }

    private static ValueFormat<Id<T>> Id<T>() => Plain(StoredType.Guid, static (row, place, value) => row.Put(place, value.Value), static (row, place) => new Id<T>(row.GetGuid(place)));

    private static ValueFormat<T> Status<T>()
        where T : SmartEnum<T> =>
        Words(static status => status.Name, static name => SmartEnum<T>.FromName(name));

    // by its number; none is read that has no name
    private static ValueFormat<T> Enumeration<T>()
        where T : struct, Enum =>
        Enum.GetUnderlyingType(typeof(T)) != typeof(int)
            ? throw new NotSupportedException($"{typeof(T).Name} is no enumeration of int.")
            : Plain<T>(StoredType.Int, static (row, place, value) => row.Put(place, Unsafe.As<T, int>(ref value)), static (row, place) =>
            {
                var number = row.GetInt(place);
                var value = Unsafe.As<int, T>(ref number);
                return Enum.IsDefined(value) ? value : throw new InvalidDataPsaException(MoneyErrors.Unknown, FormattableString.Invariant($"{number} is no {typeof(T).Name}."));
            });

    private static ValueFormat<T?> Optional<T>()
        where T : struct
    {
        var present = (ValueFormat<T>)Of(typeof(T));
        return new(present.Parts, (row, place, value) => present.Put(row, place, value.GetValueOrDefault()), (row, place) => present.Get(row, place));
    }

    private static ValueFormat<T> Json<T>()
        where T : notnull
    {
        // many rows have the same: an empty list, the seller, a source of quantities
        var json = (JsonTypeInfo<T>)StoredJson.Options.GetTypeInfo(typeof(T));
        var known = new KnownWords<T>(utf8 => JsonSerializer.Deserialize(utf8, json) ?? throw new JsonException($"null is no {typeof(T).Name}."));
        byte[]? none = null;
        return Plain<T>(
            StoredType.Json,
            (row, place, value) =>
            {
                // most rows have no keys of the host's and many an empty list
                if (typeof(T).IsValueType && EqualityComparer<T>.Default.Equals(value, default))
                {
                    row.PutJson(place, none ??= JsonSerializer.SerializeToUtf8Bytes(value, json));
                }
                else
                {
                    row.PutJson(place, value, json);
                }
            },
            (row, place) => known.Read(row.GetUtf8(place)));
    }
}
