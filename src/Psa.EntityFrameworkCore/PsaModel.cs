using System.Linq;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Psa.EntityFrameworkCore;

/// <summary>What holds for every table: how the types of properties become columns, and how tables and columns are called.</summary>
internal static class PsaModel
{
    /// <summary>Says for every type that a record has as a property how it is stored.</summary>
    internal static void ConfigureColumns(ModelConfigurationBuilder builder, IEnumerable<Type> records, DatabaseTypes types)
    {
        var properties = records.SelectMany(static record => record.GetProperties())
            .Where(static property => property.CanWrite)
            .Select(static property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        foreach (var type in properties.Distinct())
        {
            if (types.ConverterOf(type) is { } converter)
            {
                builder.Properties(type).HaveConversion(converter);
            }
        }
    }

    /// <summary>Calls columns in snake case: <c>billing_entity</c>, and <c>net_minor_units</c> for a part of a value; gives text its order and JSON its type.</summary>
    internal static void Finish(IMutableModel model, DatabaseTypes types)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            entity.SetSchema(types.Schema);
            entity.SetTableName(types.Prefix + entity.GetTableName());
            foreach (var property in entity.GetProperties())
            {
                Finish(property, SnakeCase(property.Name), types);
            }

            foreach (var value in entity.GetComplexProperties())
            {
                foreach (var property in value.ComplexType.GetProperties())
                {
                    Finish(property, $"{SnakeCase(value.Name)}_{SnakeCase(property.Name)}", types);
                }
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName($"pk_{entity.GetTableName()}");
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(index.Name!.Insert("ix_".Length, types.Prefix));
            }
        }
    }

    internal static string SnakeCase(string name)
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

    /// <summary>Tells whether a column holds JSON, and gives the converter's type.</summary>
    internal static bool IsJson(ValueConverter? converter) => converter is not null && converter.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(JsonColumn<>);

    private static void Finish(IMutableProperty property, string column, DatabaseTypes types)
    {
        property.SetColumnName(column);
        var converter = property.GetValueConverter()?.GetType() ?? types.ConverterOf(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType);
        if (converter is { IsGenericType: true } && converter.GetGenericTypeDefinition() == typeof(JsonColumn<>))
        {
            property.SetColumnType(types.JsonType);
        }
        else if (types.Collation is { } collation && (property.ClrType == typeof(string) || converter?.BaseType?.GenericTypeArguments[^1] == typeof(string)))
        {
            property.SetCollation(collation);
        }
    }
}
