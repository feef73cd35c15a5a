using Ardalis.SmartEnum;
using NodaTime;
using Psa.Access;

namespace Psa.EntityFrameworkCore;

/// <summary>How one database keeps values, and where it keeps our tables. What all databases keep alike stands here.</summary>
internal abstract class DatabaseTypes
{
    /// <summary>Gets the schema of our tables; <see langword="null"/> where the database has none.</summary>
    internal virtual string? Schema => null;

    /// <summary>Gets what the names of our tables start with.</summary>
    internal virtual string Prefix => string.Empty;

    /// <summary>Gets the type in which a nested value's JSON is kept; <see langword="null"/> for that of text.</summary>
    internal virtual string? JsonType => null;

    /// <summary>Gets the collation that compares text by its code points; <see langword="null"/> where nothing else does.</summary>
    internal virtual string? Collation => null;

    /// <summary>Gets the converter of an id, a tenant, a <see cref="Guid"/>, a date, a moment or a decimal; <see langword="null"/> where the database keeps it as it is.</summary>
    protected abstract Type? ConverterOfValue(Type type);

    /// <summary>Gets the converter of a property's type; <see langword="null"/> when it is kept as it is. What isn't a plain value becomes JSON.</summary>
    internal Type? ConverterOf(Type type) =>
        type switch
        {
            _ when type == typeof(string) || type == typeof(long) || type == typeof(int) || type == typeof(bool) || type == typeof(Money) => null,
            _ when type.IsEnum => typeof(EnumColumn<>).MakeGenericType(type),
            _ when type == typeof(TenantId) || type == typeof(Guid) || type == typeof(LocalDate) || type == typeof(Instant) || type == typeof(decimal) || Is(type, typeof(Id<>)) =>
                ConverterOfValue(type),
            _ when type == typeof(Currency) => typeof(CurrencyColumn),
            _ when type == typeof(PaymentTerms) => typeof(PaymentTermsColumn),
            _ when type == typeof(UserId) => typeof(UserColumn),
            _ when type.BaseType is { } smart && Is(smart, typeof(SmartEnum<>)) => typeof(StatusColumn<>).MakeGenericType(type),
            _ => typeof(JsonColumn<>).MakeGenericType(type),
        };

    private static bool Is(Type type, Type definition) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == definition || (type.BaseType is { } parent && Is(parent, definition)));
}
