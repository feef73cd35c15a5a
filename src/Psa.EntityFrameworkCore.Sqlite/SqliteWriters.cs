using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>The statements of each kind of record, made when they are first needed.</summary>
internal sealed class SqliteWriters
{
    private readonly ConcurrentDictionary<Type, object> _writers = new();

    internal TableWriter<T> Of<T>(IModel model)
        where T : class =>
        (TableWriter<T>)_writers.GetOrAdd(typeof(T), static (_, m) => new TableWriter<T>(m), model);
}
