using System.Text;
using Ardalis.SmartEnum;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;
using Psa.Access;

namespace Psa.EntityFrameworkCore;

/// <summary>What holds for every table: how the types of properties become columns, and how columns are called.</summary>
internal static class PsaModel
{
    /// <summary>Says for every type that a record has as a property how it is stored. What isn't a plain value becomes JSON.</summary>
    internal static void ConfigureColumns(ModelConfigurationBuilder builder, ReadOnlySpan<Type> records)
    {
        var types = new HashSet<Type>();
        foreach (var record in records)
        {
            foreach (var property in record.GetProperties())
            {
                if (property.CanWrite)
                {
                    types.Add(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
                }
            }
        }

        foreach (var type in types)
        {
            if (ConverterOf(type) is { } converter)
            {
                builder.Properties(type).HaveConversion(converter);
            }
        }
    }

    /// <summary>Calls columns in snake case: <c>billing_entity</c>, and <c>net_minor_units</c> for a part of a value.</summary>
    internal static void NameColumns(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
            }

            foreach (var value in entity.GetComplexProperties())
            {
                foreach (var property in value.ComplexType.GetProperties())
                {
                    property.SetColumnName($"{SnakeCase(value.Name)}_{SnakeCase(property.Name)}");
                }
            }
        }
    }

    private static Type? ConverterOf(Type type) =>
        type switch
        {
            _ when type == typeof(string) || type == typeof(long) || type == typeof(int) || type == typeof(bool) || type.IsEnum || type == typeof(Money) => null,
            _ when type == typeof(TenantId) => typeof(TenantColumn),
            _ when type == typeof(Guid) => typeof(GuidColumn),
            _ when type == typeof(LocalDate) => typeof(DateColumn),
            _ when type == typeof(Instant) => typeof(InstantColumn),
            _ when type == typeof(decimal) => typeof(DecimalColumn),
            _ when type == typeof(Currency) => typeof(CurrencyColumn),
            _ when type == typeof(PaymentTerms) => typeof(PaymentTermsColumn),
            _ when type == typeof(UserId) => typeof(UserColumn),
            _ when Is(type, typeof(Id<>)) => typeof(IdColumn<>).MakeGenericType(type.GetGenericArguments()),
            _ when type.BaseType is { } smart && Is(smart, typeof(SmartEnum<>)) => typeof(StatusColumn<>).MakeGenericType(type),
            _ => typeof(JsonColumn<>).MakeGenericType(type),
        };

    private static bool Is(Type type, Type definition) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == definition || (type.BaseType is { } parent && Is(parent, definition)));

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
