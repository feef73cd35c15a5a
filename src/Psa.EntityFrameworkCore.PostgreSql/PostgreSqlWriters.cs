using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>The statements of each kind of record, made when they are first needed.</summary>
internal sealed class PostgreSqlWriters(string schema)
{
    private readonly ConcurrentDictionary<Type, object> _writers = new();

    /// <summary>Gets the statement that takes the next sequences of a tenant's events: tenant and how many; it gives the last.</summary>
    internal string TakeSequences { get; } =
        $"INSERT INTO \"{schema}\".event_counter AS counter (tenant, last) VALUES ($1, $2) ON CONFLICT (tenant) DO UPDATE SET last = counter.last + $2 RETURNING last";

    internal TableWriter<T> Of<T>(IModel model)
        where T : class =>
        (TableWriter<T>)_writers.GetOrAdd(typeof(T), static (_, m) => new TableWriter<T>(m), model);
}
