using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>Takes the values of lists, each of which is one value of a statement: at each place one list, of one type. Some values may be nothing.</summary>
internal sealed class PostgreSqlLists(IReadOnlyList<StoredColumn> columns) : PostgreSqlPutter
{
    private readonly Values[] _lists = [.. columns.Select(static column => Values.Of(column.Type))];

    public override void PutNull(int place) => _lists[place].AddNull();

    public override void PutJson<T>(int place, T value, JsonTypeInfo<T> type) => PutText(place, JsonSerializer.Serialize(value, type), NpgsqlDbType.Json);

    /// <summary>Adds the lists to the values of a statement.</summary>
    internal void AddTo(NpgsqlParameterCollection parameters)
    {
        for (var place = 0; place < _lists.Length; place++)
        {
            parameters.Add(_lists[place].ToParameter(NpgsqlDbType.Array | PostgreSqlDialect.TypeOf(columns[place].Type)));
        }
    }

    protected override void PutValue<T>(int place, T value, NpgsqlDbType type) => ((Of<T?>)_lists[place]).Add(value);

    protected override void PutText(int place, string value, NpgsqlDbType type) => ((Of<string?>)_lists[place]).Add(value);

    private abstract class Values
    {
        internal abstract void AddNull();

        internal abstract NpgsqlParameter ToParameter(NpgsqlDbType type);

#pragma warning disable RS0030 // the driver's type
        internal static Values Of(StoredType type) =>
            type switch
            {
                StoredType.Guid => new Of<Guid?>(),
                StoredType.Long => new Of<long?>(),
                StoredType.Int => new Of<int?>(),
                StoredType.Bool => new Of<bool?>(),
                StoredType.Date => new Of<DateOnly?>(),
                StoredType.Moment => new Of<DateTime?>(),
                StoredType.Decimal => new Of<decimal?>(),
                _ => new Of<string?>(),
            };
#pragma warning restore RS0030
    }

    private sealed class Of<T> : Values
    {
        private readonly List<T> _values = [];

        internal void Add(T value) => _values.Add(value);

        internal override void AddNull() => _values.Add(default!);

        internal override NpgsqlParameter ToParameter(NpgsqlDbType type) => new NpgsqlParameter<T[]> { TypedValue = [.. _values], NpgsqlDbType = type };
    }
}
